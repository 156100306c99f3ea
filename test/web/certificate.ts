import type { EvidenceDesk } from '../../src/web/evidence.ts'
import type { Certificate } from '../../src/web/certificate.ts'

/** What a verify link shows, in tests. */
export const certificate: Certificate = {
  reference: 'CRT-12',
  name: 'Team leave calendar',
  version: '1',
  tier: 'low',
  state: 'certified',
  isInForce: true,
  certifiedAt: '2026-11-24T08:00:00.000Z',
  validUntil: '2028-11-24T08:00:00.000Z',
  conditionsOpen: 0,
  approvedBy: [],
  programme: 'Citizen development programme',
  policyVersion: '1',
}

/** Where nobody has asked for an evidence pack. */
export const noEvidence: EvidenceDesk = {
  offered: () => Promise.resolve(undefined),
  take: () => Promise.resolve(undefined),
  keys: () => Promise.resolve([]),
}
