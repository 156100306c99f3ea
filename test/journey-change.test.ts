import { describe, expect, it } from 'vitest'
import { addMonths, daysUntil } from '../src/domain/calendar.ts'
import { certificationOf, click, personaOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { certifyLow } from './certified.ts'
import { inWorld } from './in-world.ts'
import { certify, optionOf } from './journey.ts'
import type { World } from './journey.ts'
import { sayChanged, stayTrained, toWindow } from './reviewing.ts'
import type { Player } from './world.ts'
import { programme } from './world.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)
const state = async () => (await crt()).state
const openNow = async () =>
  (await crt()).steps.filter((step) => step.state !== 'passed').map((step) => step.id)

describe('something changed', () => {
  it('shows every answer, and one press and one choice say what is another now', async () => {
    await certifyLow(world)
    await toWindow(world)
    await play('dana').says('review CRT-1')
    const list = await play('dana').press('Something changed')
    expect(titlesOf(list).filter((title) => title === 'Change')).toHaveLength(13)
    expect(titlesOf(list)).not.toContain('That is all')
    await play('dana').press('Change')
    const taken = await play('dana').press('Take it', { data: 'public' })
    expect(wordsOf(taken)).toContain('Public')
    expect(wordsOf(taken)).toContain('1 answer changed: it is low risk now, as before.')
  })

  it('asks only what it touches, keeps the rest, and runs from the old expiry where it is early', async () => {
    await certifyLow(world)
    const { validUntil } = await crt()
    await toWindow(world)
    await stayTrained(world, 'dana')
    await sayChanged(world, { users: optionOf('users', 1), audience: optionOf('audience', 1) })

    expect(await state()).toBe('recertifying')
    expect(await openNow()).toEqual(['basics'])
    const { steps } = await crt()
    expect(steps.find(({ id }) => id === 'basics')?.answers).not.toEqual({})
    await certify(play('dana'), world)
    expect(await crt()).toMatchObject({ state: 'certified', validUntil: addMonths(validUntil ?? '', 24) })
    expect((await crt()).change).toBeNull()
  })

  it('at any time: a change that raises the tier counts for 14 days, then it is suspended', async () => {
    await certifyLow(world)
    await world.forward(100)
    await sayChanged(world, { data: 'confidential' })
    const now = await crt()
    expect(now).toMatchObject({ state: 'recertifying', assessment: { tier: 'moderate' } })
    expect(daysUntil(world.clock.now(), now.inForceUntil ?? '', 'UTC')).toBe(14)

    await world.forward(15)
    expect(await state()).toBe('suspended')
    expect(wordsOf(play('dana').card())).toContain('raised its risk tier')
    const back = await play('dana').press('Start again')
    expect(wordsOf(back)).toContain('steps passed')
    expect(await crt()).toMatchObject({ state: 'recertifying', inForceUntil: null })
    expect((await crt()).changedAnswers.map(({ question }) => question)).toEqual(['data'])
  })

  it('up a tier, submitted in time, it is decided in the lane of the new tier', async () => {
    await certifyLow(world)
    await world.forward(30)
    await sayChanged(world, { data: 'confidential' })
    await certify(play('dana'), world)
    expect(await state()).toBe('in_review')
    await play('priya').says('approve CRT-1')
    await play('tomas').says('approve CRT-1')
    await world.stand()
    const done = await crt()
    expect(done).toMatchObject({ state: 'certified', change: null })
    // Outside its window the new validity starts at the decision.
    expect(daysUntil(world.clock.now(), done.validUntil ?? '', 'UTC')).toBeGreaterThan(360)
  })

  it('moved to another platform, the register knows it', async () => {
    await certifyLow(world)
    const asset = await world.read((session) => session.assets.find('AST-1'))
    const other = programme.platforms.find(({ id }) => id !== asset?.platform)?.id ?? ''
    await sayChanged(world, { platform: other })
    expect(await world.read((session) => session.assets.find('AST-1'))).toMatchObject({ platform: other })
    expect(await openNow()).toContain('basics')
  })

  it('nothing different is no change', async () => {
    await certifyLow(world)
    const answer = await world.answer(click('dana', 'none-0001', 'change.done', { certification: 'CRT-1' }))
    expect(saidBy(answer)).toContain('Nothing is different')
    expect(await state()).toBe('certified')
  })
})
