import { expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)

it('nobody is asked to accept a condition any more whose role has ended, and others still are', async () => {
  for (const persona of Object.keys(world.people)) await play(persona).says('help')
  const { id, rev } = await openRequest(world)
  const conditions = { condition1: 'Name a second contact', day1: '2026-12-10', reason: 'One is missing.' }
  await world.answer(
    click('priya', 'conditions', 'approval.approve-on-conditions', { approval: id, rev }, conditions),
  )
  await world.stand()
  const met = { certification: 'CRT-1', condition: 'c1' }
  await world.answer(click('dana', 'met', 'condition.evidence', met, { words: 'There are two now.' }))
  await world.deliver.settled()
  const titlesOn = (persona: string) =>
    world.channel
      .seenBy(persona, persona)
      .flatMap(({ card }) => (card && wordsOf(card).includes('There are two now.') ? titlesOf(card) : []))
  expect(titlesOn('ben')).toContain('Accept')

  await play('amara').says('role revoke Ben Okafor steward')

  expect(titlesOn('ben')).not.toContain('Accept')
  expect(titlesOn('priya')).toContain('Accept')
})
