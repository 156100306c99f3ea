import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
