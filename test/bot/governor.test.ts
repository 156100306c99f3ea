import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from '../journey.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { personaOf } from './deliveries.ts'

let world: World
inWorld((entered) => {
  world = entered
})
const dana = () => personaOf(world, 'dana')
const crt = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found?.validUntil) throw new Error('it is not certified')
  return { ...found, validUntil: found.validUntil }
}
const certified = async () => {
  await register(dana(), 'Team leave calendar')
  await classifyAs(dana(), 'low')
  await certify(dana())
}
/** Moves the clock to an instant, and lets everything happen that falls due by then. */
const at = async (instant: string) => {
  world.clock.forward(instant)
  await world.stand()
}
const hourMs = 3_600_000
/** Lets time pass in steps of some hours until so many days before or after the certificate is valid until. */
const until = async (days: number, hours = 6) => {
  const end = Date.parse(addDays((await crt()).validUntil, days))
  // A jump over the long quiet time, then in steps.
  const near = Date.parse((await crt()).windowOpens ?? '') - hourMs
  if (Date.parse(world.clock.now()) < near) await at(new Date(Math.min(near, end)).toISOString())
  while (Date.parse(world.clock.now()) < end)
    await at(new Date(Math.min(end, Date.parse(world.clock.now()) + hours * hourMs)).toISOString())
}
const rows = (person: string) =>
  world.read(async (session) => {
    const found = await session.people.byAccount(`web:${person}`)
    return session.reminders.of([found?.id ?? ''], 100)
  })

describe('the ladder of a review', () => {
  it('is a line of the digest while there is time, and a message of its own two days before', async () => {
    await certified()
    await until(-5)
    expect((await rows('dana')).map((row) => [row.kind, row.decisions.at(-1)?.outcome])).toEqual([
      ['review', 'digest'],
      ['review', 'merged'],
      ['window', 'merged'],
    ])
    const before = dana().cards().length
    await until(-1)
    expect(dana().cards().length).toBe(before + 1)
    expect(wordsOf(dana().card())).toContain('Review due')
  })
})
