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
