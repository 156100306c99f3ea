import { describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const stateOf = async () => (await world.read((session) => session.certifications.find('CRT-1')))?.state
const vote = async (persona: string, verb: string, request = 'APR-2') => {
  const { id, rev } = await requestOf(world, request)
  const press = { approval: id, rev }
  return saidBy(
    await world.answer(
      click(persona, `${verb}-${persona}-${id}-${rev}`, `approval.${verb}`, press, { reason: 'Still no.' }),
    ),
  )
}
const reject = async () => {
  await openRequest(world)
  await play('priya').says('reject CRT-1 We have this already.')
  await world.stand()
}
const appeal = async () => {
  await play('dana').press('Appeal')
  await play('dana').press('Send the appeal', { reason: 'That one cannot count shelves.' })
}

describe('an appeal', () => {
  it('is offered with the rejection, asks for a reason, and goes to others, who read both reasons', async () => {
    await reject()
    expect(wordsOf(play('dana').card())).toMatch(/Until .* you can appeal: somebody else decides then/)

    const form = await play('dana').press('Appeal')
    expect(wordsOf(form)).toContain('We have this already.')
    const empty = await play('dana').press('Send the appeal', { reason: ' ' })
    expect(wordsOf(empty)).toContain('Please write a sentence or two here.')
    await play('dana').press('Send the appeal', { reason: 'That one cannot count shelves.' })

    expect(await stateOf()).toBe('in_review')
    const card = wordsOf(play('ben').card())
    expect(card).toContain('This is an appeal: "That one cannot count shelves."')
    expect(card).toContain('Priya Nair had rejected it: "We have this already."')
    expect(wordsOf(play('dana').card())).toContain('Ben Okafor can decide')
    expect(wordsOf(play('dana').card())).not.toContain('Priya')
    await play('ben').press('Approve')
    expect(await stateOf()).toBe('certified')
  })

  it('is not for whoever decided before: they are not asked, and refused', async () => {
    await reject()
    const before = play('priya').cards().length
    await appeal()

    expect(play('priya').cards()).toHaveLength(before)
    for (const verb of ['approve', 'reject'])
      expect(await vote('priya', verb)).toContain('You decided on this before, and an appeal is for others')
    expect(await vote('dana', 'approve')).toContain('You built or own this')
    expect(await stateOf()).toBe('in_review')
  })

  it('nor for whoever decided before in the place of somebody who is away', async () => {
    await reject()
    await play('ben').says('away from 2026-11-24 to 2026-11-27 delegate Priya Nair')
    await appeal()

    expect(await vote('priya', 'approve')).toContain('an appeal is for others')
    expect(await stateOf()).toBe('in_review')
  })

  it('is possible once', async () => {
    await reject()
    await appeal()
    expect(await vote('ben', 'reject')).toContain('You can undo this for a minute')
    await world.stand()

    expect(titlesOf(play('dana').card())).not.toContain('Appeal')
    expect(wordsOf(await play('dana').says('appeal CRT-1 Once more.'))).toContain(
      'There was an appeal already',
    )
    expect(await stateOf()).toBe('rejected')
  })

  it('is possible for ten working days', async () => {
    await reject()
    await world.forward(15)

    expect(wordsOf(await play('dana').says('appeal CRT-1 I was away.'))).toContain('they have passed')
    expect(titlesOf(await play('dana').says('status CRT-1'))).not.toContain('Appeal')
    expect(await entriesOf(world, 'CRT-1', 'rejection-appealed')).toBe(0)
  })

  it('is for the developer and the owner, and only after a rejection', async () => {
    await reject()
    expect(wordsOf(await play('jonas').says('appeal CRT-1 I like it.'))).toContain(
      'belongs to Dana Lindqvist',
    )
    await appeal()
    expect(wordsOf(await play('dana').says('appeal CRT-1 Again.'))).toContain('There was an appeal already')
    expect(await entriesOf(world, 'CRT-1', 'rejection-appealed')).toBe(1)
  })

  it('stays with others where it ran out, or changes were asked for, and comes again', async () => {
    await reject()
    await appeal()
    await world.forward(14)
    await play('dana').says('submit CRT-1')

    expect(wordsOf(play('dana').card())).toContain('Others than before decide on the appeal')
    expect(wordsOf(play('dana').card())).not.toContain('Priya')
    expect(await vote('priya', 'approve', 'APR-3')).toContain('an appeal is for others')
    expect(await vote('ben', 'request-changes', 'APR-3')).toContain('You can undo this for a minute')
    await world.stand()
    await play('dana').says('submit CRT-1')
    await play('dana').press('Submit anyway')
    expect(await vote('priya', 'approve', 'APR-4')).toContain('an appeal is for others')
    expect(await vote('ben', 'approve', 'APR-4')).toContain('You can undo this for a minute')
    expect(await stateOf()).toBe('certified')
  })

  it('goes to the board where no other steward is left', async () => {
    await reject()
    await play('amara').says('role revoke Ben Okafor steward')
    await appeal()

    expect(await vote('jonas', 'approve')).toContain('You can undo this for a minute')
    expect(await stateOf()).toBe('certified')
  })

  it('tells the administrators where nobody else can decide', async () => {
    await reject()
    for (const gone of ['Ben Okafor steward', 'Inês Duarte board', 'Jonas Weber board'])
      await play('amara').says(`role revoke ${gone}`)
    await appeal()

    expect(await entriesOf(world, 'APR-2', 'approval-unmanned')).toBe(1)
    expect(await stateOf()).toBe('in_review')
  })
})
