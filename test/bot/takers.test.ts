import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, requestOf } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const takers = async () => ((await requestOf(world)).clock?.taken ?? []).map(({ person }) => person)

/** A request that somebody has taken on; everybody has spoken to Assay. */
const taken = async (by: string) => {
  for (const persona of Object.keys(world.people)) await play(persona).says('help')
  await openRequest(world)
  await play(by).says('take CRT-1')
  expect(await takers()).toEqual([await idOf(by)])
}
/** Somebody else finds it free, and takes it on. */
const isFreeFor = async (persona: string) => {
  expect(titlesOf(await play(persona).says('status APR-1'))).toContain('Take it')
  await play(persona).press('Take it')
  expect(await takers()).toEqual([await idOf(persona)])
}

describe('who took a request on has it no longer', () => {
  it('once their role has ended', async () => {
    await taken('ben')
    await play('amara').says('role revoke Ben Okafor steward')
    await isFreeFor('priya')
    expect(wordsOf(await play('ben').says('give back CRT-1'))).not.toContain('APR-1')
  })

  it('once nobody can reach them', async () => {
    await taken('ben')
    world.channel.setThere('ben', false)
    await world.until('2026-11-26T03:00:00.000Z')
    await isFreeFor('priya')
  })

  it('once whoever they stood in for is back', async () => {
    for (const persona of Object.keys(world.people)) await play(persona).says('help')
    await play('ben').says('away from 2026-11-24 to 2026-11-24 delegate Kenji Mori')
    await taken('kenji')
    await world.until('2026-11-25T08:00:00.000Z')
    await isFreeFor('ben')
  })
})

describe('two who press at once', () => {
  it('do not both have it, and one who gives it back twice does so once', async () => {
    await openRequest(world)
    const press = (persona: string, verb: string, nth: number) =>
      world.answer(click(persona, `${verb}-${persona}-${nth}`, verb, { approval: 'APR-1' }))

    await Promise.all(['priya', 'ben'].map((persona) => press(persona, 'approval.take', 1)))
    const [first] = await takers()
    expect(await takers()).toHaveLength(1)
    const one = first === (await idOf('ben')) ? 'ben' : 'priya'
    const other = one === 'ben' ? 'priya' : 'ben'
    await Promise.all([
      press(one, 'approval.give-back', 2),
      press(other, 'approval.give-back', 3),
      press(one, 'approval.give-back', 4),
      press(other, 'approval.take', 5),
    ])

    expect(await takers()).toHaveLength(1)
    const told = (await world.read((session) => session.journal.of('APR-1', 100))).map(({ type }) => type)
    expect(told.filter((type) => type === 'approval-given-back')).toHaveLength(1)
    expect(told.filter((type) => type === 'approval-taken')).toHaveLength(2)
  })
})
