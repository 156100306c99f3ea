import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laterDay } from '../../src/domain/calendar.ts'
import type { Found, Presence } from '../../src/domain/presence.ts'
import { isGone, judge, nightOf } from '../../src/domain/presence.ts'

const start = '2026-11-24'
const fresh: Found = { missingOn: null, goneOn: null }
/** What so many nights in a row come to; a dot is a night in which nobody looked. */
const after = (...nights: readonly (Presence | '.')[]): Found =>
  nights.reduce<Found>(
    (found, one, index) => (one === '.' ? found : judge(found, one, laterDay(start, index))),
    fresh,
  )

describe('a look at an account', () => {
  it.each([
    [['missing'], false],
    [['missing', 'missing'], true],
    [['missing', '.', 'missing'], false],
    [['missing', 'untold', 'missing'], false],
    [['missing', 'there', 'missing'], false],
    [['deactivated'], true],
    [['deactivated', 'untold'], true],
    [['deactivated', 'there'], false],
    [['untold', 'untold', 'untold', 'untold'], false],
    [['missing', 'missing', 'there', 'missing'], false],
  ] as const)('%j means gone: %s', (nights, gone) => {
    expect(isGone([after(...nights)])).toBe(gone)
  })

  it('never marks anybody by what could not be told, and says gone of nobody but by two nights or a plain word', () => {
    const night = fc.constantFrom<Presence>('there', 'missing', 'untold', 'deactivated')
    fc.assert(
      fc.property(fc.array(night, { maxLength: 12 }), (nights) => {
        const last = after(...nights)
        if (last.goneOn === null) return
        const since = nights.lastIndexOf('there') + 1
        const seen = nights.slice(since)
        const isPlain = seen.includes('deactivated')
        const isTwice = seen.some((one, index) => one === 'missing' && seen[index - 1] === 'missing')
        expect(isPlain || isTwice).toBe(true)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('says that somebody left only where every account is gone, and never where there is none', () => {
    const gone = after('deactivated')

    expect(isGone([gone, gone])).toBe(true)
    expect(isGone([gone, fresh])).toBe(false)
    expect(isGone([])).toBe(false)
  })
})

describe('the night', () => {
  it.each([
    ['2026-11-24T01:59:00.000Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-24T02:00:00.000Z', 'Europe/Berlin', '2026-11-24'],
    ['2026-11-24T22:00:00.000Z', 'Europe/Berlin', '2026-11-24'],
    ['2026-11-24T18:00:00.000Z', 'Asia/Tokyo', '2026-11-25'],
  ])('at %s in %s is that of %s', (now, zone, night) => {
    expect(nightOf(now, zone)).toBe(night)
  })
})
