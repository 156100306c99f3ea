import { describe, expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { certifyLow, certifyModerate } from '../certified.ts'
import { inWorld } from '../in-world.ts'
import { certify } from '../journey.ts'
import type { Player } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, personaOf, requestOf } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)

describe('the way back', () => {
  it('from suspended starts again: it does not count until it is decided', async () => {
    await certifyModerate(world)
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await play('dana').says('status CRT-1')
    const steps = await play('dana').press('Start again')

    expect(wordsOf(steps)).toContain('does not count at the moment')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: null })
    await certify(play('dana'), world)
    expect(await crt()).toMatchObject({ state: 'in_review', inForceUntil: null })
    await play('priya').says('approve CRT-1')
    expect(await crt()).toMatchObject({ state: 'certified', stop: null })
  })

  it('from expired asks again what does not hold any more, and keeps the rest', async () => {
    await certifyLow(world)
    await world.forward(730)
    await world.forward(31)
    expect((await crt()).state).toBe('expired')
    await play('dana').says('status CRT-1')
    await play('dana').press('Start again')

    const { steps } = await crt()
    expect(steps.filter((step) => step.state !== 'passed').map((step) => step.kind)).toEqual(['training'])
  })

  it('of a renewal that is taken back leads to its steps, and it never lapses', async () => {
    await certifyModerate(world)
    await world.forward(325)
    expect((await crt()).state).toBe('review_due')
    const { inForceUntil } = await crt()
    await play('dana').says('recertify CRT-1')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil })
    await certify(play('dana'), world)
    const submitted = await crt()
    expect(submitted.state).toBe('in_review')
    // Validity, and fifteen working days that are later than the days of grace.
    expect(Date.parse(submitted.inForceUntil ?? '')).toBeGreaterThan(Date.parse(inForceUntil ?? ''))
    await play('dana').says('withdraw CRT-1')
    await play('dana').press('Yes, withdraw')

    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: submitted.inForceUntil })
    expect((await requestOf(world, 'APR-2')).state).toBe('withdrawn')
    await world.forward(35)
    expect((await crt()).state).toBe('recertifying')
    await world.forward(60)
    expect((await crt()).state).toBe('expired')
  })

  it('changes answers in place: the steps follow', async () => {
    await certifyLow(world)
    await world.forward(705)
    await play('dana').says('recertify CRT-1')
    const before = await crt()
    await play('dana').press('Change an answer')
    await play('dana').press('Change')
    await play('dana').press('Take it', { data: 'confidential' })
    await play('dana').press('That is all')

    const after = await crt()
    expect(after).toMatchObject({ state: 'recertifying', assessment: { tier: 'moderate' } })
    expect(after.steps.length).toBeGreaterThan(before.steps.length)
  })

  it('is gone where a renewal is rejected: it counts no more', async () => {
    await certifyModerate(world)
    await world.forward(325)
    await play('dana').says('recertify CRT-1')
    await certify(play('dana'), world)
    await play('priya').says('reject CRT-1 it is not needed any more')

    expect(await crt()).toMatchObject({ state: 'rejected', inForceUntil: null })
    await play('priya').says('undo CRT-1')
    const undone = await crt()
    expect(undone.state).toBe('in_review')
    expect(undone.inForceUntil).not.toBeNull()
    await world.forward(120)
    expect((await crt()).inForceUntil).toBeNull()
  })
})
