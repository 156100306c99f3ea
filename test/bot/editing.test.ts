import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs } from '../journey.ts'
import type { Player } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)

describe('changing something while approvers look at it', () => {
  it('makes a new version: votes are void, voters hear of it, old cards say what changed', async () => {
    await openRequest(world, 'Staff list', 1, 'personal')
    await play('priya').says('approve CRT-1')
    const old = await requestOf(world)

    await play('dana').says('status CRT-1')
    const sure = await play('dana').press('Change something')
    expect(wordsOf(sure)).toContain('What Priya Nair decided would be void.')
    await play('dana').press('Yes, change it')

    expect(await crt()).toMatchObject({ state: 'preparing', approval: 'APR-1' })
    expect((await requestOf(world)).state).toBe('superseded')
    expect(wordsOf(play('priya').card())).toContain('something about it is being changed')

    const late = await world.answer(
      click('tomas', 'late-0001', 'approval.approve', { approval: 'APR-1', rev: old.rev }),
    )
    expect(saidBy(late)).toContain('nothing is decided on it any more')

    await play('dana').press('Change an answer')
    await classifyAs(play('dana'), 'moderate')
    await play('dana').press('Go on to submit')
    await certify(play('dana'), world)

    const again = await requestOf(world, 'APR-2')
    expect(again).toMatchObject({ state: 'open' })
    expect(again.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))).toEqual([])
    expect((await crt()).frozen?.version).toBe(2)
    const seen = await world.answer(
      click('priya', 'look-0001', 'card.open', { what: 'request', id: 'APR-1', part: '' }),
    )
    expect(saidBy(seen)).toContain('Superseded: see what changed.')
    expect(saidBy(seen)).toContain('Answer: personal data')
    expect(titlesOf(seen.replace ?? play('priya').card())).toContain('See the new request')
  })

  it('is for its makers, and not for an appeal', async () => {
    await openRequest(world)
    const refused = await world.answer(
      click('amara', 'edit-0001', 'certification.edit', { certification: 'CRT-1' }),
    )
    expect(saidBy(refused)).toContain('so that is for them to do')
    await play('priya').says('reject CRT-1 we have this already')
    await world.stand()
    await play('dana').says('appeal CRT-1 that one is older')
    expect(titlesOf(await play('dana').says('status CRT-1'))).not.toContain('Change something')
    await world.answer(click('dana', 'edit-0002', 'certification.edit', { certification: 'CRT-1' }))

    expect((await crt()).state).toBe('in_review')
  })

  it('late, after it was decided, changes nothing', async () => {
    await openRequest(world)
    await play('dana').says('edit CRT-1')
    await play('priya').says('approve CRT-1')
    await play('dana').press('Yes, change it')

    expect((await crt()).state).toBe('certified')
  })
})
