import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, laterDay, timeOf } from '../../src/domain/calendar.ts'
import type { History } from '../../src/domain/governor.ts'
import { govern, weekMs } from '../../src/domain/governor.ts'
import { nextHelp, readRung, reviewRungs, reviewTimers, rungKey } from '../../src/domain/ladder.ts'
import { tiers } from '../../src/domain/programme.ts'
import { whenItSuits } from '../../src/domain/quiet.ts'
import type { Reminder } from '../../src/domain/reminder.ts'
import { reminderKinds, reminderRules } from '../../src/domain/reminder.ts'
import { latestSnooze, readSnooze, snoozeChoices } from '../../src/domain/snooze.ts'
import { programme } from '../world.ts'

const person = {
  zone: 'Europe/Berlin',
  quietFrom: '18:00',
  quietTo: '09:00',
  digestAt: '09:30',
  away: null,
}
const quietNow: History = { mayPush: true, sent: [], underWay: 0, snoozedUntil: null, onItUntil: null }
const reminder = (change: Partial<Reminder> = {}): Reminder => ({
  kind: 'review',
  occurrence: 'once',
  due: '2026-11-26',
  blocks: false,
  ...change,
})
/** A Tuesday, 11:00 in Berlin. */
const tuesday = '2026-11-24T10:00:00.000Z'
const saturday = '2026-11-28T10:00:00.000Z'

describe('the governor', () => {
  it.each([
    ['due within two working days', reminder(), {}, tuesday, 'ping', 'due-soon'],
    [
      'due on the Monday after the weekend',
      reminder({ due: '2026-11-30' }),
      {},
      '2026-11-26T10:00:00.000Z',
      'ping',
      'due-soon',
    ],
    ['due in three working days', reminder({ due: '2026-11-27' }), {}, tuesday, 'digest', 'not-urgent'],
    ['overdue', reminder({ due: '2026-11-20' }), {}, tuesday, 'ping', 'due-soon'],
    ['without a day', reminder({ due: null }), {}, tuesday, 'digest', 'not-urgent'],
    ['somebody waits', reminder({ due: null, blocks: true }), {}, tuesday, 'ping', 'blocks'],
    ['a window that opens, however soon', reminder({ kind: 'window' }), {}, tuesday, 'digest', 'digest-only'],
    ['nothing is pushed here', reminder(), { mayPush: false }, tuesday, 'suppressed', 'rollout'],
    ['three in the week', reminder(), { sent: [tuesday, tuesday, tuesday] }, tuesday, 'digest', 'budget'],
    [
      'two sent, one on its way',
      reminder(),
      { sent: [tuesday, tuesday], underWay: 1 },
      tuesday,
      'digest',
      'budget',
    ],
    [
      'three, one of them a week ago',
      reminder(),
      { sent: [addDays(tuesday, -7), tuesday, tuesday] },
      tuesday,
      'ping',
      'due-soon',
    ],
    ['a weekend', reminder({ due: '2026-11-29' }), {}, saturday, 'deferred', 'quiet'],
    ['a holiday', reminder({ due: '2026-12-25' }), {}, '2026-12-25T10:00:00.000Z', 'deferred', 'quiet'],
    ['17:59', reminder(), {}, '2026-11-24T16:59:00.000Z', 'ping', 'due-soon'],
    ['18:00', reminder(), {}, '2026-11-24T17:00:00.000Z', 'deferred', 'quiet'],
    ['snoozed', reminder(), { snoozedUntil: addDays(tuesday, 1) }, tuesday, 'deferred', 'snoozed'],
    ['a snooze that is over', reminder(), { snoozedUntil: tuesday }, tuesday, 'ping', 'due-soon'],
    ['somebody is on it', reminder(), { onItUntil: addDays(tuesday, 1) }, tuesday, 'deferred', 'on-it'],
  ] as const)('%s', (_what, given, history, now, outcome, because) => {
    expect(govern(given, person, { ...quietNow, ...history }, now, programme)).toMatchObject({
      outcome,
      because,
    })
  })

  it('counts a day to its end where the recipient is, not to midnight UTC', () => {
    const there = { ...person, zone: 'America/New_York' }
    // From Wednesday to the end of Monday are three working days; midnight UTC is Sunday evening there.
    const wednesday = '2026-11-25T16:00:00.000Z'
    expect(govern(reminder({ due: '2026-11-30' }), there, quietNow, wednesday, programme)).toEqual({
      outcome: 'digest',
      because: 'not-urgent',
    })
  })

  it('waits for somebody who is away, unless it is due before they are back', () => {
    const away = { ...person, away: { from: '2026-11-20', to: '2026-11-29', delegate: 'x' } }
    expect(govern(reminder(), away, quietNow, tuesday, programme)).toMatchObject({ outcome: 'ping' })
    expect(govern(reminder({ due: '2026-12-10' }), away, quietNow, tuesday, programme)).toEqual({
      outcome: 'deferred',
      because: 'away',
      until: '2026-11-29T23:00:00.000Z',
    })
  })

  it('never sends in quiet hours, over the budget or against somebody’s word, and defers only to a later moment', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ]
    const instant = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2028-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    const hours = fc.option(fc.integer({ min: -30, max: 200 }), { nil: null })
    const history = fc.record({
      zone: fc.constantFrom(...zones),
      quiet: fc.constantFrom(['18:00', '09:00'], ['22:00', '06:30'], ['00:00', '08:00'], ['09:00', '09:00']),
      agoHours: fc.array(fc.integer({ min: 0, max: 14 * 24 }), { maxLength: 6 }),
      underWay: fc.integer({ min: 0, max: 4 }),
      snoozed: hours,
      onIt: hours,
      away: fc.option(fc.tuple(fc.integer({ min: -9, max: 2 }), fc.integer({ min: 0, max: 9 })), {
        nil: null,
      }),
      mayPush: fc.constantFrom(true, true, true, false),
    })
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom(...reminderKinds),
        fc.option(fc.integer({ min: -20, max: 30 }), { nil: null }),
        fc.boolean(),
        history,
        (date, kind, dueIn, blocks, { zone, quiet, agoHours, underWay, snoozed, onIt, away, mayPush }) => {
          const now = date.toISOString()
          const inHours = (count: number | null): string | null =>
            count === null ? null : new Date(date.getTime() + count * 3_600_000).toISOString()
          const today = dayOf(now, zone)
          const who = {
            ...person,
            zone,
            quietFrom: quiet[0] ?? '18:00',
            quietTo: quiet[1] ?? '09:00',
            away: away && {
              from: laterDay(today, away[0]),
              to: laterDay(today, away[0] + away[1]),
              delegate: 'x',
            },
          }
          const due = dueIn === null ? null : addDays(now, dueIn)
          const said = { snoozedUntil: inHours(snoozed), onItUntil: inHours(onIt) }
          const sent = agoHours.map((ago) => inHours(-ago) ?? now)
          const { goes, isNews } = reminderRules[kind]
          const verdict = govern(
            reminder({ kind, due, blocks }),
            who,
            { mayPush, sent, underWay, ...said },
            now,
            programme,
          )
          if (!mayPush) {
            expect(verdict).toEqual({ outcome: 'suppressed', because: 'rollout' })
            return
          }
          // Nothing is lost: whatever it is, it is told now, later or in the digest.
          expect(['ping', 'digest', 'deferred']).toContain(verdict.outcome)
          const isHeld = [said.snoozedUntil, said.onItUntil].some((until) => until !== null && until > now)
          if (isNews) expect(['snoozed', 'on-it']).not.toContain(verdict.because)
          else if (isHeld) expect(verdict.outcome).toBe('deferred')
          if (verdict.outcome === 'ping') {
            const used = sent.filter((at) => date.getTime() - Date.parse(at) < weekMs).length + underWay
            expect(whenItSuits(now, who, programme)).toBe(now)
            expect(used).toBeLessThan(3)
            expect(goes).toBe('by-need')
          }
          if (verdict.outcome === 'deferred') {
            const until = verdict.until ?? ''
            expect(until > now).toBe(true)
            if (verdict.because === 'quiet') expect(whenItSuits(until, who, programme)).toBe(until)
            if (verdict.because === 'away') expect(dayOf(until, zone)).toBe(laterDay(who.away?.to ?? '', 1))
          }
        },
      ),
      { numRuns: 1500 },
    )
  })
})

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
