import { describe, expect, it } from 'vitest'
import { inWorld } from '../in-world.ts'
import { classifyAs, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const crt = () => world.read((session) => session.certifications.find('CRT-1'))

/** Several presses of several people, none of which waits for another; gives what each was told. */
const atOnce = async (
  presses: readonly (readonly [
    string,
    string,
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, string>>?,
  ])[],
): Promise<readonly string[]> => {
  const answers = await Promise.all(
    presses.map(([persona, verb, data, values], nth) =>
      world.answer(click(persona, `once-${nth}-${verb}`, verb, data, values)),
    ),
  )
  return answers.map(saidBy)
}

describe('presses that come at once count once', () => {
  it('for a waiver: one seat takes one word, and a no after the last yes changes nothing', async () => {
    await register(play('dana'), 'Stock count')
    await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
    await play('dana').says('waiver CRT-1 until 2027-02-01 because it is new; meanwhile: test data only')
    const waiver = (await crt())?.waivers[0]
    const data = { certification: 'CRT-1', waiver: waiver?.id ?? '', ask: waiver?.asks[0]?.id ?? '' }

    const said = await atOnce([
      ['priya', 'waiver.grant', data],
      ['ben', 'waiver.grant', data],
      ['ben', 'waiver.refuse', data, { reason: 'Not like this.' }],
      ['priya', 'waiver.grant', data],
    ])

    await world.stand()
    expect((await crt())?.waivers[0]).toMatchObject({ state: 'granted' })
    expect(await entriesOf(world, 'CRT-1', 'waiver-settled')).toBe(1)
    expect(await entriesOf(world, 'CRT-1', 'waiver-granted')).toBe(1)
    expect(await entriesOf(world, 'CRT-1', 'waiver-refused')).toBe(0)
    expect(said.filter((one) => one.includes('already'))).toHaveLength(3)
  })

  it('for an offer: accepted twice, and declined as well, it has one new owner', async () => {
    for (const persona of ['kenji', 'ben']) await play(persona).says('help')
    await openRequest(world)
    await play('dana').says('hand over AST-1 to Kenji Mori')
    const offered = await world.read((session) => session.assets.find('AST-1'))
    const data = { asset: 'AST-1', offer: offered?.handOver?.id ?? '' }

    await atOnce([
      ['ben', 'hand-over.accept', data],
      ['kenji', 'hand-over.accept', data],
      ['kenji', 'hand-over.accept', data],
      ['kenji', 'hand-over.decline', data, { reason: 'Not like this.' }],
    ])

    expect(await entriesOf(world, 'AST-1', 'hand-over-accepted')).toBe(1)
    expect(await entriesOf(world, 'AST-1', 'hand-over-declined')).toBe(0)
    expect(await entriesOf(world, 'CRT-1', 'owner-changed')).toBe(1)
  })

  it('for an appeal and for a nudge: others are asked once', async () => {
    const { id, rev } = await openRequest(world)
    await world.answer(
      click('priya', 'reject-0001', 'approval.reject', { approval: id, rev }, { reason: 'Not like this.' }),
    )
    await world.stand()
    const data = { certification: 'CRT-1' }

    await atOnce([
      ['dana', 'certification.appeal', data, { reason: 'It is needed.' }],
      ['dana', 'certification.appeal', data, { reason: 'It is needed.' }],
      ['priya', 'approval.undo', { approval: id, rev: rev + 1 }],
    ])

    expect(await entriesOf(world, 'CRT-1', 'rejection-appealed')).toBe(1)
    expect(await crt()).toMatchObject({ state: 'in_review', approval: 'APR-2' })
    const again = await world.read((session) => session.approvals.find('APR-2'))
    await world.until(again?.clock?.half ?? '')
    await atOnce([
      ['dana', 'approval.nudge', data],
      ['dana', 'approval.nudge', data],
    ])
    expect(await entriesOf(world, 'APR-2', 'approval-nudged')).toBe(1)
  })

  it('for the rollout: the first choice of an administrator stands, for the other saw what held before', async () => {
    await atOnce([
      ['amara', 'rollout.set', { scope: 'everyone', unit: '', over: '' }],
      ['kenji', 'rollout.set', { scope: 'observe', unit: '', over: '' }],
      ['dana', 'rollout.set', { scope: 'everyone', unit: '', over: '' }],
    ])
    expect(await world.read((session) => session.settings.get('rollout'))).toMatchObject({
      rollout: { scope: 'everyone' },
    })
  })
})
