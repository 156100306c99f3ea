import { describe, expect, it } from 'vitest'
import { afterQuiet, instantOf } from '../../src/domain/calendar.ts'
import { whenItSuits } from '../../src/domain/quiet.ts'
import type { Rule } from '../../src/domain/schedule.ts'
import { firstOccurrence, nextOccurrence } from '../../src/domain/schedule.ts'

const holidays = ['2026-12-25', '2026-12-28', '2027-01-01']

describe('a local time', () => {
  it.each([
    ['is what the wall clock shows', '2026-11-25', '09:30', 'Europe/Vienna', '2026-11-25T08:30'],
    [
      'that is left out is the first moment behind the gap',
      '2026-03-29',
      '02:30',
      'Europe/Vienna',
      '2026-03-29T01:00',
    ],
    ['at the very start of a gap, too', '2026-03-29', '02:00', 'Europe/Vienna', '2026-03-29T01:00'],
    ['at the end of a gap is itself', '2026-03-29', '03:00', 'Europe/Vienna', '2026-03-29T01:00'],
    ['that comes twice is the first', '2026-10-25', '02:30', 'Europe/Vienna', '2026-10-25T00:30'],
    ['in a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30'],
    ['at a midnight that is left out', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00'],
    ['on a day that is left out', '2011-12-30', '09:30', 'Pacific/Apia', '2011-12-30T10:00'],
  ])('%s', (_, day, at, zone, expected) => {
    expect(instantOf(day, at, zone)).toBe(`${expected}:00.000Z`)
  })
})

/** The first few keys from the beginning of a year on. */
const keys = (rule: Rule, count: number, from = '2026-12-01T00:00:00.000Z'): readonly string[] => {
  const place = { zone: 'Europe/Vienna', holidays }
  const found: string[] = []
  for (
    let one = firstOccurrence(rule, place, from);
    one && found.length < count;
    one = nextOccurrence(rule, place, one.key)
  )
    found.push(one.key)
  return found
}

describe('a rule', () => {
  it.each<readonly [string, Rule, readonly string[]]>([
    ['every day', { kind: 'daily', at: '09:30' }, ['2026-12-01', '2026-12-02', '2026-12-03']],
    [
      'working days without holidays',
      { kind: 'working-days', at: '09:30' },
      ['2026-12-01', '2026-12-02', '2026-12-03'],
    ],
    [
      'weekly on some days',
      { kind: 'weekly', weekdays: [1, 5], at: '08:00' },
      ['2026-12-04', '2026-12-07', '2026-12-11'],
    ],
    [
      'the last of a short month',
      { kind: 'monthly', on: { day: 31 }, at: '08:00' },
      ['2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'the second Tuesday',
      { kind: 'monthly', on: { nth: 2, weekday: 2 }, at: '08:00' },
      ['2026-12-08', '2027-01-12', '2027-02-09'],
    ],
    [
      'the last Sunday',
      { kind: 'monthly', on: { nth: 'last', weekday: 7 }, at: '08:00' },
      ['2026-12-27', '2027-01-31', '2027-02-28'],
    ],
    [
      'the last working day',
      { kind: 'monthly', on: 'last-working-day', at: '08:00' },
      ['2026-12-31', '2027-01-29', '2027-02-26'],
    ],
    [
      'quarterly',
      { kind: 'monthly', months: [1, 4, 7, 10], on: { day: 15 }, at: '08:00' },
      ['2027-01-15', '2027-04-15', '2027-07-15'],
    ],
    [
      'yearly, on a day that most years do not have',
      { kind: 'monthly', months: [2], on: { day: 29 }, at: '08:00' },
      ['2027-02-28', '2028-02-29', '2029-02-28'],
    ],
    ['once', { kind: 'once', day: '2026-12-24', at: '08:00' }, ['2026-12-24 08:00']],
    ['without a day', { kind: 'weekly', weekdays: [], at: '08:00' }, []],
    ['without a month', { kind: 'monthly', months: [], on: { day: 1 }, at: '08:00' }, []],
  ])('has its days: %s', (_, rule, expected) => {
    expect(keys(rule, 3)).toEqual(expected)
  })

  it('leaves weekends and holidays out of working days', () => {
    expect(keys({ kind: 'working-days', at: '09:30' }, 4, '2026-12-24T00:00:00.000Z')).toEqual([
      '2026-12-24',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
    ])
  })

  it('moves the steps of a ladder to the working day before, each with a key of its own', () => {
    const place = { zone: 'Europe/Vienna', holidays }
    const rule: Rule = { kind: 'ladder', day: '2026-12-28', steps: [-2, 0, 2], at: '09:30' }

    const first = firstOccurrence(rule, place, '2026-12-01T00:00:00.000Z')
    const second = nextOccurrence(rule, place, first?.key ?? '')
    const third = nextOccurrence(rule, place, second?.key ?? '')

    // Saturday, and a Monday that is a holiday after a weekend after a holiday: both are Thursday.
    expect([first, second, third]).toEqual([
      { key: '2026-12-28 -2', due: '2026-12-24T08:30:00.000Z' },
      { key: '2026-12-28 0', due: '2026-12-24T08:30:00.000Z' },
      { key: '2026-12-28 2', due: '2026-12-30T08:30:00.000Z' },
    ])
    expect(nextOccurrence(rule, place, third?.key ?? '')).toBeUndefined()
    // Another day is another ladder.
    expect(nextOccurrence({ ...rule, day: '2027-12-28' }, place, '2026-12-28 -2')?.key).toBe('2027-12-28 -2')
  })
})

describe('quiet hours', () => {
  const ana = { zone: 'Europe/Vienna', quietFrom: '18:00', quietTo: '09:00', digestAt: '09:30' }

  it.each([
    ['let the day pass', '2026-11-25T10:00', '2026-11-25T10:00'],
    ['begin on the hour', '2026-11-25T17:00', '2026-11-26T08:00'],
    ['last until their end', '2026-11-25T07:59', '2026-11-25T08:00'],
    ['end on the hour', '2026-11-25T08:00', '2026-11-25T08:00'],
    ['take in the weekend', '2026-11-27T18:00', '2026-11-30T08:00'],
    ['take in a Saturday noon', '2026-11-28T12:00', '2026-11-30T08:00'],
    ['take in holidays beside a weekend', '2026-12-24T18:00', '2026-12-29T08:00'],
  ])('%s', (_, at, expected) => {
    expect(afterQuiet(`${at}:00.000Z`, ana, holidays)).toBe(`${expected}:00.000Z`)
  })

  it('may lie within a day', () => {
    const siesta = { ...ana, quietFrom: '12:00', quietTo: '14:00' }

    expect(afterQuiet('2026-11-25T12:00:00.000Z', siesta, [])).toBe('2026-11-25T13:00:00.000Z')
    expect(afterQuiet('2026-11-25T22:30:00.000Z', siesta, [])).toBe('2026-11-25T22:30:00.000Z')
    expect(afterQuiet('2026-11-28T12:00:00.000Z', siesta, [])).toBe('2026-11-29T23:00:00.000Z')
  })

  it('are none where they begin and end at the same hour', () => {
    const never = { ...ana, quietFrom: '09:00', quietTo: '09:00' }

    expect(afterQuiet('2026-11-28T12:00:00.000Z', never, [])).toBe('2026-11-28T12:00:00.000Z')
  })

  it.each([
    ['at once by day', '2026-11-25T10:00', '2026-11-25T10:00'],
    ['at their hour after a night', '2026-11-25T20:00', '2026-11-26T08:30'],
    ['at their hour after a weekend', '2026-11-27T18:00', '2026-11-30T08:30'],
  ])('bring what waited %s', (_, at, expected) => {
    expect(whenItSuits(`${at}:00.000Z`, ana, { holidays })).toBe(`${expected}:00.000Z`)
  })

  it('bring it at their end where the hour lies in them', () => {
    expect(whenItSuits('2026-11-25T20:00:00.000Z', { ...ana, digestAt: '07:00' }, { holidays })).toBe(
      '2026-11-26T08:00:00.000Z',
    )
  })
})
