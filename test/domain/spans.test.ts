import { describe, expect, it } from 'vitest'
import { appealUntil } from '../../src/domain/appeal.ts'
import type { Certification } from '../../src/domain/certification.ts'
import { readDays } from '../../src/domain/delegation.ts'
import type { Programme } from '../../src/domain/programme.ts'
import { reciprocity } from '../../src/domain/reciprocity.ts'
import { inForceOnceSubmitted } from '../../src/domain/renewal.ts'
import { reconcile } from '../../src/domain/settling.ts'
import { lift, toldBy } from '../../src/domain/stop.ts'
import { undoEnds } from '../../src/domain/take-back.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'
import { draft } from './draft.ts'

const { now } = contextAt()
const given = (change: Partial<Programme['decisions']>): Programme => ({
  ...programme,
  decisions: { ...programme.decisions, ...change },
})
const decision = { by: ['ben'], at: now, platform: 'web', reason: null, hash: 'h', before: null }
const rejected: Certification = {
  ...draft('dana').certification,
  state: 'rejected',
  decision: { ...decision, verdict: 'rejected' },
}
const certified = (developer: string, by: string): Certification => ({
  ...draft('dana').certification,
  developer,
  owner: developer,
  decision: { ...decision, by: [by], verdict: 'certified' },
})
const renewed: Certification = {
  ...draft('dana').certification,
  state: 'recertifying',
  validFrom: '2025-11-24T08:00:00.000Z',
  validUntil: '2026-12-01T08:00:00.000Z',
  inForceUntil: '2026-12-02T08:00:00.000Z',
}

describe('a suspension', () => {
  const blocked = { question: 'connectors', option: 'red' }
  const waived = (until: string): Certification => ({
    ...renewed,
    state: 'suspended',
    inForceUntil: null,
    validUntil: '2027-11-24T08:00:00.000Z',
    assessment: {
      tier: 'moderate',
      score: 9,
      band: 'moderate',
      drivers: [],
      blocked: [blocked],
      unknowns: [],
      counterfactual: null,
    },
    waivers: [{ id: 'w', ...blocked, state: 'ended', asks: [], until, tier: 'moderate', grantedBy: ['ben'] }],
  })
  const lifted = (until: string) => () =>
    lift(waived(until), { by: person('priya', 'steward'), reason: 'Fine.', users: [] }, contextAt())

  it('is not lifted past the end of a waiver and its days of grace', () => {
    expect(lifted('2026-11-09')).toThrow('has ended')
    expect(lifted('2026-11-10')().next.state).toBe('certified')
  })
})

describe('how long things take is what the policy says', () => {
  it.each([
    ['undoing', undoEnds(now, given({ undoSeconds: 300 })), '2026-11-24T08:05:00.000Z'],
    ['an appeal', appealUntil(rejected, given({ appealWorkingDays: 2 })), '2026-11-26T09:00:00.000Z'],
    [
      'settling an answer',
      reconcile([], { data: 'unknown' }, { now, programme: given({ settleWorkingDays: 3 }) }).asked[0]?.due,
      '2026-11-27T09:00:00.000Z',
    ],
    [
      'a renewal that was submitted',
      inForceOnceSubmitted(
        renewed,
        'moderate',
        contextAt(0, { programme: given({ renewalWorkingDays: 5 }) }),
      ),
      '2026-12-08T09:00:00.000Z',
    ],
    [
      'a renewal that was submitted at high',
      inForceOnceSubmitted(renewed, 'high', contextAt(0, { programme: given({ renewalWorkingDays: 5 }) })),
      renewed.inForceUntil,
    ],
    [
      'one that does not count any more',
      inForceOnceSubmitted({ ...renewed, inForceUntil: null }, 'low', contextAt()),
      null,
    ],
    [
      'a word to the people who use it',
      toldBy(
        {
          ...renewed,
          stop: { by: null, at: now, reason: null, from: 'certified', inForceUntil: null, told: null },
        },
        given({ confirmWorkingDays: 2 }),
      ),
      '2026-11-26T09:00:00.000Z',
    ],
  ])('%s', (_what, told, expected) => {
    expect(told?.slice(0, 16)).toBe(expected?.slice(0, 16))
  })

  it('a stand-in', () => {
    const days = { first: '2026-11-24', last: '2026-11-28' }
    expect(readDays(days, now, 'UTC', 5)).toEqual({ from: days.first, to: days.last })
    expect(() => readDays(days, now, 'UTC', 4)).toThrow()
  })

  it('a pair', () => {
    const twice = [certified('ben', 'ana'), certified('ana', 'ben')].flatMap((one) => [one, one])
    const pair = (reciprocalApprovals: number) =>
      reciprocity(person('ana'), person('ben'), twice, { now, programme: given({ reciprocalApprovals }) })
    expect(pair(2)).toEqual({ there: 2, back: 2 })
    expect(pair(3)).toBeNull()
  })
})
