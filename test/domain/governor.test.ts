import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, laterDay } from '../../src/domain/calendar.ts'
import type { History } from '../../src/domain/governor.ts'
import { govern, weekMs } from '../../src/domain/governor.ts'
import { onItUntil, whenItSuits } from '../../src/domain/quiet.ts'
import type { Reminder } from '../../src/domain/reminder.ts'
import { reminderKinds, reminderRules } from '../../src/domain/reminder.ts'
import { programme } from '../world.ts'
import { inBerlin as person, tuesday } from './hours.ts'

const quietNow: History = { mayPush: true, sent: [], underWay: 0, snoozedUntil: null, onItUntil: null }
const reminder = (change: Partial<Reminder> = {}): Reminder => ({
  kind: 'review',
  occurrence: 'once',
  due: '2026-11-26',
  blocks: false,
  ...change,
})
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

describe('whoever is on it', () => {
  it.each([
    ['on a Tuesday', tuesday, '2026-11-26T10:00:00.000Z'],
    ['on a Friday, the weekend aside', '2026-11-27T14:00:00.000Z', '2026-12-01T14:00:00.000Z'],
    ['on a Saturday', saturday, '2026-12-02T08:30:00.000Z'],
    ['in the evening, until the morning after', '2026-11-26T18:00:00.000Z', '2026-12-01T08:30:00.000Z'],
    // Thursday 24 December is a working day here; Friday and Saturday are holidays.
    ['before a holiday', '2026-12-24T10:00:00.000Z', '2026-12-29T10:00:00.000Z'],
  ])('%s has it for two working days', (_when, now, until) => {
    const policy = { ...programme, holidays: ['2026-12-25', '2026-12-26'] }

    expect(onItUntil(now, person, policy)).toBe(until)
  })

  it('has it for as many hours as the policy says, counted where they are', () => {
    const policy = { ...programme, reminders: { ...programme.reminders, onItHours: 4 } }
    const inTokyo = { ...person, zone: 'Asia/Tokyo' }

    expect(onItUntil(tuesday, person, policy)).toBe('2026-11-24T14:00:00.000Z')
    // 14:30 on a Friday there.
    expect(onItUntil('2026-11-27T05:30:00.000Z', inTokyo, policy)).toBe('2026-11-30T00:30:00.000Z')
  })
})
