import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBringIn } from '../../src/bot/bring-in.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld, programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { personaOf } from './deliveries.ts'
import { bringIn, list } from './bringing-in.ts'

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

describe('what is in use already', () => {
  it('comes in with a list; each owner hears of it once, and nothing comes in twice', async () => {
    const dana = personaOf(world, 'dana')

    const { found, came } = await bringIn(world)

    expect(found.weighed.map(({ fate, owner }) => [fate, owner?.name.body])).toEqual([
      ['new', 'Dana Lindqvist'],
      ['new', 'Dana Lindqvist'],
      ['new', undefined],
      ['new', 'Ben Okafor'],
    ])
    expect(came).toBe(4)
    const told = cardsWith('dana', 'came into the register')
    expect(told).toHaveLength(1)
    expect(wordsOf(dana.card())).toContain('Nothing is wrong')
    expect(titlesOf(dana.card()).filter((title) => title === 'Start')).toHaveLength(2)
    // It is eight in the morning where Ben is.
    expect(cardsWith('ben', "=CMD|'/c calc'!A1")).toHaveLength(0)
    await world.until('2026-11-24T10:00:00.000Z')
    expect(cardsWith('ben', "=CMD|'/c calc'!A1")).toHaveLength(1)

    const again = await bringIn(world)

    expect(again.came).toBe(0)
    expect(again.found.weighed.every(({ fate }) => fate === 'known')).toBe(true)
    expect(cardsWith('dana', 'came into the register')).toHaveLength(1)
  })

  it('comes in whole, and nothing of it twice, though the first try broke in the middle', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, index) => `Thing ${index + 1},Counts,app,power_apps,web:dana`,
    )
    const text = ['name,purpose,kind,platform,owner', ...lines].join('\n')
    let commits = 0
    const store: typeof world.store = {
      ...world.store,
      transact: (work, ...rest) =>
        (commits += 1) === 5
          ? Promise.reject(new Error('the disk is full'))
          : world.store.transact(work, ...rest),
    }
    const desk = createBringIn({ store, world: world.world })
    const found = await desk.look(text, 90)
    await expect(desk.apply(found)).rejects.toThrow('the disk is full')
    const dana = (await world.read((session) => session.people.byAccount('web:dana')))?.id ?? ''
    const owned = () => world.read((session) => session.assets.ownedBy([dana], 1000))
    expect((await owned()).length).toBe(50)

    expect((await bringIn(world, text)).came).toBe(70)

    const names = (await owned()).map(({ name }) => name.body)
    expect(names).toHaveLength(120)
    expect(new Set(names).size).toBe(120)
    expect(cardsWith('dana', 'came into the register')).toHaveLength(1)
  })

  it('is told to so many owners a working day, those with the nearest day first, and to nobody whom the rollout leaves out', async () => {
    const policy = { ...programme, campaigns: { ...programme.campaigns, noticesPerDay: 1 } }
    const own = await openWorld({ programme: () => policy })
    const heard = () =>
      ['dana', 'ben', 'ines'].filter((persona) =>
        personaOf(own, persona)
          .cards()
          .some(({ card }) => wordsOf(card).includes('you look after came into the register')),
      )
    await personaOf(own, 'amara').says('rollout observe')
    await personaOf(own, 'amara').press('Yes, do it this way')
    const desk = createBringIn({ store: own.store, world: own.world })
    await desk.apply(await desk.look(`${list}Rooms,Who sits where,app,power_apps,Inês Duarte,30\n`, 90))
    await own.until('2026-11-24T12:00:00.000Z')
    expect(heard()).toEqual([])

    await personaOf(own, 'amara').says('rollout everyone')
    await personaOf(own, 'amara').press('Yes, do it this way')
    await own.until('2026-11-24T12:10:00.000Z')
    expect(heard()).toEqual(['ines'])
    await own.until('2026-11-25T12:00:00.000Z')
    expect(heard()).toEqual(['ben', 'ines'])
    await own.until('2026-11-26T12:00:00.000Z')
    expect(heard()).toEqual(['dana', 'ben', 'ines'])
    expect(own.faults).toEqual([])
    await own.close()
  })

  it('is known again though its owner changed, or somebody registered it by hand', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Leave calendar')

    expect((await bringIn(world)).came).toBe(3)
    await dana.says('hand over AST-2 to Ben Okafor')
    await world.pass(1)
    await personaOf(world, 'ben').press('Accept')

    expect((await bringIn(world)).came).toBe(0)
  })

  it('is started from the card, and certified like anything else', async () => {
    const dana = personaOf(world, 'dana')
    await bringIn(world, list.split('\n').slice(0, 2).join('\n'))

    await dana.press('Start')
    await classifyAs(dana, 'low')
    await certify(dana, world)

    expect(await certification('CRT-1')).toMatchObject({ state: 'certified', existing: { days: 90 } })
  })

  it('is reminded of kindly, told to the stewards when late, and neither lapses nor stops', async () => {
    await bringIn(world, list.split('\n').slice(0, 3).join('\n'))
    const said = 'not certified yet'

    await world.forward(59)
    expect(countOf('dana', 'came into the register')).toBe(1)
    await world.forward(2)
    await world.pass(3 * 24 * 60)
    const reminded = await world.read((session) => session.journal.of('CRT-1', 100))
    expect(reminded.filter(({ type }) => type === 'existing-reminded')).toHaveLength(1)
    expect(countOf('priya', said)).toBe(0)

    await world.forward(30)
    await world.pass(3 * 24 * 60)
    expect(countOf('dana', said)).toBe(1)
    expect(countOf('priya', said)).toBe(0)
    expect(wordsOf(await personaOf(world, 'priya').says('inbox'))).toContain('Is late to be certified')
    expect(wordsOf(personaOf(world, 'dana').card())).toContain('Nothing stops, and nobody is blamed')

    await world.forward(400)
    await world.pass(3 * 24 * 60)
    for (const id of ['CRT-1', 'CRT-2']) expect(await certification(id)).toMatchObject({ state: 'draft' })
    const types = (await world.read((session) => session.journal.of('CRT-2', 100))).map(({ type }) => type)
    expect(types).toEqual(['existing-drafted'])
  })

  it('is registered by its owner with the same days', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Parking spaces', { in_use: 'yes' })
    await classifyAs(dana, 'low')

    await world.forward(40)

    expect(await certification('CRT-1')).toMatchObject({
      state: 'classified',
      existing: { by: 'owner', days: 90 },
    })
  })
})
