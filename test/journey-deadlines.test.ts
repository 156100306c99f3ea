import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRequest, personaOf, requestOf } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
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
    expect(more().toSorted()).toEqual([0, 1])
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
