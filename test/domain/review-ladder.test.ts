import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, timeOf } from '../../src/domain/calendar.ts'
import { nextHelp, readRung, reviewRungs, reviewTimers, rungKey } from '../../src/domain/ladder.ts'
import { tiers } from '../../src/domain/programme.ts'
import { programme } from '../world.ts'
import { tuesday } from './hours.ts'

describe('the ladder of a review', () => {
  const rungs = (tier: (typeof tiers)[number]) =>
    reviewRungs(programme.reminders, tier, programme.cadences[tier].graceDays).map(
      ({ who, days, isWarning }) => `${who} ${days}${isWarning ? ' warning' : ''}`,
    )
  it.each([
    [
      'low',
      [
        'owner -14',
        'owner -7',
        'owner -2',
        'owner 0',
        'owner 2',
        'owner 5',
        'owner 6 warning',
        'deputy 7',
        'owner 10',
        'deputy 10',
        'owner 20 warning',
        'steward 21',
      ],
    ],
    [
      'moderate',
      [
        'owner -14',
        'owner -7',
        'owner -2',
        'owner 0',
        'owner 2',
        'deputy 3',
        'owner 5',
        'deputy 5',
        'owner 6 warning',
        'manager 7',
        'owner 10',
        'deputy 10',
        'manager 10',
        'owner 11 warning',
        'steward 12',
      ],
    ],
    [
      'high',
      [
        'owner -15 warning',
        'owner -14',
        'deputy -14',
        'owner -11 warning',
        'manager -10',
        'owner -8 warning',
        'owner -7',
        'deputy -7',
        'manager -7',
        'steward -7',
        'owner -2',
        'deputy -2',
        'manager -2',
        'steward -2',
        'owner 0',
        'deputy 0',
        'manager 0',
        'steward 0',
      ],
    ],
  ] as const)('at %s risk', (tier, wanted) => {
    expect(rungs(tier)).toEqual(wanted)
  })

  it('names each rung once, and reads its name again', () => {
    for (const tier of tiers) {
      const all = reviewRungs(programme.reminders, tier, programme.cadences[tier].graceDays)
      const keys = all.map((rung) => rungKey('2027-05-01T00:00:00.000Z', rung))
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys.map(readRung)).toEqual(
        all.map((rung) => ({ ...rung, validUntil: '2027-05-01T00:00:00.000Z' })),
      )
    }
    expect(readRung('2027-05-01 nobody 3')).toBeUndefined()
  })

  it('falls due on working days, at the hour of whom it reaches, whatever clocks do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 900 }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
        fc.constantFrom(...tiers),
        (days, zone, tier) => {
          const validUntil = addDays(tuesday, days)
          const due = reviewTimers(
            { id: 'CRT-1', validUntil, assessment: { tier } as never },
            () => ({ zone, at: '09:30' }),
            programme,
          )
          expect(due.length).toBeGreaterThan(4)
          for (const timer of due) {
            expect(timeOf(timer.due, zone)).toBe('09:30')
            const weekday = new Date(`${dayOf(timer.due, zone)}T12:00:00Z`).getUTCDay()
            expect([1, 2, 3, 4, 5]).toContain(weekday)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('says who helps next, and nobody once all have been asked', () => {
    const renewing = {
      id: 'CRT-1',
      validUntil: '2027-05-03T10:00:00.000Z',
      assessment: { tier: 'moderate' } as never,
    }
    const next = (now: string) => nextHelp(renewing, { zone: 'Europe/Berlin', now }, programme)
    expect(next('2027-05-01T10:00:00.000Z')).toEqual({ who: 'deputy', day: '2027-05-06' })
    expect(next('2027-05-06T10:00:00.000Z')).toEqual({ who: 'manager', day: '2027-05-10' })
    expect(next('2027-05-20T10:00:00.000Z')).toBeUndefined()
  })
})
