import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { weekMs } from '../../src/domain/governor.ts'
import { whenItSuits } from '../../src/domain/quiet.ts'
import { reminderRules } from '../../src/domain/reminder.ts'
import { programme } from '../world.ts'
import { openReminding } from './reminding.ts'

let r: Awaited<ReturnType<typeof openReminding>>
beforeEach(async () => {
  r = await openReminding()
  await r.joins('U1', 'Europe/Berlin')
  await r.joins('U2', 'America/New_York')
})
afterEach(async () => {
  expect(r.world.faults).toEqual([])
  await r.world.close()
})

const sentAts = async (user: string) =>
  (await r.rows(user)).flatMap(({ sentAt }) => (sentAt === null ? [] : [sentAt]))

/** On both halves of the earth, with clocks that change by an hour, by half of one, around Ramadan, or never. */
const zones = {
  U1: 'Europe/Berlin',
  U2: 'America/New_York',
  U3: 'America/Santiago',
  U4: 'Australia/Lord_Howe',
  U5: 'Pacific/Auckland',
  U6: 'Africa/Casablanca',
  U7: 'Asia/Kathmandu',
  U8: 'America/St_Johns',
}
const users = Object.keys(zones)
/** Days before nights in which clocks change: north in spring, south in autumn, the other way round, north in autumn. */
const beginnings = [
  '2027-03-11T15:00:00.000Z',
  '2027-03-25T15:00:00.000Z',
  '2027-09-22T15:00:00.000Z',
  '2027-10-28T15:00:00.000Z',
] as const
/** What only reminds, what goes to the digest alone, what has happened, and what a campaign asks of many. */
const kinds = [
  'review',
  'window',
  'condition',
  'nudge',
  'step',
  'missed',
  'expired',
  'lapsed',
  'existing',
  'check',
] as const

describe('the governor at random', () => {
  it('keeps the budget and the hours, loses nothing, and says each occurrence once at most', async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('remind' as const),
          user: fc.constantFrom(...users),
          matter: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          kind: fc.constantFrom(...kinds),
          nth: fc.nat(3),
          dueIn: fc.option(fc.integer({ min: -3, max: 20 }), { nil: null }),
          blocks: fc.boolean(),
        }),
      },
      // The same of everybody, as a campaign or a day on which much ends.
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('everybody' as const),
          matter: fc.constantFrom('a', 'b', 'f'),
          kind: fc.constantFrom(...kinds),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 2 }) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('snooze' as const, 'on-it' as const),
          user: fc.constantFrom(...users),
          how: fc.constantFrom('hour', 'tomorrow', 'monday'),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ do: 'tick' as const }) },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), async (steps) => {
        await r.world.close()
        r = await openReminding()
        for (const [user, zone] of Object.entries(zones)) await r.joins(user, zone)
        run += 1
        await r.at(beginnings[run % beginnings.length] ?? beginnings[0])
        let key = 0
        for (const one of steps) {
          key += 1
          if (one.do === 'remind')
            await r.remind(one.user, one.matter, {
              kind: one.kind,
              occurrence: String(one.nth),
              blocks: one.blocks,
              due: one.dueIn === null ? null : addDays(r.world.clock.now(), one.dueIn),
            })
          else if (one.do === 'everybody')
            for (const user of users)
              await r.remind(user, one.matter, { kind: one.kind, occurrence: `all ${key}` })
          else if (one.do === 'wait') await r.hours(one.hours)
          else if (one.do === 'fail') r.fail(one.times)
          else if (one.do === 'tick') await r.settle()
          else {
            const [row] = await r.rows(one.user)
            if (row)
              await r.slack.deliver(one.user, {
                kind: 'click',
                key: `said-${key}`,
                verb: `reminder.${one.do}`,
                data: { reminder: row.id },
                values: one.do === 'snooze' ? { snooze: one.how, day: '' } : {},
              })
          }
        }
        // Everything that was put off has its time in the end.
        for (let turn = 0; turn < 70; turn += 1) await r.hours(7)
        for (const user of users) {
          const person = await r.world.read((session) => session.people.find(r.idOf(user)))
          const rows = await r.rows(user)
          const sent = (await sentAts(user)).toSorted((a, b) => a.localeCompare(b))
          for (const [index, at] of sent.entries()) {
            const later = sent[index + 3]
            if (later !== undefined) expect(Date.parse(later) - Date.parse(at)).toBeGreaterThanOrEqual(weekMs)
            if (person) expect(whenItSuits(at, person, programme)).toBe(at)
          }
          const keys = rows.map(({ kind, matter, occurrence }) => `${kind} ${matter} ${occurrence}`)
          expect(new Set(keys).size).toBe(keys.length)
          for (const row of rows) {
            const { outcome } = row.decisions.at(-1) ?? { outcome: 'lost' }
            expect(outcome === 'ping' ? row.sentAt !== null : ['digest', 'merged'].includes(outcome)).toBe(
              true,
            )
            if (outcome === 'ping') expect(reminderRules[row.kind].goes).toBe('by-need')
            // News waits for nobody's word; only somebody who puts the news itself off does not hear it before then.
            if (reminderRules[row.kind].isNews && !row.occurrence.includes('snoozed'))
              expect(row.decisions.some(({ because }) => because === 'on-it' || because === 'snoozed')).toBe(
                false,
              )
            // What was merged is said by another about the same matter, that was sent or stands in the digest.
            if (outcome === 'merged')
              expect(
                rows.some(
                  (other) =>
                    other.matter === row.matter &&
                    ['ping', 'digest'].includes(other.decisions.at(-1)?.outcome ?? ''),
                ),
              ).toBe(true)
          }
        }
      }),
      { numRuns: 8 },
    )
  }, 120_000)
})
