import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import type { Candidate } from '../../src/domain/deadline.ts'
import { climb, giveBack, isAhead, mayNudge, take, whomToAsk } from '../../src/domain/deadline.ts'
import type { Rung } from '../../src/domain/stage-clock.ts'
import { rungAt, rungs, startClock, timesOf } from '../../src/domain/stage-clock.ts'
import { approval, certification } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'
import { hoursOf } from '../../src/domain/programme.ts'

const began = '2026-11-24T10:00:00.000Z'
const times = timesOf(began, 2, hoursOf(programme))
const request = (change: Partial<Approval> = {}): Approval =>
  approval('APR-1', ['steward'], { due: times.due, clock: startClock(times), ...change })
const crt = certification('CRT-1')
const nameOf = (id: string): string => id

const one = (id: string, load = 0, change: Partial<Candidate> = {}): Candidate => ({
  person: id,
  load,
  isAway: false,
  absent: null,
  ...change,
})
const seat = (candidates: readonly Candidate[], needs = 1) => [{ seat: 0, needs, candidates }]
const nothing = { climbed: [], taken: [] }
const nudged = (...people: string[]) => ({
  climbed: [{ rung: 'nudge' as const, at: began, people }],
  taken: [],
})

describe('who is asked', () => {
  it.each<[string, Rung, Parameters<typeof whomToAsk>[1], ReturnType<typeof seat>, readonly string[]]>([
    [
      'at half: whom the least waits for',
      'nudge',
      nothing,
      seat([one('a', 3), one('b', 1), one('c', 2)]),
      ['b'],
    ],
    [
      'at half: as many as are needed',
      'nudge',
      nothing,
      seat([one('a', 3), one('b', 1), one('c', 2)], 2),
      ['b', 'c'],
    ],
    [
      'at half: nobody who is away',
      'nudge',
      nothing,
      seat([one('a', 0, { isAway: true }), one('b', 5)]),
      ['b'],
    ],
    [
      'at half: whoever has it, however much waits for them',
      'nudge',
      { climbed: [], taken: [{ person: 'a', seat: 0, at: began }] },
      seat([one('a', 9), one('b', 1)]),
      ['a'],
    ],
    [
      'at half: who has another seat counts for that one',
      'nudge',
      { climbed: [], taken: [{ person: 'a', seat: 1, at: began }] },
      seat([one('a', 9), one('b', 1)]),
      ['b'],
    ],
    ['at its end: the others', 'deputy', nudged('a'), seat([one('a'), one('b'), one('c')]), ['b', 'c']],
    [
      'at its end: the stand-in of whoever was nudged',
      'deputy',
      nudged('a'),
      seat([one('a', 0, { isAway: true }), one('b'), one('d', 0, { absent: 'a' })]),
      ['d'],
    ],
    ['at its end: the same one where there is no other', 'deputy', nudged('a'), seat([one('a')]), ['a']],
    ['nobody where nobody can decide', 'deputy', nudged(), seat([]), []],
  ])('%s', (_name, rung, clock, seats, people) => {
    expect(whomToAsk(rung, clock, seats, [])).toEqual(people)
  })

  it('after that the steward leads, or all again where there are none', () => {
    expect(whomToAsk('lead', nudged('a'), seat([one('a'), one('b')]), ['l'])).toEqual(['l'])
    expect(whomToAsk('lead', nudged('a'), seat([one('a'), one('b')]), [])).toEqual(['a', 'b'])
  })
})

describe('the ladder', () => {
  const planned = (rung: Rung) => ({ stage: 0, rung, began })

  it('never repeats a rung, whatever ticks in which order and however often', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...rungs), { maxLength: 12 }), (ticks) => {
        let current = request()
        const came: Rung[] = []
        for (const rung of ticks) {
          const moved = climb(current, crt, planned(rung), ['a'], { now: rungAt(rung, times) })
          came.push(
            ...moved.events.flatMap((event) => (event.type === 'approval-climbed' ? [event.rung] : [])),
          )
          current = moved.next
        }

        expect(came).toEqual([...new Set(ticks)])
        expect(current.clock?.climbed.map(({ rung }) => rung)).toEqual(came)
      }),
    )
  })

  it.each([
    ['that was decided', { state: 'approved' }],
    ['that came to another stage', { stage: 1 }],
    ['whose time began anew', { clock: startClock({ ...times, began: times.half }) }],
    ['of an earlier version', { clock: null }],
  ] as const)('is not climbed for a request %s', (_name, change) => {
    expect(isAhead(request(change), planned('nudge'))).toBe(false)
    expect(climb(request(change), crt, planned('nudge'), ['a'], { now: times.half }).events).toEqual([])
  })

  it('asks nobody at a rung that the next has overtaken', () => {
    const [event] = climb(request(), crt, planned('nudge'), ['a'], { now: times.due }).events

    expect(event).toMatchObject({ people: [] })
  })

  it('makes it everybody’s again once its time is over', () => {
    const taken = [{ person: 'a', seat: 0, at: began }]
    const current = request({ clock: { ...startClock(times), taken } })

    expect(climb(current, crt, planned('nudge'), ['a'], { now: times.half }).next.clock?.taken).toEqual(taken)
    expect(climb(current, crt, planned('deputy'), ['a'], { now: times.due }).next.clock?.taken).toEqual([])
  })
})

describe('a seat', () => {
  it('is taken by one at a time, and given back by whoever has it', () => {
    const { next } = take(request(), crt, person('a', 'steward'), 0, nameOf, contextAt())
    expect(() => take(next, crt, person('b', 'steward'), 0, nameOf, contextAt())).toThrow(
      'a took it on already',
    )
    expect(() => giveBack(next, crt, person('b', 'steward'), nameOf)).toThrow('for them')

    const back = giveBack(next, crt, person('a', 'steward'), nameOf).next
    expect(take(back, crt, person('b', 'steward'), 0, nameOf, contextAt()).events).toHaveLength(1)
  })
})

describe('a maker may nudge', () => {
  it.each([
    ['not before half the time', '2026-11-25T09:59:59.999Z', null, 'too-early'],
    ['from then on', '2026-11-25T10:00:00.000Z', null, 'yes'],
    [
      'not twice a day, as days are in Tokyo',
      '2026-11-25T14:59:00.000Z',
      '2026-11-25T11:00:00.000Z',
      'asked-today',
    ],
    ['the day after', '2026-11-25T15:00:00.000Z', '2026-11-25T11:00:00.000Z', 'yes'],
  ] as const)('%s', (_name, now, before, may) => {
    const clock = { ...startClock(times), nudged: before === null ? null : { by: 'dana', at: before } }

    expect(mayNudge(request({ clock }), { zone: 'Asia/Tokyo' }, now)).toBe(may)
  })

  it('never what is decided', () => {
    expect(mayNudge(request({ state: 'approved' }), { zone: 'UTC' }, times.due)).toBe('no')
  })
})
