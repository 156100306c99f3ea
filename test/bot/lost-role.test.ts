import { expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certifyModerate } from '../certified.ts'
import { inWorld } from '../in-world.ts'
import { stayTrained, toWindow } from '../reviewing.ts'
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

it.each([
  [
    'a revocation',
    async () => {
      await certifyModerate(world)
      await play('priya').says('revoke CRT-1 it must not be used any more')
    },
  ],
  [
    'a lower tier',
    async () => {
      await openRequest(world)
      await play('priya').says('tier lower CRT-1 to low because it only counts boxes')
    },
  ],
  [
    'a review without a change',
    async () => {
      await certifyModerate(world)
      await toWindow(world)
      await stayTrained(world, 'dana')
      await play('dana').says('review CRT-1')
      await play('dana').press('Nothing changed')
    },
  ],
])('nobody is asked about %s any more either, on whatever card they found it', async (_what, happens) => {
  await play('ben').says('help')
  await happens()
  await world.deliver.settled()
  const titlesOn = (persona: string) =>
    world.channel.seenBy(persona, persona).flatMap(({ card }) => (card ? titlesOf(card) : []))
  await play('ben').says('inbox')
  await play('ben').press('Have a look')
  expect(titlesOn('ben')).toContain('Agree')

  await play('amara').says('role revoke Ben Okafor steward')
  await world.deliver.settled()

  expect(titlesOn('ben')).not.toContain('Agree')
})
