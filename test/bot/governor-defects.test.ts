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

describe('what known systems get wrong', () => {
  it('1. quiet hours use up no budget, and what fell into them comes in the morning', async () => {
    await r.at('2026-11-24T22:00:00.000Z')
    for (const matter of ['a', 'b', 'c', 'd']) await r.remind('U1', matter)
    expect(r.told('U1')).toEqual([])
    expect(await sentAts('U1')).toEqual([])
    await r.at('2026-11-25T08:31:00.000Z')
    // Three of their own; the fourth stands in the digest.
    expect(r.told('U1')).toHaveLength(3)
    const outcomes = (await r.rows('U1')).map((row) => row.decisions.map((one) => one.outcome))
    expect(outcomes.filter((one) => one.at(-1) === 'digest')).toEqual([['deferred', 'digest']])
  })

  it('2. what the platform did not take does not count as sent', async () => {
    await r.at('2026-11-24T10:00:00.000Z')
    r.fail(1)
    await r.remind('U1', 'a')
    expect(await sentAts('U1')).toEqual([])
    await r.hours(1)
    expect(r.told('U1')).toEqual(['a'])
    expect(await sentAts('U1')).toHaveLength(1)
  })

  it('2b. a message that reaches nobody burns no budget, and stands in the digest', async () => {
    await r.at('2026-11-24T10:00:00.000Z')
    r.slack.block('U1')
    await r.remind('U1', 'a')
    const [row] = await r.rows('U1')
    expect(row).toMatchObject({ sentAt: null })
    expect(row?.decisions.at(-1)).toMatchObject({ outcome: 'digest', because: 'unreached' })
    r.world.faults.length = 0
  })

  it("3. hours are the person's own, to the minute, and a second occurrence is possible", async () => {
    await r.at('2026-11-24T16:59:00.000Z')
    await r.remind('U1', 'a')
    expect(r.told('U1')).toEqual(['a'])
    await r.at('2026-11-24T17:00:00.000Z')
    await r.remind('U1', 'b')
    await r.remind('U2', 'b')
    expect([r.told('U1'), r.told('U2')]).toEqual([['a'], ['b']])
    await r.at('2026-11-25T10:00:00.000Z')
    await r.remind('U1', 'a', { occurrence: 'again' })
    expect((await r.rows('U1')).filter(({ matter }) => matter === 'a')).toHaveLength(2)
  })

  it('4. a tick that was missed only delays', async () => {
    await r.at('2026-11-24T22:00:00.000Z')
    await r.remind('U1', 'a')
    r.world.clock.forward('2026-11-27T13:07:11.000Z')
    await r.settle()
    expect(r.told('U1')).toEqual(['a'])
  })

  it('5. a snooze is personal, happens once, and leaves the next occurrence where it was', async () => {
    await r.at('2026-11-24T10:00:00.000Z')
    await r.remind('U1', 'a')
    const [row] = await r.rows('U1')
    await r.slack.deliver('U1', {
      kind: 'click',
      key: 'snooze-1',
      verb: 'reminder.snooze',
      data: { reminder: row?.id ?? 0 },
      values: { snooze: 'hour', day: '' },
    })
    await r.remind('U2', 'a')
    await r.hours(5)
    expect(r.told('U2')).toEqual(['a'])
    await r.at('2026-11-25T10:00:00.000Z')
    await r.remind('U1', 'a', { occurrence: 'next rung' })
    const sent = (await r.rows('U1'))
      .filter(({ sentAt }) => sentAt !== null)
      .map(({ sentAt }) => sentAt?.slice(0, 16))
    expect(sent.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))).toEqual(
      ['2026-11-24T10:00', '2026-11-24T11:00', '2026-11-25T10:00'].map((at, index) =>
        index === 1 ? expect.stringMatching(/T1[1-5]:/) : at,
      ) as never,
    )
  })

  it('6. three hours of downtime drop nothing, and what was missed is one message', async () => {
    await r.at('2026-11-24T22:00:00.000Z')
    await r.remind('U1', 'a', { occurrence: 'first' })
    await r.remind('U1', 'a', { occurrence: 'second' })
    await r.at('2026-11-25T11:30:00.000Z')
    expect(r.told('U1')).toEqual(['a'])
    expect(
      (await r.rows('U1'))
        .map((row) => row.decisions.at(-1)?.outcome ?? '')
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['merged', 'ping'])
  })

  it('7. a day is a day where the person is, not at midnight UTC', async () => {
    // Wednesday 23:30 in New York is Thursday in UTC and in Berlin.
    await r.at('2026-11-26T04:30:00.000Z')
    await r.remind('U2', 'a', { due: '2026-11-27', blocks: false, kind: 'nudge' })
    await r.remind('U1', 'a', { due: '2026-11-30', blocks: false, kind: 'nudge' })
    // From Thursday morning on: one working day to the end of Friday there, two to the end of Monday here.
    expect((await r.rows('U2'))[0]?.decisions[0]).toMatchObject({
      outcome: 'deferred',
      until: '2026-11-26T14:30:00.000Z',
    })
    expect((await r.rows('U1'))[0]?.decisions[0]).toMatchObject({
      outcome: 'deferred',
      until: '2026-11-26T08:30:00.000Z',
    })
  })

  it('8. the same event handled twice, and ticks that come twice, are one message', async () => {
    await r.at('2026-11-24T22:00:00.000Z')
    await r.remind('U1', 'a')
    await r.remind('U1', 'a')
    r.world.clock.forward('2026-11-25T09:00:00.000Z')
    await Promise.all([r.world.remind.tick(), r.world.remind.tick(), r.settle()])
    await r.settle()
    await r.remind('U1', 'a')
    expect(r.told('U1')).toEqual(['a'])
    expect(await r.rows('U1')).toHaveLength(1)
  })
})

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

describe('what can wait', () => {
  it('does not swallow what cannot, though it comes later', async () => {
    await r.at('2026-11-24T22:00:00.000Z')
    await r.remind('U1', 'a', { kind: 'expired', occurrence: 'first' })
    await r.remind('U1', 'a', { kind: 'lapsed', occurrence: 'second', blocks: false })
    await r.at('2026-11-25T08:31:00.000Z')

    expect(r.told('U1')).toEqual(['a'])
    const because = new Map(
      (await r.rows('U1')).map(({ kind, decisions }) => [kind, decisions.at(-1)?.because]),
    )
    expect(because).toEqual(
      new Map([
        ['expired', 'blocks'],
        ['lapsed', 'together'],
      ]),
    )
  })
})

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
