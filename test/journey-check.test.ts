import { describe, expect, it } from 'vitest'
import { click, personaOf, saidBy } from './bot/deliveries.ts'
import { wordsOf } from './card-reader.ts'
import { certifyLow, certifyModerate } from './certified.ts'
import { inWorld } from './in-world.ts'
import { certify, optionOf } from './journey.ts'
import type { World } from './journey.ts'
import { sayChanged, stayTrained, toWindow } from './reviewing.ts'
import type { Player } from './world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)

describe('owner, runbook and access, as one matter', () => {
  const open = () => world.read((session) => session.reviews.openOf('CRT-1'))

  it('is held by the database as well: a second open one for the same subject is not taken', async () => {
    await certifyLow(world)
    await toWindow(world)
    const first = await open()
    if (!first) throw new Error('no review is open')

    const second = world.read((session) =>
      session.reviews.save({ ...first, id: 'RVW-99', rev: 1 }, [], {
        now: world.clock.now(),
        actor: 'system',
        platform: 'command',
        programme: { version: 1 },
      }),
    )

    await expect(second).rejects.toThrow(/UNIQUE/)
    expect((await open())?.id).toBe(first.id)
  })

  it('comes by the cadence of the tier, and one press answers it until the next one', async () => {
    await certifyModerate(world)
    expect(await open()).toBeUndefined()
    await world.forward(185)

    expect(await open()).toMatchObject({ kind: 'check', because: ['cadence'] })
    // There is time: it stands in the digest and the inbox, and is no message of its own.
    expect(wordsOf(play('dana').card())).not.toContain('owner, runbook and access')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('owner, runbook and access to look at')
    await play('dana').press('Have a look')
    expect(wordsOf(play('dana').card())).toContain('Are owner, runbook and access still right?')
    await world.answer(click('dana', 'check-0001', 'review.check', { certification: 'CRT-1' }))
    expect(await open()).toBeUndefined()
    const again = await world.answer(click('dana', 'check-0002', 'review.check', { certification: 'CRT-1' }))
    expect(saidBy(again)).toContain('Nobody waits for this check')
  })

  it('left alone it becomes part of the review of the whole: there is one, with both reasons', async () => {
    await certifyModerate(world)
    await world.forward(185)
    const first = await open()
    await toWindow(world)

    expect(await open()).toMatchObject({
      id: first?.id,
      kind: 'certification',
      because: ['cadence', 'window'],
    })
    const late = await world.answer(click('dana', 'check-0003', 'review.check', { certification: 'CRT-1' }))
    expect(saidBy(late)).toContain('which asks for more')
    await stayTrained(world, 'dana')
    await play('dana').says('review CRT-1')
    await play('dana').press('Nothing changed')
    await play('priya').press('Agree')
    expect(await open()).toBeUndefined()
  })

  it('a change joins the review that is open, and deciding it closes it', async () => {
    await certifyLow(world)
    await toWindow(world)
    const first = await open()
    await stayTrained(world, 'dana')
    await sayChanged(world, { users: optionOf('users', 1), audience: optionOf('audience', 1) })
    expect(await open()).toMatchObject({ id: first?.id, because: ['cadence', 'window', 'change'] })
    await certify(play('dana'), world)
    expect(await open()).toBeUndefined()
  })

  it('missed, retired or revoked, nothing is left open', async () => {
    await certifyLow(world)
    await toWindow(world)
    await play('dana').says('retire CRT-1 nothing is left of it')
    expect(await open()).toBeUndefined()
  })
})
