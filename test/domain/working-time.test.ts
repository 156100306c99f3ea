import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingDays } from '../../src/domain/calendar.ts'
import { rungAt, rungs, timesOf } from '../../src/domain/stage-clock.ts'
import { addWorkingMs, workingMs, zoneOfMost } from '../../src/domain/working-time.ts'

const hours = { from: '09:00', to: '17:00', zone: 'UTC', holidays: ['2026-12-25', '2027-01-01'] }
const hour = 3_600_000
const minute = 60_000

/** Counts working minutes one by one, with Intl alone. */
const oracle = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const works = (at: number): boolean => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const time = `${part['hour']}:${part['minute']}`
    return (
      part['weekday'] !== 'Sat' &&
      part['weekday'] !== 'Sun' &&
      !hours.holidays.includes(`${part['year']}-${part['month']}-${part['day']}`) &&
      hours.from <= time &&
      time < hours.to
    )
  }
  return {
    between: (from: number, to: number): number => {
      let count = 0
      for (let at = from; at < to; at += minute) if (works(at)) count += 1
      return count * minute
    },
    works,
  }
}

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'] as const
const someMinute = fc
  .integer({ min: 0, max: 60 * 24 * 500 })
  .map((minutes) => Date.parse('2026-10-01T00:00:00.000Z') + minutes * minute)
const iso = (at: number): string => new Date(at).toISOString()

describe('working time', () => {
  it('agrees with counting it minute by minute', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someMinute,
        fc.integer({ min: 0, max: 60 * 24 * 6 }),
        (zone, from, minutes) => {
          const to = from + minutes * minute

          expect(workingMs(iso(from), iso(to), { ...hours, zone })).toBe(oracle(zone).between(from, to))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('passes to a moment at work before which exactly that much was worked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someMinute,
        fc.integer({ min: 0, max: 60 * 30 }),
        (zone, from, minutes) => {
          const at = Date.parse(addWorkingMs(iso(from), minutes * minute, { ...hours, zone }))

          expect(oracle(zone).works(at)).toBe(true)
          expect(oracle(zone).between(from, at)).toBe(minutes * minute)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('of whole days is that many working days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someMinute,
        fc.integer({ min: 0, max: 9 }),
        (zone, from, days) => {
          const its = { ...hours, zone }

          expect(addWorkingMs(iso(from), days * 8 * hour, its)).toBe(addWorkingDays(iso(from), days, its))
        },
      ),
    )
  })
})

describe('the time of a stage', () => {
  it.each([
    [
      'asked on a Tuesday morning for two days',
      { began: '2026-11-24T10:00:00.000Z', days: 2, zone: 'UTC' },
      ['2026-11-25T10:00', '2026-11-26T10:00', '2026-11-27T10:00', '2026-11-30T10:00'],
    ],
    [
      'asked on a Friday evening',
      { began: '2026-11-27T20:00:00.000Z', days: 2, zone: 'UTC' },
      ['2026-12-01T09:00', '2026-12-02T09:00', '2026-12-03T09:00', '2026-12-04T09:00'],
    ],
    [
      'over Christmas',
      { began: '2026-12-24T12:00:00.000Z', days: 2, zone: 'UTC' },
      ['2026-12-28T12:00', '2026-12-29T12:00', '2026-12-30T12:00', '2026-12-31T12:00'],
    ],
    [
      'in the hours of New York',
      { began: '2026-11-24T10:00:00.000Z', days: 2, zone: 'America/New_York' },
      ['2026-11-25T14:00', '2026-11-26T14:00', '2026-11-27T14:00', '2026-11-30T14:00'],
    ],
    [
      'over the end of summer time in Berlin',
      { began: '2026-10-23T10:00:00.000Z', days: 2, zone: 'Europe/Berlin' },
      ['2026-10-26T11:00', '2026-10-27T11:00', '2026-10-28T11:00', '2026-10-29T11:00'],
    ],
  ])('%s', (_name, { began, days, zone }, expected) => {
    const times = timesOf(began, days, { ...hours, zone })

    expect([...rungs.map((rung) => rungAt(rung, times)), times.ends].map((at) => at.slice(0, 16))).toEqual(
      expected,
    )
  })

  it('is climbed in order, each rung after as much work as the one before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someMinute,
        fc.integer({ min: 1, max: 9 }),
        (zone, from, days) => {
          const its = { ...hours, zone }
          const { began, half, due, late, ends } = timesOf(iso(from), days, its)

          const parts = [workingMs(began, half, its), workingMs(half, due, its), workingMs(due, late, its)]

          expect([...parts, workingMs(late, ends, its)]).toEqual(Array(4).fill(days * 4 * hour))
        },
      ),
    )
  })
})

describe('the zone that a deadline counts in', () => {
  it.each([
    ['that of most', ['Asia/Tokyo', 'Europe/Paris', 'Asia/Tokyo'], 'Asia/Tokyo'],
    ["the programme's where as many work in another", ['Asia/Tokyo', 'Europe/Paris'], 'UTC'],
    ["the programme's where nobody is left", [], 'UTC'],
    ['that of the only one', ['Asia/Tokyo'], 'Asia/Tokyo'],
  ])('is %s', (_name, zones, zone) => {
    expect(zoneOfMost(zones, 'UTC')).toBe(zone)
  })
})
