import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval, Verdict } from '../../src/domain/approval.ts'
import { askedRole, barred, tookPart, votesOf } from '../../src/domain/approval.ts'
import type { Certification } from '../../src/domain/certification.ts'
import { vote } from '../../src/domain/decision.ts'
import { placeOf } from '../../src/domain/entitlement.ts'
import type { Person } from '../../src/domain/person.ts'
import { holds, isAmong, isSelf, standsFor } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { expireRequest } from '../../src/domain/review.ts'
import { undo } from '../../src/domain/undo.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'
import { draft } from './draft.ts'

const ids = ['ana', 'ben', 'cid', 'dora', 'eva'] as const
/** Every person has worked under a second account as well, which was linked. */
const idOf = (index: number, linked: boolean): string => `${ids[index] ?? 'ana'}${linked ? '-two' : ''}`
const who = fc.nat({ max: ids.length - 1 })
const anId = fc.tuple(who, fc.boolean()).map(([index, linked]) => idOf(index, linked))
const roles: readonly Role[] = ['steward', 'data_protection', 'board']

const cast = fc
  .array(
    fc.record({
      roles: fc.subarray([...roles]),
      away: fc.option(
        fc.record({
          from: fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25'),
          to: fc.constantFrom('2026-11-24', '2026-11-25', '2026-11-26'),
          delegate: anId,
        }),
        { freq: 3 },
      ),
    }),
    { minLength: ids.length, maxLength: ids.length },
  )
  .map((some) =>
    some.map((one, index): Person => ({
      ...person(idOf(index, false), ...one.roles),
      joined: [idOf(index, true)],
      away: one.away,
    })),
  )

type Command =
  | { readonly do: 'vote'; readonly who: number; readonly verdict: Verdict; readonly stale: boolean }
  | { readonly do: 'undo'; readonly who: number; readonly stale: boolean }
  | { readonly do: 'revoke'; readonly who: number; readonly role: Role }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'run out' }
const verdicts: readonly Verdict[] = [
  'approve',
  'approve',
  'approve_on_conditions',
  'request_changes',
  'reject',
]
const stale = fc.integer({ min: 0, max: 5 }).map((one) => one === 0)
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      who,
      verdict: fc.constantFrom(...verdicts),
      stale,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), who, stale }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('revoke' as const), who, role: fc.constantFrom(...roles) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 59, 61, 86_400) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'run out' as const }) },
)

const seat = (role: Role) => ({ role, asked: null, lead: false, needs: 1, all: false, votes: [] })
const request = (
  makers: readonly string[],
  reviewers: readonly string[],
  decidedBefore: readonly string[],
  stages: readonly (readonly Role[])[],
): Approval => ({
  id: 'APR-1',
  rev: 1,
  state: 'open',
  certification: 'CRT-1',
  asset: 'AST-1',
  unit: null,
  makers: [...makers],
  reviewers: [...reviewers],
  decidedBefore: [...decidedBefore],
  appeals: null,
  clock: null,
  hash: 'h',
  stage: 0,
  stages: stages.map((some, index) => ({ id: `s${index}`, title: 'Stage', seats: some.map(seat) })),
  openedAt: contextAt().now,
  due: '2026-11-26T08:00:00.000Z',
  closedAt: null,
  conditions: [],
})
const inReview = (): Certification => ({
  ...draft('dana').certification,
  state: 'in_review',
  approval: 'APR-1',
  assessment: {
    tier: 'moderate',
    score: 10,
    band: 'moderate',
    drivers: [],
    blocked: [],
    unknowns: [],
    counterfactual: null,
  },
  frozen: { version: 1, hash: 'h', at: contextAt().now, by: 'dana', parts: {} },
})

const scene = fc.record({
  people: cast,
  makers: fc.array(anId, { minLength: 1, maxLength: 2 }),
  reviewers: fc.array(anId, { maxLength: 1 }),
  decidedBefore: fc.array(anId, { maxLength: 1 }),
  stages: fc.constantFrom<readonly (readonly Role[])[]>(
    [['steward']],
    [['steward', 'data_protection']],
    [['steward'], ['data_protection', 'board']],
    [['steward', 'steward', 'board']],
  ),
  commands: fc.array(command, { maxLength: 25 }),
})

const allowed = (approval: Approval, people: readonly Person[], voter: Person, now: string): boolean =>
  placeOf(approval, voter, people, now) !== undefined

describe('a decision, whoever clicks and undoes', () => {
  const reached = new Set<string>()

  it('is made at most once, by distinct persons who may, and never by its makers', () => {
    fc.assert(
      fc.property(scene, ({ people: cast, makers, reviewers, decidedBefore, stages, commands }) => {
        let people = cast
        let approval = request(makers, reviewers, decidedBefore, stages)
        let certification = inReview()
        let seconds = 0
        let standing = 0
        const personOf = (id: string): Person => {
          const found = people.find((one) => isSelf(one, id))
          if (!found) throw new Error(`nobody is ${id}`)
          return found
        }
        for (const given of commands) {
          const now = new Date(Date.parse(contextAt().now) + seconds * 1000).toISOString()
          const context = { ...contextAt(), now }
          seconds += 1
          const before = structuredClone({ approval, certification })
          const out = [
            ...barred(approval),
            ...tookPart(approval),
            ...('who' in given ? [people[given.who]?.id ?? ''] : []),
          ]
          const holders = (role: Role): number =>
            people.filter((one) => holds(one, role) && !isAmong(one, out)).length
          const names = { nameOf: (id: string) => id, entitled: [], absent: people, holders }
          try {
            switch (given.do) {
              case 'vote': {
                const voter = people[given.who]
                if (!voter) break
                const wish = {
                  verdict: given.verdict,
                  rev: approval.rev - (given.stale ? 1 : 0),
                  reason: 'Because.',
                  conditions:
                    given.verdict === 'approve_on_conditions' ? [{ words: 'A', due: '2026-12-01' }] : [],
                }
                const decided = vote(approval, certification, voter, wish, names, context)
                expect(approval.state).toBe('open')
                expect(given.stale).toBe(false)
                const cast = votesOf(decided.approval).find((one) => one.at === now)
                const sat = decided.approval.stages[approval.stage]?.seats.find((one) =>
                  one.votes.some((each) => each.at === now),
                )
                const absent = cast?.behalf ? personOf(cast.behalf) : undefined
                expect(isAmong(voter, [...makers, ...reviewers, ...decidedBefore])).toBe(false)
                expect(sat && holds(absent ?? voter, askedRole(sat))).toBe(true)
                if (absent) {
                  expect(standsFor(voter, absent, now)).toBe(true)
                  expect(isAmong(absent, [...makers, ...reviewers, ...decidedBefore])).toBe(false)
                  reached.add('in the place of another')
                }
                expect(decided.onBehalfOf).toBe(absent?.id)
                approval = decided.approval
                certification = decided.certification?.next ?? certification
                if (approval.state !== 'open') standing += 1
                break
              }
              case 'undo': {
                const decider = people[given.who]
                if (!decider) break
                const last = votesOf(approval).find((one) => one.at === approval.closedAt)
                const rev = approval.rev - (given.stale ? 1 : 0)
                const undone = undo(approval, certification, decider, rev, names, context)
                expect(last && isSelf(decider, last.person)).toBe(true)
                expect(given.stale).toBe(false)
                expect(Date.parse(now) - Date.parse(last?.at ?? '')).toBeLessThan(60_000)
                const left = votesOf(undone.approval)
                expect(left).toEqual(votesOf(approval).filter((one) => one !== last))
                expect(
                  undone.approval.conditions.every(({ by }) => left.some((one) => one.person === by)),
                ).toBe(true)
                approval = undone.approval
                certification = undone.certification?.next ?? certification
                expect(approval.state).toBe('open')
                expect(certification).toMatchObject({
                  state: 'in_review',
                  decision: null,
                  inForceUntil: null,
                  conditions: [],
                })
                standing -= 1
                reached.add('undone')
                break
              }
              case 'revoke': {
                const old = people
                people = people.map((one, index) =>
                  index === given.who
                    ? { ...one, roles: one.roles.filter((role) => role !== given.role) }
                    : one,
                )
                // Taking a role away never lets anybody do what they could not do before.
                for (const [index, one] of people.entries())
                  if (allowed(approval, people, one, now)) {
                    const was = old[index]
                    expect(was && allowed(approval, old, was, now)).toBe(true)
                  }
                break
              }
              case 'wait':
                seconds += given.seconds
                break
              case 'run out': {
                if (approval.state !== 'open') break
                const ranOut = expireRequest(approval, certification, context)
                approval = ranOut.approval
                certification = ranOut.certification?.next ?? certification
                break
              }
            }
          } catch (refused) {
            if (!(refused instanceof Refusal)) throw refused
            expect(refused.message).toMatch(/[.?]$/)
            expect({ approval, certification }).toEqual(before)
          }
          expect(standing).toBe(
            ['approved', 'rejected', 'changes_requested'].includes(approval.state) ? 1 : 0,
          )
          expect(certification.decision === null).toBe(standing === 0)
          const took = tookPart(approval).map((id) => personOf(id).id)
          expect(new Set(took).size).toBe(took.length)
          reached.add(approval.state)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('has been taken back, made in the place of another, and come to every end', () => {
    expect([...reached].sort()).toEqual(
      [
        'approved',
        'changes_requested',
        'expired',
        'in the place of another',
        'open',
        'rejected',
        'undone',
      ].sort(),
    )
  })
})
