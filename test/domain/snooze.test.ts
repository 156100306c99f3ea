import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestSnooze, readSnooze, snoozeChoices } from '../../src/domain/snooze.ts'
import { programme } from '../world.ts'
import { inBerlin as person, tuesday } from './hours.ts'

describe('a snooze', () => {
  const say = (instant: string): string => instant
  const bed = (deadline: string | null, now = tuesday) => ({ person, now, deadline, programme })
  const read = (snooze: string, deadline: string | null, day = '') =>
    readSnooze({ snooze, day }, bed(deadline), say)

  it('ends in an hour, tomorrow, next Monday or on a day, out of quiet hours', () => {
    expect(read('hour', null)).toBe('2026-11-24T11:00:00.000Z')
    expect(read('tomorrow', null)).toBe('2026-11-25T08:30:00.000Z')
    expect(read('monday', null)).toBe('2026-11-30T08:30:00.000Z')
    expect(read('day', null, '2026-12-19')).toBe('2026-12-21T08:30:00.000Z')
  })

  it.each([
    ['day', '2026-11-20', /not ahead. The nearest is in an hour; the next day is 2026-11-25/],
    ['day', 'soon', /year-month-day/],
    ['day', '2029-01-01', /The latest that I can remind you is 2026-11-26T08:30:00.000Z/],
    ['monday', '', /The latest that I can remind you is 2026-11-26T08:30:00.000Z/],
    ['never', '', /choose one/],
  ])('%s %s is refused with the nearest that is possible', (snooze, day, sentence) => {
    try {
      read(snooze, '2026-11-26T16:00:00.000Z', day)
      expect.unreachable()
    } catch (refused) {
      expect(JSON.stringify((refused as { fields: unknown }).fields)).toMatch(sentence)
    }
  })

  it('lasts a year at most where nothing is due', () => {
    try {
      read('day', null, '2029-01-01')
      expect.unreachable()
    } catch (refused) {
      expect((refused as { fields: unknown }).fields).toEqual({
        day: '2029-01-01 is more than a year ahead. The latest is 2027-11-24.',
      })
    }
  })

  it('never ends past the deadline, and every choice that is offered is taken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 300 }),
        (dueHours, laterHours) => {
          const now = new Date(Date.parse(tuesday) + laterHours * 3_600_000).toISOString()
          const deadline = new Date(Date.parse(now) + dueHours * 3_600_000).toISOString()
          for (const { snooze, at } of snoozeChoices(bed(deadline, now))) {
            expect(at > now && at < deadline).toBe(true)
            expect(readSnooze({ snooze, day: '' }, bed(deadline, now), say)).toBe(at)
          }
          const latest = latestSnooze(bed(deadline, now))
          if (latest !== undefined) expect(latest > now && latest < deadline).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})
