import { describe, expect, it } from 'vitest'
import { nextDue } from '../../src/bot/next-due.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened), { digests: true })

/** As the program starts: the policy is kept, and what recurs is planned. */
const begin = async (): Promise<void> => {
  const { hash, version } = programme
  await world.read((session) => session.policies.keep({ hash, version, text: '', at: world.clock.now() }))
  await world.remind.plan()
}
const ahead = () => world.read((session) => nextDue(session, { now: world.clock.now(), programme }))
/** Goes from one due thing to the next until a day is past; gives where it stopped, to the minute. */
const goOn = async (day: string): Promise<readonly string[]> => {
  const stops: string[] = []
  for (let presses = 60; presses > 0; presses -= 1) {
    const due = await ahead()
    if (due === undefined || due > day) return stops
    await world.until(due)
    stops.push(due.slice(0, 16))
  }
  throw new Error(`never came past ${day}: ${stops.join(', ')}`)
}
const told = (persona: string, words: string) =>
  personaOf(world, persona)
    .cards()
    .some(({ card }) => wordsOf(card).includes(words))

describe('the next due thing, for whoever moves the clock of the playground', () => {
  it('is the digest that has something new to say, and no morning that says the same again', async () => {
    await begin()
    await personaOf(world, 'priya').says('hello')
    const dana = personaOf(world, 'dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    const stops = await goOn('2027-01-20T00:00:00.000Z')

    expect(told('priya', 'Was drawn for a second look')).toBe(true)
    expect(stops.length).toBeLessThan(6)
  })

  it('is no morning for the sake of something that was done before the digest could say it', async () => {
    await begin()
    await personaOf(world, 'priya').says('hello')
    const dana = personaOf(world, 'dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)
    await goOn('2026-12-24T08:20:00.000Z')
    await personaOf(world, 'priya').says('status CRT-1')
    await personaOf(world, 'priya').press('I had a look')

    expect((await goOn('2027-02-01T00:00:00.000Z')).length).toBeLessThan(3)
  })

  it('is the review of the controls, each of its reminders, and the morning on which stewards read of it', async () => {
    await begin()
    await personaOf(world, 'priya').says('hello')

    const stops = await goOn('2027-04-10T00:00:00.000Z')

    const days = stops.map((stop) => stop.slice(0, 10))
    expect(days).toEqual(
      expect.arrayContaining(['2027-02-24', '2027-03-12', '2027-03-19', '2027-03-24', '2027-04-02']),
    )
    expect(told('priya', 'Review of the controls')).toBe(true)
    expect(stops).toContain('2027-02-24T08:30')
    expect(stops.length).toBeLessThan(12)
  })
})
