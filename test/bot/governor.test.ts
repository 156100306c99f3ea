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
/** Lets the days pass one by one, until so many days before or after the certificate is valid until. */
const until = async (days: number) => {
  const { validUntil } = await crt()
  const end = addDays(validUntil, days)
  while (addDays(world.clock.now(), 1) <= end) await world.forward(1)
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
