import { expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { stayTrained, toWindow } from '../reviewing.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, entriesOf, openRequest, personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened))

const play = (persona: string) => personaOf(world, persona)
const uses = () => world.answer(click('kenji', 'reuse-0001', 'asset.reuse', { asset: 'AST-1' }))
/** Everything that went to Kenji about the thing that he uses, the oldest first. */
const heard = async () => {
  const { id } = (await world.read((session) => session.people.byAccount('web:kenji'))) ?? { id: '' }
  return (await world.read((session) => session.reminders.of([id], 100)))
    .filter(({ kind }) => kind === 'out-of-use')
    .map(({ decisions }) => decisions.at(-1)?.outcome)
}
const cards = () =>
  play('kenji')
    .cards()
    .map(({ card }) => wordsOf(card))
    .filter((words) => words.includes('In the register'))

it('who uses a thing hears once that its certificate ran out, and that it counts again', async () => {
  await register(play('dana'), 'Team leave calendar')
  await classifyAs(play('dana'), 'low')
  await certify(play('dana'))
  await uses()
  const { inForceUntil } = await certificationOf(world)
  await world.until(addDays(inForceUntil ?? '', -3))
  expect(wordsOf(await play('kenji').says('rollout everyone'))).toMatch(
    /Kenji Mori: \s*certificate that runs out/,
  )
  const before = cards().length

  await world.until(inForceUntil ?? '')
  await world.forward(3)
  await world.forward(30)

  expect((await certificationOf(world)).state).toBe('expired')
  expect(await heard()).toEqual(['ping'])
  expect(cards().length).toBe(before + 1)
  expect(cards().at(-1)).toContain('Its certificate has run out')

  await play('dana').says('recertify CRT-1')
  await stayTrained(world, 'dana')
  await certify(play('dana'), world)
  await world.pass(1)

  expect((await certificationOf(world)).state).toBe('certified')
  expect(cards().at(-1)).not.toContain('Its certificate has run out')
  expect(cards().length).toBe(before + 1)
})

it('who uses a thing hears that its renewal was turned down, once that stands', async () => {
  await openRequest(world)
  await play('priya').says('approve CRT-1')
  await world.stand()
  await uses()
  await toWindow(world)
  await play('dana').says('recertify CRT-1')
  await stayTrained(world, 'dana')
  await certify(play('dana'), world)
  const before = cards().length
  await play('priya').says('reject CRT-1 It mails the whole company.')
  expect(cards().length).toBe(before)
  await world.stand()
  await world.pass(1)

  expect((await certificationOf(world)).state).toBe('rejected')
  expect(cards().length).toBe(before + 1)
  expect(cards().at(-1)).toContain('Its renewal was turned down')
})

it('who uses a thing hears nothing of a first certification: there is nothing that they could rely on', async () => {
  await openRequest(world)
  await uses()
  const before = cards().length
  await play('priya').says('reject CRT-1 It mails the whole company.')
  await world.stand()
  await world.pass(1)

  expect(cards().length).toBe(before)
  expect(await entriesOf(world, 'APR-1', 'decision-settled')).toBe(1)
})
