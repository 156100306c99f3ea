import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf } from '../src/bot/context.ts'
import { addDays } from '../src/domain/calendar.ts'
import { controlsOf, remindProgrammeReview } from '../src/domain/programme-review.ts'
import type { ProgrammeReviewKind } from '../src/domain/reviewed.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { personaOf, saidBy } from './bot/deliveries.ts'
import type { World } from './bot/deliveries.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { Player } from './world.ts'
import { openWorld, programme } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  const { hash, version } = programme
  await world.read((session) => session.policies.keep({ hash, version, text: '', at: world.clock.now() }))
  await world.remind.plan()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const play = (persona: string): Player => personaOf(world, persona)
/** Everything that stands in somebody's conversation, from a message on. */
const seen = (persona: string, from = 0): string =>
  play(persona)
    .cards()
    .slice(from)
    .map(({ card }) => wordsOf(card))
    .join(' ')
const open = (kind: ProgrammeReviewKind) => world.read((session) => session.reviews.openOf(kind))
/** Past the day on which the controls are looked at for the first time; nothing is due then but that. */
const toControls = () => world.forward(95)

describe('the review of the controls', () => {
  it('opens once its months are over, reaches the stewards, and is done when one of them says so', async () => {
    await register(play('dana'), 'Team leave calendar')
    await classifyAs(play('dana'), 'low')
    await certify(play('dana'))
    await world.forward(85)
    expect(await open('governance')).toBeUndefined()
    await world.forward(10)

    expect(await open('governance')).toMatchObject({ kind: 'governance', state: 'open', notes: [] })
    expect(await open('policy')).toBeUndefined()
    const card = await play('priya').says('review controls')
    expect(wordsOf(card)).toContain('Is each control still worth what it costs?')
    expect(wordsOf(card)).toContain('Passed most often')
    await play('priya').press('Something should change')
    await play('priya').press('Note it', {
      control: 'runbook',
      verdict: 'drop',
      words: 'Nobody reads it at moderate risk.',
    })
    const noted = await play('ben').says('review governance')
    expect(wordsOf(noted)).toContain('Nobody reads it at moderate risk. (Priya Nair)')
    expect(titlesOf(noted)).toContain('That is all, the rest stays')
    const done = await play('ben').press('That is all, the rest stays')

    expect(wordsOf(done)).toContain('1 part to see to')
    expect(titlesOf(done)).not.toContain('Take back')
    expect(await open('governance')).toBeUndefined()
    // Whoever edits the policy hears of it at once.
    await world.stand()
    expect(seen('amara')).toContain('1 part to see to')
    await world.forward(88)
    expect(await open('governance')).toBeUndefined()
    await world.forward(8)
    expect(await open('governance')).toMatchObject({ notes: [] })
  })

  it('keeps the later word about a control, and forgets what is taken back', async () => {
    await toControls()
    await play('priya').says('review controls')
    for (const verdict of ['drop', 'change']) {
      await play('priya').press('Something should change')
      await play('priya').press('Note it', { control: 'runbook', verdict, words: `${verdict} it` })
    }
    expect((await open('governance'))?.notes).toMatchObject([{ control: 'runbook', verdict: 'change' }])
    const card = await play('priya').press('Take back')

    expect((await open('governance'))?.notes).toEqual([])
    expect(titlesOf(card)).toContain('Everything stays as it is')
  })

  it('keeps what was typed where something is missing', async () => {
    await toControls()
    await play('priya').says('review controls')
    await play('priya').press('Something should change')
    const card = await play('priya').press('Note it', { control: '', verdict: 'drop', words: 'Too long' })

    expect(wordsOf(card)).toContain('Please choose one of the answers')
    expect(JSON.stringify(card)).toContain('Too long')
    expect((await open('governance'))?.notes).toEqual([])
  })

  it('is for stewards to decide and for others to be told why not', async () => {
    await toControls()
    expect(wordsOf(await play('dana').says('review controls'))).toContain('Type policy to read what holds')
    const read = await play('amara').says('review controls')
    expect(titlesOf(read)).toEqual(['Show the policy'])
    const refused = await world.answer({
      key: 'forged',
      account: 'web:amara',
      address: { channel: 'web', conversation: 'amara' },
      place: 'personal',
      kind: 'click',
      verb: 'programme-review.finish',
      data: { of: 'governance' },
      values: {},
    })
    expect(saidBy(refused)).toContain('for the stewards to say')
  })
})

describe('the review of the policy', () => {
  it('opens once a year and goes on from the day on which the last was done', async () => {
    await world.forward(370)
    expect(await open('policy')).toMatchObject({ state: 'open' })
    const card = await play('priya').says('review policy')
    expect(wordsOf(card)).toContain('Does the policy still say what the organisation wants?')
    const done = await play('priya').press('Everything stays as it is')

    expect(wordsOf(done)).toContain('Everything stays as it is.')
    expect(wordsOf(done)).toMatch(/Last reviewed: \s*29 November 2027 by Priya Nair/)
    await world.forward(360)
    expect(await open('policy')).toBeUndefined()
    await world.forward(8)
    expect(await open('policy')).toMatchObject({ state: 'open' })
  })
})

describe('its reminders', () => {
  it.each([
    [-16, undefined],
    [-14, 14],
    [-8, 14],
    [-7, 7],
    [-1, 2],
    [0, 0],
    [6, 0],
    [7, -7],
    [40, -7],
  ])('%i days from its end they have come to %s', async (days, rung) => {
    await toControls()
    const review = await open('governance')
    if (!review?.due) throw new Error('no review is open')
    const context = { ...contextOf(world.world, 'system', 'clock'), now: addDays(review.due, days) }
    const once = remindProgrammeReview({ ...review, reminded: [] }, context)

    expect(once.next.reminded).toEqual(rung === undefined ? [] : [rung])
    expect(remindProgrammeReview(once.next, context).events).toEqual([])
  })

  it('stop once it is done', async () => {
    await toControls()
    await play('priya').says('review controls')
    await play('priya').press('Everything stays as it is')
    const before = play('ben').cards().length
    await world.forward(35)

    expect(seen('ben', before)).not.toContain('Review of the controls')
  })

  it.each([true, false])(
    'on a Monday say nothing about one that was done on Sunday: done %s',
    async (isDone) => {
      await toControls()
      const due = (await open('governance'))?.due ?? ''
      // The last but one falls on a weekend, and waits for the Monday.
      await world.until(`${addDays(due, -1).slice(0, 10)}T20:00:00.000Z`)
      expect(play('ben').cards()).toEqual([])
      await play('priya').says('review controls')
      if (isDone) await play('priya').press('Everything stays as it is')
      await world.until(`${due.slice(0, 10)}T12:00:00.000Z`)

      expect(seen('ben').includes('Review of the controls')).toBe(!isDone)
    },
  )
})

it('names each control of the policy once', () => {
  const controls = controlsOf('governance', programme)
  expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length)
  expect(controls).toHaveLength(programme.steps.length)
})
