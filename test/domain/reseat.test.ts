import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { askedRole, barred, isFilled, tookPart } from '../../src/domain/approval.ts'
import { leave } from '../../src/domain/leaving.ts'
import type { Person } from '../../src/domain/person.ts'
import { fills, isAmong } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import { reseat, reseatWaiver } from '../../src/domain/reseat.ts'
import { revoke } from '../../src/domain/role.ts'
import type { Holders } from '../../src/domain/review.ts'
import type { Waiver, WaiverAsk } from '../../src/domain/waiver.ts'
import { approval, certification } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

const names = ['ana', 'ben', 'cid', 'dora'] as const
const roles: readonly Role[] = ['steward', 'security', 'board']
const cast = fc.array(
  fc.record({
    roles: fc.subarray([...roles]),
    lead: fc.boolean(),
    unit: fc.constantFrom(null, 'Finance', 'Sales'),
  }),
  { minLength: names.length, maxLength: names.length },
)
const holdersIn =
  (people: readonly Person[], request: Approval): Holders =>
  (role, lead = false) =>
    people.filter(
      (one) =>
        !isAmong(one, [...barred(request), ...tookPart(request)]) &&
        fills(one, { role, lead }, { tier: request.tier, unit: request.unit }),
    ).length

const seat = (role: Role, needs: number, all: boolean) => ({
  role,
  asked: null,
  lead: false,
  needs,
  all,
  votes: [],
})

const words = { text: 't', hash: 'h', body: 'So.', salt: 's' }
const waiverAsk = (ballot: Approval): WaiverAsk => ({
  ...ballot,
  tier: 'low',
  until: '2027-01-01',
  reason: words,
  controls: words,
  by: 'ana',
  at: contextAt().now,
  due: contextAt().now,
  owner: null,
  refusal: null,
  decision: null,
})
const waiverWith = (ask: WaiverAsk): Waiver => ({
  id: 'w',
  question: 'connectors',
  option: 'red',
  state: 'asked',
  asks: [ask],
  until: null,
  tier: null,
  grantedBy: [],
})

describe('a seat that loses somebody', () => {
  it('is asked of whoever may decide, or the administrators hear that nobody can; it never passes by that', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(
        cast,
        fc.nat({ max: names.length - 1 }),
        fc.boolean(),
        fc.constantFrom<readonly Role[]>(['steward'], ['steward', 'board'], ['security']),
        fc.constantFrom('any', 'all', 'two'),
        fc.constantFrom('ana', 'ben'),
        (drawn, index, leaves, seats, rule, maker) => {
          const people = drawn.map((one, at): Person => ({
            ...person(names[at] ?? 'ana'),
            roles: one.roles,
            lead: one.lead && one.roles.includes('steward'),
            terms: one.unit === null ? [] : [{ role: 'steward', until: null, upTo: null, unit: one.unit }],
          }))
          const before = people[index]
          if (!before) return
          const base = approval('APR-1', [], { tier: 'low', unit: 'Finance', makers: [maker] })
          const counts = holdersIn(people, base)
          const request: Approval = {
            ...base,
            stages: [
              {
                id: 's',
                title: 'S',
                seats: seats.map((role) =>
                  seat(
                    role,
                    rule === 'two' ? 2 : rule === 'all' ? Math.max(1, counts(role)) : 1,
                    rule === 'all',
                  ),
                ),
              },
            ],
          }
          const after = leaves
            ? leave(before, [], 2, contextAt()).next
            : before.roles.reduce((one, role) => revoke(one, role, person('x', 'admin'), 2).next, before)
          const left = people.map((one) => (one.id === before.id ? after : one))
          const holders = holdersIn(left, request)

          const moved = reseat(request, certification('CRT-1'), { before, after }, holders)

          const short = moved.events.flatMap((one) => (one.type === 'approval-unmanned' ? [one.role] : []))
          moved.next.stages[0]?.seats.forEach((one, at) => {
            const was = request.stages[0]?.seats[at]
            expect(isFilled(one)).toBe(false)
            if (was && JSON.stringify(one) === JSON.stringify(was) && short.length === 0) return
            const there = holders(askedRole(one), one.lead)
            if (there < one.needs) {
              reached.add('short')
              // It was short before and has lost nobody, or somebody is told.
              const lost = fills(before, { role: was?.role ?? 'board' }, { tier: 'low', unit: 'Finance' })
              if (lost && before.id !== maker) expect(short).toContain(one.role)
            } else if (one.lead) reached.add('a lead')
            else if (one.asked === 'board') reached.add('the board')
          })
          if (moved.events.length === 0) expect(moved.next).toBe(request)

          // What is asked of a waiver goes the same way.
          const asked = waiverAsk(request)
          const owned = { ...certification('CRT-1'), waivers: [waiverWith(asked)] }
          const waived = reseatWaiver(owned, asked, { before, after }, holders)
          expect(waived.next.waivers[0]?.asks[0]?.stages).toEqual(moved.next.stages)
          expect(waived.events.map(({ type }) => type.replace('waiver', 'approval'))).toEqual(
            moved.events.map(({ type }) => type),
          )
        },
      ),
      { seed: 8, numRuns: 2000 },
    )
    expect([...reached].sort()).toEqual(['a lead', 'short', 'the board'])
  })

  it('counts all holders anew, and still needs one of them', () => {
    const [ana, ben] = [person('ana', 'board'), person('ben', 'board')]
    const request: Approval = {
      ...approval('APR-1', []),
      stages: [
        {
          id: 's',
          title: 'S',
          seats: [
            {
              ...seat('board', 2, true),
              votes: [
                {
                  person: 'ana',
                  behalf: null,
                  verdict: 'approve',
                  at: contextAt().now,
                  platform: 'web',
                  hash: 'h',
                  reason: null,
                },
              ],
            },
          ],
        },
      ],
    }
    const after = leave(ben, [], 2, contextAt()).next

    const moved = reseat(
      request,
      certification('CRT-1'),
      { before: ben, after },
      holdersIn([ana, after], request),
    )

    const [one] = moved.next.stages[0]?.seats ?? []
    expect(one && isFilled(one)).toBe(false)
    expect(moved.events).toMatchObject([
      { type: 'approval-reseated', short: ['board'] },
      { type: 'approval-unmanned', role: 'board' },
    ])
  })
})
