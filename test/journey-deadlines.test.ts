import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { click, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { grantRole } from './journey.ts'
import { openWorld } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
/** Moves the clock to an instant, and lets everything happen that falls due. */
const until = async (instant: string) => {
  world.clock.forward(instant)
  await world.forward(0)
}
/** All that somebody has been shown. */
const seen = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n')
const cardsOf = (persona: string): number => play(persona).cards().length
/** The rungs that have come, as the journal tells. */
const rungsOf = async (id = 'APR-1') =>
  (await world.read((session) => session.journal.of(id, 100)))
    .flatMap(({ type, data }) => (type === 'approval-climbed' ? [data['rung']] : []))
    .reverse()
const clockOf = async () => (await requestOf(world)).clock

describe('a request that nobody decides', () => {
  it('nudges at half its time, asks the others at its end, the lead after it, and then runs out', async () => {
    await openRequest(world)
    const stewards = ['priya', 'ben'] as const
    const before = stewards.map(cardsOf)
    const more = () => stewards.map((one, index) => cardsOf(one) - (before[index] ?? 0))
    expect(await clockOf()).toMatchObject({
      zone: 'UTC',
      half: '2026-11-25T09:00:00.000Z',
      late: '2026-11-27T09:00:00.000Z',
      ends: '2026-11-30T09:00:00.000Z',
    })

    await until('2026-11-25T08:59:59.000Z')
    expect(more()).toEqual([0, 0])
    await until('2026-11-25T09:00:00.000Z')
    // As much waits for the one as for the other: either is asked, not both.
    expect(more().toSorted((a, b) => a - b)).toEqual([0, 1])
    const isPriya = more()[0] === 1
    expect(titlesOf(play(isPriya ? 'priya' : 'ben').card())).toContain('Approve')

    await until('2026-11-26T09:00:00.000Z')
    expect(more()).toEqual([1, 1])
    await until('2026-11-27T09:00:00.000Z')
    expect(more()).toEqual([2, 1])
    expect(await requestOf(world)).toMatchObject({ state: 'open' })

    await until('2026-11-30T09:00:00.000Z')
    expect(await requestOf(world)).toMatchObject({ state: 'expired' })
    expect(wordsOf(play('dana').card())).toContain('The request ran out before anybody decided')
    expect(await rungsOf()).toEqual(['nudge', 'deputy', 'lead'])

    await play('dana').press('Submit again')
    expect(await requestOf(world, 'APR-2')).toMatchObject({ state: 'open' })
  })
})

describe('the time that approvers have', () => {
  it('counts in the zone in which most of them work', async () => {
    await grantRole(world, 'Jonas Weber steward')

    await openRequest(world)

    // Asked on Tuesday in the morning, where it is Berlin for two of three: it counts from there.
    const { due, clock } = await requestOf(world)
    expect(clock).toMatchObject({ zone: 'Europe/Berlin', began: clock?.began })
    expect(new Date(due ?? '').getUTCHours()).toBe(8)
  })

  it('goes on where a role ends, and begins anew where it comes back after changes', async () => {
    const { id, due, rev } = await openRequest(world)
    await until('2026-11-25T10:00:00.000Z')
    await play('amara').says('role revoke Ben Okafor steward')
    expect(await requestOf(world)).toMatchObject({ due, state: 'open' })

    await until('2026-11-26T08:00:00.000Z')
    await world.answer(
      click('priya', 'changes-1', 'approval.request-changes', { approval: id, rev }, { reason: 'Name one.' }),
    )
    await world.stand()
    await until('2026-12-03T10:00:00.000Z')
    // While the developer has it, no time of the approvers passes and nobody is asked.
    expect(await rungsOf()).toEqual(['nudge'])

    await play('dana').says('submit CRT-1')
    await play('dana').press('Submit anyway')
    expect(await requestOf(world, 'APR-2')).toMatchObject({
      state: 'open',
      clock: { climbed: [] },
    })
  })

  it('begins anew where the decider takes a decision back', async () => {
    const { id, rev, due } = await openRequest(world)
    await until('2026-11-25T10:00:00.000Z')
    await world.answer(
      click('priya', 'reject-1', 'approval.reject', { approval: id, rev }, { reason: 'Not like this.' }),
    )

    await world.answer(click('priya', 'undo-1', 'approval.undo', { approval: id, rev: rev + 1 }))

    const again = await requestOf(world)
    expect(again).toMatchObject({ state: 'open', clock: { climbed: [], taken: [] } })
    expect((again.due ?? '') > (due ?? '')).toBe(true)
    await until('2026-11-26T10:30:00.000Z')
    expect(await rungsOf()).toEqual(['nudge', 'nudge'])
  })
})

describe('whoever takes a request on', () => {
  const take = (persona: string, verb = 'approval.take', key = `${persona}-${verb}`) =>
    world.answer(click(persona, key, verb, { approval: 'APR-1' }))

  beforeEach(async () => {
    await world.inStewardChannel('amara').says('use this channel for stewards')
  })

  it('is seen by everybody, and nobody else is nudged until its time is over', async () => {
    await openRequest(world)
    await world.inStewardChannel('ben').press('Take it')
    await world.deliver.settled()
    expect(wordsOf(world.inStewardChannel('priya').card())).toContain('Ben Okafor has it.')
    expect(wordsOf(play('dana').card())).toContain('Ben Okafor has it.')
    expect(saidBy(await take('priya'))).toContain('Ben Okafor took it on already.')

    const before = ['priya', 'ben'].map(cardsOf)
    await until('2026-11-25T09:00:00.000Z')
    expect(['priya', 'ben'].map(cardsOf)).toEqual([before[0], (before[1] ?? 0) + 1])

    await until('2026-11-26T09:00:00.000Z')
    expect((await clockOf())?.taken).toEqual([])
    expect(cardsOf('priya')).toBe((before[0] ?? 0) + 1)
    expect(wordsOf(world.inStewardChannel('priya').card())).not.toContain('has it')
  })

  it('can give it back, and nobody else can', async () => {
    await openRequest(world)
    await play('ben').says('take CRT-1')
    expect((await clockOf())?.taken).toHaveLength(1)
    expect(saidBy(await take('priya', 'approval.give-back'))).toContain('giving it back is for them')
    expect(saidBy(await take('ben'))).toContain('You have it already')

    await play('ben').says('give back CRT-1')

    expect((await clockOf())?.taken).toEqual([])
    expect(wordsOf(world.inStewardChannel('priya').card())).not.toContain('has it')
  })

  it('must be somebody who can decide', async () => {
    await openRequest(world)

    expect(saidBy(await take('sofia'))).toContain('needs the steward role')
    expect(saidBy(await take('dana'))).toContain('You built or own this')
  })
})

describe('the developer', () => {
  it('reads what happens if nobody decides, and nudges after half the time, once a day', async () => {
    await openRequest(world)
    const dana = play('dana')
    expect(wordsOf(dana.card())).toContain('who leads the stewards')
    expect(titlesOf(dana.card())).not.toContain('Nudge')
    expect(wordsOf(await dana.says('nudge CRT-1'))).toContain('You can nudge them from 2026-11-25 10:00 on')

    await until('2026-11-25T09:30:00.000Z')
    const before = ['priya', 'ben'].map(cardsOf)
    await dana.press('Nudge')
    await world.deliver.settled()
    const after = ['priya', 'ben'].map(cardsOf)
    expect(after.map((count, index) => count - (before[index] ?? 0)).toSorted((a, b) => a - b)).toEqual([
      0, 1,
    ])
    expect(seen('dana')).toContain('You nudged Wednesday 25 November')
    expect(['priya', 'ben'].map(seen).join()).toContain('I ask you')
    for (const [persona, name] of [
      ['priya', 'Priya Nair'],
      ['ben', 'Ben Okafor'],
    ] as const) {
      expect(seen(persona)).toContain('Dana Lindqvist nudged')
      expect(seen(persona)).not.toMatch(new RegExp(`I (ask|remind) [^\\n]*${name}`))
    }
    expect(wordsOf(await dana.says('nudge CRT-1'))).toContain('once a day is enough')

    await until('2026-11-26T09:30:00.000Z')
    expect(titlesOf(await dana.says('status CRT-1'))).toContain('Nudge')
  })
})

describe('the clock', () => {
  it('asks once where it ticks twice or was stopped for hours, and what was missed is said once', async () => {
    await openRequest(world)
    const before = ['priya', 'ben'].map(cardsOf)

    world.clock.forward('2026-11-26T12:00:00.000Z')
    await Promise.all([world.remind.tick(), world.remind.tick()])
    await world.forward(0)

    // Half of the time and its end came at once: the end says it, to both.
    expect(await rungsOf()).toEqual(['nudge', 'deputy'])
    expect(['priya', 'ben'].map(cardsOf)).toEqual(before.map((count) => count + 1))
  })

  it('does not ask about what was decided', async () => {
    const { id, rev } = await openRequest(world)
    await world.answer(click('priya', 'approve-1', 'approval.approve', { approval: id, rev }))
    await world.stand()
    const before = ['priya', 'ben'].map(cardsOf)

    await until('2026-12-02T09:00:00.000Z')

    expect(await rungsOf()).toEqual([])
    expect(['priya', 'ben'].map(cardsOf)).toEqual(before)
  })
})
