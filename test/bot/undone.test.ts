import { describe, expect, it } from 'vitest'
import { titlesOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)

/** Priya decides and loses her role a moment later; gives what she is told when she takes the decision back. */
const undoneWithoutRole = async (): Promise<string> => {
  const { id, rev } = await requestOf(world)
  await play('priya').says(`approve ${id}`)
  await play('amara').says('role revoke Priya Nair steward')
  return saidBy(await world.answer(click('priya', 'undo', 'approval.undo', { approval: id, rev: rev + 1 })))
}
const seat = async () => (await requestOf(world)).stages[0]?.seats[0]

describe('a decision that is taken back by somebody whose role has ended meanwhile', () => {
  it('leaves the request with the others who can decide', async () => {
    for (const persona of Object.keys(world.people)) await play(persona).says('help')
    await openRequest(world)

    expect(await undoneWithoutRole()).toContain('Others decide now')
    expect(await requestOf(world)).toMatchObject({ state: 'open' })
    expect(await seat()).toMatchObject({ role: 'steward', votes: [] })
    expect(await entriesOf(world, 'APR-1', 'approval-unmanned')).toBe(0)
  })

  it('is asked of others in their place where they were the last who could decide', async () => {
    for (const persona of Object.keys(world.people)) await play(persona).says('help')
    await openRequest(world)
    await play('amara').says('role revoke Ben Okafor steward')

    const before = await entriesOf(world, 'APR-1', 'approval-reseated')

    await undoneWithoutRole()
    expect(await requestOf(world)).toMatchObject({ state: 'open' })
    expect(await seat()).toMatchObject({ role: 'steward', asked: 'board', votes: [] })
    expect(await entriesOf(world, 'APR-1', 'approval-reseated')).toBe(before + 1)
    expect(titlesOf(play('ines').card())).toContain('Approve')
  })
})
