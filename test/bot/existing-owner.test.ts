import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, personaOf, saidBy } from './deliveries.ts'
import { bringIn } from './bringing-in.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const certification = (id: string) => world.read((session) => session.certifications.find(id))
const cardsWith = (persona: string, words: string) =>
  personaOf(world, persona)
    .cards()
    .filter(({ card }) => wordsOf(card).includes(words))
/** What a persona was sent of this kind, by the words of the line. */
const countOf = (persona: string, words: string) => cardsWith(persona, words).length

describe('the owner of what is in use already', () => {
  it('waits for the stewards to name an owner where the list names nobody who is known', async () => {
    await bringIn(world)
    const priya = personaOf(world, 'priya')

    expect(countOf('priya', 'The list says: J. Smith (facilities)')).toBe(1)
    expect(await certification('CRT-3')).toMatchObject({ owner: 'nobody', developer: 'nobody' })
    expect(wordsOf(await personaOf(world, 'dana').says('hand over AST-3 to Kenji Mori'))).toContain(
      'needs the steward role',
    )

    const question = click(
      'dana',
      'ask-0001',
      'asset.ask-owner',
      { asset: 'AST-3' },
      { words: 'Whose is it?' },
    )
    expect(saidBy(await world.answer(question))).toContain('nobody would get your question')

    await priya.says('hand over AST-3 to Kenji Mori')
    await world.pass(1)
    expect(wordsOf(personaOf(world, 'kenji').card())).toContain('Nobody owns this yet. Will you?')
    await personaOf(world, 'kenji').press('Accept')

    const { owner, developer } = (await certification('CRT-3')) ?? {}
    expect(await world.read((session) => session.people.find(owner ?? ''))).toMatchObject({
      name: { body: 'Kenji Mori' },
    })
    expect(developer).toBe(owner)
  })

  it('is not mine: the stewards look for its owner, or whoever is named is asked and has all of it', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn(world)
    const ben = await world.read((session) => session.people.byAccount('web:ben'))

    await dana.press('Not mine')
    await dana.press('It is not mine')
    await world.pass(1)
    expect(await certification('CRT-1')).toMatchObject({ owner: 'nobody', state: 'draft' })
    expect(wordsOf(personaOf(world, 'priya').card())).toContain('Leave calendar')

    await dana.press('Show the others')
    await dana.press('Not mine')
    await dana.press('It is not mine', { person: ben?.id ?? '' })
    await world.pass(1)
    await personaOf(world, 'ben').press('Accept')

    expect(await certification('CRT-2')).toMatchObject({ owner: ben?.id, developer: ben?.id })
  })

  it('is all of whoever accepts it, though its owner said meanwhile that it is not theirs', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn(world)
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    await dana.press('Not mine')
    await dana.press('It is not mine', { person: ben?.id ?? '' })
    await world.answer(click('dana', 'again-0001', 'existing.disown', { asset: 'AST-1' }))
    expect(await certification('CRT-1')).toMatchObject({ owner: 'nobody', developer: 'nobody' })
    await world.deliver.settled()

    await personaOf(world, 'ben').press('Accept')

    expect(await certification('CRT-1')).toMatchObject({ owner: ben?.id, developer: ben?.id })
    expect(await world.read((session) => session.assets.find('AST-1'))).toMatchObject({
      owner: ben?.id,
      developer: ben?.id,
    })
  })

  it('makes nobody of the word for an owner who is not known', async () => {
    await bringIn(world)
    const amara = personaOf(world, 'amara')

    for (const words of ['unit nobody yet in Finance', 'role grant nobody yet steward'])
      expect(wordsOf(await amara.says(words))).toContain('I do not know "nobody yet"')
    expect(wordsOf(await personaOf(world, 'dana').says('hand over AST-1 to nobody yet'))).toContain(
      'I do not know "nobody yet"',
    )
  })
})
