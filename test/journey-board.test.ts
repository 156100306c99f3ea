import { beforeEach, describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { wordsOf } from './card-reader.ts'
import { grantRole } from './journey.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const stateOf = async () => (await world.read((session) => session.certifications.find('CRT-1')))?.state
const change = async (...lines: readonly string[]) => {
  for (const line of lines) await play('amara').says(`role ${line}`)
}

describe('where the only steward is the requester', () => {
  beforeEach(async () => {
    await grantRole(world, 'Dana Lindqvist steward')
    await change('revoke Priya Nair steward')
  })

  it('asks the board, says why, and is never decided by itself', async () => {
    // Ben still vouches as a peer, and is a steward no more by the time it is submitted.
    await change('revoke Ben Okafor steward')
    await openRequest(world)

    expect(await stateOf()).toBe('in_review')
    expect(await entriesOf(world, 'APR-1', 'approval-unmanned')).toBe(0)
    expect(wordsOf(play('dana').card())).toContain('(the board decides, because nobody else may)')
    expect(wordsOf(play('ines').card())).toContain('nobody with the steward role may decide')
    const { id, rev } = await requestOf(world)
    const own = await world.answer(click('dana', 'own-0001', 'approval.approve', { approval: id, rev }))
    expect(saidBy(own)).toContain(
      'You built or own this, so someone else decides. Inês Duarte or Jonas Weber can.',
    )
    expect(wordsOf(await play('ines').says('inbox'))).toMatch(/waits for your decision/i)
    await play('jonas').press('Approve')

    expect(await stateOf()).toBe('certified')
  })

  it('does not ask the board while another steward is there', async () => {
    await openRequest(world)
    const { id, rev } = await requestOf(world)

    const board = await world.answer(click('jonas', 'board-0001', 'approval.approve', { approval: id, rev }))

    expect(saidBy(board)).toContain('needs the steward role. Ben Okafor can.')
    expect((await requestOf(world)).state).toBe('open')
  })

  it('asks the board at once, and tells the requester, when the other steward is none any more', async () => {
    await openRequest(world)
    await change('revoke Ben Okafor steward')
    await world.deliver.settled()

    expect(wordsOf(play('ines').card())).toContain('nobody with the steward role may decide')
    expect(wordsOf(play('dana').card())).toContain('(the board decides, because nobody else may)')
    expect(await entriesOf(world, 'APR-1', 'approval-unmanned')).toBe(0)
    await play('jonas').press('Approve')
    expect(await stateOf()).toBe('certified')
  })
})
