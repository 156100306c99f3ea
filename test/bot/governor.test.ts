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
      ['check', 'digest'],
    ])
    const before = dana().cards().length
    await until(-1)
    expect(dana().cards().length).toBe(before + 1)
    expect(wordsOf(dana().card())).toContain('Review due')
  })
})

describe('who is reminded', () => {
  const latest = (persona: string) => wordsOf(personaOf(world, persona).card())

  it('is on it: nobody else is asked meanwhile, and is asked again after two days', async () => {
    await certified()
    await until(2)
    expect(latest('dana')).toContain('Review due')
    expect(latest('dana')).toContain("I'm on it")
    await dana().press("I'm on it")
    expect(latest('dana')).toContain('I ask nobody else')
    const before = dana().cards().length
    await until(3)
    expect(dana().cards()).toHaveLength(before)
    await until(6, 3)
    expect((await rows('dana')).map(({ kind }) => kind)).toContain('on-it')
  })

  it('puts it off: it comes once more, and what is due stays due', async () => {
    await certified()
    await until(0)
    await dana().press('Snooze')
    expect(latest('dana')).toContain('Remind me later')
    await dana().press('Remind me then', { snooze: 'hour' })
    expect(latest('dana')).toContain('It is still due')
    expect((await crt()).state).toBe('review_due')
    const [row] = await rows('dana')
    expect(row?.decisions).toMatchObject([{ outcome: 'deferred', because: 'snoozed' }])
  })

  it('cannot put it off past its last day, and reads the latest that is possible', async () => {
    await certified()
    await until(0)
    const refused = await dana().says('snooze CRT-1 2029-06-01')
    expect(wordsOf(refused)).toMatch(/The latest that I can remind you is|more than a year ahead/)
  })

  it('says that it is not theirs: the other accepts, in three taps', async () => {
    await certified()
    await until(0)
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    await dana().press('Not mine')
    await dana().press('Offer it', { to: ben?.id ?? '' })
    await personaOf(world, 'ben').press(/Accept/)
    expect((await crt()).owner).toBe(ben?.id)
  })

  it('reads why they got what they got, and a steward how many came to what', async () => {
    await certified()
    await until(0)
    expect(wordsOf(await dana().says('why'))).toContain(
      'The review of a certificate: CRT-1 Team leave calendar',
    )
    expect(wordsOf(await dana().says('why'))).not.toContain("Everybody's")
    expect(wordsOf(await personaOf(world, 'priya').says('why'))).toContain("Everybody's, in four weeks")
  })

  it('is not reminded of what is done', async () => {
    await certified()
    await until(-5)
    await dana().says('retire CRT-1 Its data is deleted.')
    expect((await crt()).state).toBe('retired')
    const before = (await rows('dana')).length
    await world.forward(30)
    expect(await rows('dana')).toHaveLength(before)
    expect((await rows('dana')).every(({ decisions }) => decisions.at(-1)?.outcome !== 'ping')).toBe(true)
  })
})
