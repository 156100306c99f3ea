import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval, Seat } from '../../src/domain/approval.ts'
import { askedRole } from '../../src/domain/approval.ts'
import type { Candidates } from '../../src/domain/places.ts'
import { reseatCrowded, reseatCrowdedWaiver } from '../../src/domain/crowd.ts'
import { join } from '../../src/domain/membership.ts'
import type { Person } from '../../src/domain/person.ts'
import { fills } from '../../src/domain/person.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Waiver, WaiverAsk } from '../../src/domain/waiver.ts'
import { approval, certification } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

type Asked = { readonly role: Role; readonly needs?: number; readonly all?: boolean }
const request = (...seats: readonly Asked[]): Approval => ({
  ...approval('APR-1', [], { tier: 'low', unit: null, makers: ['dana'] }),
  stages: [
    {
      id: 's',
      title: 'S',
      seats: seats.map(({ role, needs = 1, all = false }) => ({
        role,
        asked: null,
        lead: false,
        needs,
        all,
        votes: [],
      })),
    },
  ],
})
const whoOf =
  (people: readonly Person[]): Candidates =>
  (role, lead = false) =>
    people.filter((one) => fills(one, { role, lead }, { tier: 'low', unit: null })).map(({ id }) => id)
const seatsOf = (one: Approval): readonly Seat[] => one.stages[0]?.seats ?? []
/** The first two are one from now on. */
const linked = (asked: Approval, [one, other, ...others]: readonly Person[]) => {
  if (!one || !other) throw new Error('there are no two')
  const after = join(one, other, { there: 'slack', here: 'teams' }).person.next
  const union = { before: [one, other], after }
  const who = whoOf([after, ...others])
  return { ...reseatCrowded(asked, certification('CRT-1'), union, who), union, who }
}
const told = (moved: ReturnType<typeof linked>) => ({
  asked: seatsOf(moved.next).map(askedRole),
  needs: seatsOf(moved.next).map(({ needs }) => needs),
  short: moved.events.flatMap((event) => (event.type === 'approval-unmanned' ? [event.role] : [])),
})
const steward = person('ana', 'steward')
const guardian = person('ben', 'data_protection')
const both = [{ role: 'steward' }, { role: 'data_protection' }] as const

describe('two seats of one person', () => {
  it.each([
    [
      'the board decides on one of them',
      [steward, guardian, person('cid', 'board')],
      ['steward', 'board'],
      [],
    ],
    [
      'the administrators hear that nobody can',
      [steward, guardian],
      ['steward', 'data_protection'],
      ['data_protection'],
    ],
    [
      'a lead decides',
      [guardian, steward, { ...person('cid', 'steward'), lead: true }],
      ['steward', 'data_protection'],
      null,
    ],
    [
      'others are left',
      [steward, guardian, person('cid', 'data_protection')],
      ['steward', 'data_protection'],
      null,
    ],
  ] as const)('%s', (_what, people, asked, short) => {
    const moved = linked(request(...both), people)

    expect(told(moved)).toMatchObject({ asked, short: short ?? [] })
    expect(moved.events.length === 0).toBe(short === null)
    if (short !== null)
      expect(moved.events[0]).toMatchObject({
        type: 'approval-reseated',
        person: people[0].id,
        joined: true,
        short,
      })
  })

  it('of a quorum: whoever is left stays asked, and the administrators hear that it takes another', () => {
    const quorum = request({ role: 'board', needs: 2 })
    const board = [person('ana', 'board'), person('ben', 'board')]

    expect(told(linked(quorum, board))).toEqual({ asked: ['board'], needs: [2], short: ['board'] })
    expect(linked(quorum, [...board, person('cid', 'board')]).events).toEqual([])
  })

  it('where all have to approve, are counted as the one', () => {
    const all = request({ role: 'security', needs: 3, all: true })
    const three = [person('ana', 'security'), person('ben', 'security'), person('cid', 'security')]

    expect(told(linked(all, three))).toEqual({ asked: ['security'], needs: [2], short: [] })
  })

  it('are left alone where too few could decide before already: that was told', () => {
    expect(
      linked(request({ role: 'board', needs: 3 }), [person('ana', 'board'), person('ben', 'board')]).events,
    ).toEqual([])
    expect(linked(request(...both), [steward, person('ben', 'security')]).events).toEqual([])
  })

  it('can always be filled by distinct persons afterwards, or somebody hears that they cannot', () => {
    const roles: readonly Role[] = ['steward', 'data_protection', 'board']
    const reached = new Set<string>()
    /** Whether each place can have a person of its own: every way is tried. */
    const isFillable = (places: readonly (readonly string[])[], taken: readonly string[] = []): boolean => {
      const [first, ...rest] = places
      if (!first) return true
      return first.some((id) => !taken.includes(id) && isFillable(rest, [...taken, id]))
    }
    const placesOf = (one: Approval, who: Candidates) =>
      seatsOf(one).flatMap((seat) =>
        Array.from({ length: seat.needs }, () => who(askedRole(seat), seat.lead)),
      )
    fc.assert(
      fc.property(
        fc.array(fc.record({ roles: fc.subarray([...roles]), lead: fc.boolean() }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.array(fc.record({ role: fc.constantFrom(...roles), needs: fc.integer({ min: 1, max: 2 }) }), {
          minLength: 1,
          maxLength: 3,
        }),
        (drawn, seats) => {
          const people = drawn.map((one, at) => ({
            ...person(`p${at}`, ...one.roles),
            lead: one.lead && one.roles.includes('steward'),
          }))
          const asked = request(...seats)
          const moved = linked(asked, people)
          const was = isFillable(placesOf(asked, whoOf(people)))
          const is = isFillable(placesOf(moved.next, moved.who))
          const { short } = told(moved)

          if (was) expect(is).toBe(short.length === 0)
          if (was && is && moved.events.length > 0) reached.add('asked anew')
          if (was && !is) reached.add('told')
          if (was && moved.events.length === 0) {
            reached.add('as it was')
            expect(moved.next).toBe(asked)
          }

          // What is asked of a waiver goes the same way.
          const words = { text: 't', hash: 'h', body: 'So.', salt: 's' }
          const at = contextAt().now
          const ask: WaiverAsk = {
            ...asked,
            tier: 'low',
            until: '2027-01-01',
            reason: words,
            controls: words,
            by: 'dana',
            at,
            due: at,
            owner: null,
            refusal: null,
            decision: null,
          }
          const waiver: Waiver = {
            id: 'w',
            question: 'connectors',
            option: 'red',
            state: 'asked',
            asks: [ask],
            until: null,
            tier: null,
            grantedBy: [],
          }
          const waived = reseatCrowdedWaiver(
            { ...certification('CRT-1'), waivers: [waiver] },
            ask,
            moved.union,
            moved.who,
          )
          expect(waived.next.waivers[0]?.asks[0]?.stages).toEqual(moved.next.stages)
          expect(waived.events.map(({ type }) => type.replace('waiver', 'approval'))).toEqual(
            moved.events.map(({ type }) => type),
          )
        },
      ),
      { numRuns: 1500 },
    )
    expect([...reached].toSorted()).toEqual(['as it was', 'asked anew', 'told'])
  })
})
