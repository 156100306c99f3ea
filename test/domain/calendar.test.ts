import { describe, expect, it } from 'vitest'
import { isDay, isZone } from '../../src/domain/calendar.ts'
import { createClock } from '../../src/clock.ts'

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'UTC', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Pacific/Chatham'])(
    'is %s',
    (zone) => {
      expect(isZone(zone)).toBe(true)
    },
  )

  it.each([
    '',
    'Berlin',
    '+02:00',
    '-05',
    '2020-01-01T00:00Z',
    '2020-01-01T00:00[Europe/Paris]',
    'Europe/Atlantis',
    '../etc',
  ])('is not "%s"', (zone) => {
    expect(isZone(zone)).toBe(false)
  })
})

describe('a day', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['26-01-01', false],
    ['soon', false],
  ])('%s: %s', (day, is) => {
    expect(isDay(day)).toBe(is)
  })
})

describe('the clock', () => {
  it('never runs backwards, whatever the machine does', () => {
    const readings = [5000, 3000, 4000, 6000]
    const clock = createClock(() => readings.shift() ?? 0)

    const told = [clock.now(), clock.now(), clock.now(), clock.now()].map((now) => Date.parse(now))

    expect(told).toEqual([5000, 5000, 5000, 6000])
  })
})
