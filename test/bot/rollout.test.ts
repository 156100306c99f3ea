import { describe, expect, it } from 'vitest'
import { beginRollout } from '../../src/bot/rollout.ts'
import { mayPush, readRollout } from '../../src/domain/rollout.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened), { digests: true })

const play = (persona: string) => personaOf(world, persona)
const chosen = () => world.read(async (session) => readRollout(await session.settings.get('rollout')))
const hasDigest = (persona: string) =>
  play(persona)
    .cards()
    .some(({ card }) => wordsOf(card).includes('Your digest'))
const asked = (persona: string) =>
  play(persona)
    .cards()
    .filter(({ card }) => wordsOf(card).includes('Who gets reminders and digests')).length
const entries = () => world.read((session) => session.journal.of('setting:rollout', 10))

describe('a first installation on a real platform', () => {
  it('asks the administrators once, and sends no digest before one has chosen', async () => {
    await beginRollout(world.store, world.world, 'observe')
    await beginRollout(world.store, world.world, 'observe')
    await play('amara').says('hello')
    await play('kenji').says('hello')
    await register(play('dana'), 'Visitor list')
    await world.until('2026-11-26T08:30:00.000Z')

    expect([asked('amara'), asked('kenji')]).toEqual([1, 1])
    expect(hasDigest('dana')).toBe(false)
    expect((await entries()).map(({ type }) => type)).toEqual(['rollout-asked', 'rollout-set'])
  })

  it('sends them once an administrator has chosen everyone, and says who and when', async () => {
    await beginRollout(world.store, world.world, 'observe')
    await register(play('dana'), 'Visitor list')
    await play('kenji').says('rollout everyone')
    expect(await chosen()).toEqual({ scope: 'observe' })
    await play('kenji').press('Yes, do it this way')
    await world.until('2026-11-26T08:30:00.000Z')

    expect(await chosen()).toEqual({ scope: 'everyone' })
    expect(hasDigest('dana')).toBe(true)
    expect(wordsOf(await play('amara').says('rollout'))).toContain('Chosen by Kenji Mori')
    expect((await entries())[0]).toMatchObject({ type: 'rollout-set', data: { scope: 'everyone' } })
  })

  it('takes back what was owed where it was switched off meanwhile', async () => {
    await register(play('dana'), 'Visitor list')
    await play('kenji').says('rollout observe')
    await play('kenji').press('Yes, do it this way')
    await world.until('2026-11-26T08:30:00.000Z')

    expect(hasDigest('dana')).toBe(false)
  })
})

describe('one unit', () => {
  it('can be chosen once somebody has one, and how that comes about stands there', async () => {
    const unit = 'The people of one unit'
    const before = await play('kenji').says('rollout')
    expect(JSON.stringify(before)).not.toContain(unit)
    expect(wordsOf(before)).toContain('unit Ben Okafor in Finance')
    await register(play('dana'), 'Visitor list')
    await play('kenji').says('unit Dana Lindqvist in Finance')

    expect(JSON.stringify(await play('kenji').says('rollout'))).toContain(unit)
  })

  it('gets its digests, and nobody else does', async () => {
    await register(play('dana'), 'Visitor list')
    await register(play('sofia'), 'Room list')
    await play('kenji').says('unit Dana Lindqvist in Finance')
    await play('kenji').says('rollout')
    await play('kenji').press('Show who would get what', { scope: 'unit', unit: 'Finance' })
    expect(wordsOf(play('kenji').card())).toContain('The people of Finance: 1 person can hear')
    await play('kenji').press('Yes, do it this way')
    await world.until('2026-11-26T08:30:00.000Z')

    expect([hasDigest('dana'), hasDigest('sofia')]).toEqual([true, false])
  })

  it.each([
    ['rollout unit Finanse', 'Nobody belongs to "Finanse". The units so far: Finance.'],
    ['rollout everyon', 'Did you mean everyone?'],
    ['rollout unit', 'Type rollout observe, rollout everyone, or rollout unit and its name'],
  ])('is asked for by its name: %s', async (words, answer) => {
    await play('kenji').says('unit Dana Lindqvist in Finance')

    expect(wordsOf(await play('kenji').says(words))).toContain(answer)
  })

  it('has to be chosen where one unit was', async () => {
    await play('kenji').says('unit Dana Lindqvist in Finance')
    await play('kenji').says('rollout')

    expect(
      wordsOf(await play('kenji').press('Show who would get what', { scope: 'unit', unit: '' })),
    ).toContain('Please choose the unit.')
  })
})

describe('the preview', () => {
  it('says who would get what, and changes nothing', async () => {
    await beginRollout(world.store, world.world, 'observe')
    await register(play('dana'), 'Visitor list')
    const card = await play('kenji').says('rollout everyone')

    expect(wordsOf(card)).toContain('Dana Lindqvist')
    expect(wordsOf(card)).toContain('daily digest, 1 line')
    expect(wordsOf(card)).toContain('question about a draft that stands still')
    expect(titlesOf(card)).toEqual(['Yes, do it this way', 'Go back'])
    expect(await chosen()).toEqual({ scope: 'observe' })
  })

  it('leaves out who would get nothing, and says how many they are', async () => {
    await register(play('dana'), 'Visitor list')
    await play('priya').says('hello')
    await play('kenji').says('unit Priya Nair in Finance')
    await play('kenji').says('unit Dana Lindqvist in Finance')

    const everyone = wordsOf(await play('kenji').says('rollout everyone'))
    const unit = wordsOf(await play('kenji').says('rollout unit Finance'))

    expect(everyone).not.toContain('Priya Nair')
    expect(everyone).toMatch(/\d others hear nothing, because nothing needs them\./)
    expect(unit).toContain(
      'The people of Finance: 1 person can hear from the clock until Tuesday 1 December.',
    )
    expect(unit).toContain('A daily digest for up to 1 person.')
    expect(unit).toContain('1 other hears nothing, because nothing needs them.')
  })

  it('is for administrators only', async () => {
    expect(wordsOf(await play('dana').says('rollout everyone'))).toContain('needs the admin role')
    expect(wordsOf(await play('dana').says('settings'))).not.toContain('rollout')
    expect(wordsOf(await play('kenji').says('settings'))).toContain('Type rollout')
  })
})

describe('whether the clock may write to somebody', () => {
  it.each([
    [{ scope: 'observe' }, 'Finance', false],
    [{ scope: 'everyone' }, null, true],
    [{ scope: 'unit', unit: 'Finance' }, 'finance', true],
    [{ scope: 'unit', unit: 'Finance' }, 'Sales', false],
    [{ scope: 'unit', unit: 'Finance' }, null, false],
  ] as const)('%j, %s: %s', (rollout, unit, may) => {
    expect(mayPush(rollout, { unit })).toBe(may)
  })
})
