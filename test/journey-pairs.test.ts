import { expect, it } from 'vitest'
import { contextOf } from '../src/bot/context.ts'
import { about } from '../src/domain/registration.ts'
import { entriesOf, openRequest, personaOf } from './bot/deliveries.ts'
import { wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

/** As many certifications of the one, each approved by the other. */
const approvedBefore = (of: string, by: string, count: number) =>
  world.read(async (session) => {
    const context = contextOf(world.world, 'system', 'command')
    const pattern = await session.certifications.find('CRT-1')
    const [maker, decider] = [
      await session.people.byAccount(`web:${of}`),
      await session.people.byAccount(`web:${by}`),
    ]
    if (!pattern || !maker || !decider) throw new Error('nothing to copy')
    for (let left = count; left > 0; left -= 1) {
      const made = {
        ...pattern,
        id: await session.reference('CRT'),
        developer: maker.id,
        owner: maker.id,
        state: 'certified' as const,
        approval: null,
        decision: {
          verdict: 'certified' as const,
          by: [decider.id],
          at: context.now,
          platform: 'web',
          reason: null,
          hash: 'h',
          before: null,
        },
      }
      await session.certifications.save(made, [{ type: 'certification-drafted', ...about(made) }], context)
    }
  })

it('says on the card and in the journal that two keep approving each other, and blocks nothing', async () => {
  await openRequest(world)
  await approvedBefore('dana', 'priya', 3)
  await approvedBefore('priya', 'dana', 4)

  expect(wordsOf(await personaOf(world, 'priya').says('status APR-1'))).toContain(
    'Within a year you approved 3 of Dana Lindqvist and Dana Lindqvist approved 4 of yours.',
  )
  expect(wordsOf(await personaOf(world, 'ben').says('status APR-1'))).not.toContain('Within a year')
  await personaOf(world, 'priya').press('Approve')

  expect(await entriesOf(world, 'APR-1', 'reciprocity-flagged')).toBe(1)
  expect((await world.read((session) => session.certifications.find('CRT-1')))?.state).toBe('certified')
})

it('says nothing of a pair that does not', async () => {
  await openRequest(world)
  await approvedBefore('dana', 'priya', 3)
  await approvedBefore('priya', 'dana', 2)

  await personaOf(world, 'priya').press('Approve')

  expect(await entriesOf(world, 'APR-1', 'reciprocity-flagged')).toBe(0)
})
