import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened))

const play = (persona: string) => personaOf(world, persona)
const said = (persona: string, words: string | RegExp) =>
  play(persona)
    .cards()
    .filter(({ card }) => new RegExp(words).test(wordsOf(card))).length
const rows = (persona: string) =>
  world.read(async (session) => {
    const person = await session.people.byAccount(`web:${persona}`)
    return session.reminders.of([person?.id ?? ''], 100)
  })
const rowOf = async (persona: string, kind: string) => (await rows(persona)).find((row) => row.kind === kind)
const state = async (id = 'CRT-1') => (await world.read((session) => session.certifications.find(id)))?.state
/** Nine in the evening in London, ten in Berlin: nobody is to be disturbed. */
const evening = '2026-11-24T21:00:00.000Z'
/** Certified in the evening, so that what ends with its days ends in an evening. */
const certified = async () => {
  await world.until(evening)
  await openRequest(world)
  await play('priya').says('approve CRT-1')
  await world.stand()
}

describe('a certificate that runs out at night', () => {
  it('shows it on the cards that are up at once, and says it in the morning', async () => {
    await certified()
    await world.until('2027-12-08T20:00:00.000Z')
    const before = play('dana').cards().length
    await world.until('2027-12-08T21:30:00.000Z')

    expect(await state()).toBe('expired')
    expect(play('dana').cards()).toHaveLength(before)
    expect(said('dana', 'The certificate has run out')).toBe(1)
    expect(await rowOf('dana', 'expired')).toMatchObject({
      sentAt: null,
      decisions: [{ outcome: 'deferred', because: 'quiet', until: '2027-12-09T08:30:00.000Z' }],
    })

    await world.until('2027-12-09T08:31:00.000Z')
    expect(play('dana').cards()).toHaveLength(before + 1)
    expect(wordsOf(play('dana').card())).toContain('The certificate has run out')
    expect(await rowOf('dana', 'expired')).toMatchObject({ decisions: [{}, { outcome: 'ping' }] })
  })

  it('is not said any more to somebody who has begun with it meanwhile', async () => {
    await certified()
    await world.until('2027-12-08T21:30:00.000Z')
    await play('dana').says('status CRT-1')
    await play('dana').press('Start again')
    const before = play('dana').cards().length
    await world.until('2027-12-09T12:00:00.000Z')

    expect(play('dana').cards()).toHaveLength(before)
    expect((await rowOf('dana', 'expired'))?.decisions.at(-1)).toMatchObject({
      outcome: 'suppressed',
      because: 'done',
    })
  })

  it('is news, whatever was said about its review before', async () => {
    await certified()
    await world.until('2027-10-11T12:00:00.000Z')
    await world.until('2027-12-01T12:00:00.000Z')
    await world.until('2027-12-08T10:00:00.000Z')
    await play('dana').press("I'm on it")
    await world.until('2027-12-09T08:31:00.000Z')

    expect(wordsOf(play('dana').card())).toContain('The certificate has run out')
  })

  it('is told in the morning though somebody wants to put its review off in that very night', async () => {
    await certified()
    await world.until('2027-10-11T12:00:00.000Z')
    await world.until('2027-12-01T12:00:00.000Z')
    await world.until('2027-12-08T12:00:00.000Z')
    await world.until('2027-12-08T21:30:00.000Z')
    const review = await rowOf('dana', 'review')
    const put = await world.answer(
      click(
        'dana',
        'late-1',
        'reminder.snooze',
        { reminder: review?.id ?? 0 },
        { snooze: 'tomorrow', day: '' },
      ),
    )
    expect(saidBy(put)).toContain('that is over by now')
    await world.until('2027-12-09T08:31:00.000Z')

    expect(await rowOf('dana', 'expired')).toMatchObject({ decisions: [{}, { outcome: 'ping' }] })
    expect(wordsOf(play('dana').card())).toContain('The certificate has run out')
  })

  it('is told to nobody to whom the clock may not write', async () => {
    await certified()
    await play('kenji').says('rollout observe')
    await play('kenji').press('Yes, do it this way')
    const before = play('dana').cards().length
    await world.until('2027-12-09T12:00:00.000Z')

    expect(await state()).toBe('expired')
    expect(play('dana').cards()).toHaveLength(before)
    expect(await rowOf('dana', 'expired')).toMatchObject({
      decisions: [{ outcome: 'suppressed', because: 'rollout' }],
    })
  })
})

describe('a condition that is missed', () => {
  const conditional = async () => {
    const { id, rev } = await openRequest(world)
    const values = { condition1: 'Name a second contact', day1: '2026-12-03', reason: 'Only one.' }
    await world.answer(
      click('priya', 'condition-1', 'approval.approve-on-conditions', { approval: id, rev }, values),
    )
    await world.stand()
  }

  it('is heard of by whoever uses it, too, at their own hours', async () => {
    await conditional()
    await world.answer(click('kenji', 'reuse-0001', 'asset.reuse', { asset: 'AST-1' }))
    await world.until('2026-12-04T00:00:30.000Z')
    expect(await state()).toBe('suspended')

    // Nine in the morning in Tokyo, and one at night in Berlin.
    expect(await rowOf('kenji', 'out-of-use')).toMatchObject({ decisions: [{ outcome: 'ping' }] })
    expect(wordsOf(play('kenji').card())).toContain('Suspended: please stop using it for now')
    const before = play('dana').cards().length
    await world.until('2026-12-04T08:31:00.000Z')
    expect(play('dana').cards()).toHaveLength(before + 1)
    expect(wordsOf(play('dana').card())).toContain('Name a second contact')
  })

  it('reaches its owner in their holidays, too: others may have to see to it', async () => {
    await conditional()
    await play('dana').says('away from 2026-12-01 to 2026-12-20 delegate Ben Okafor')
    await world.until('2026-12-04T09:00:00.000Z')
    expect((await rowOf('dana', 'suspended'))?.decisions.at(-1)).toMatchObject({ outcome: 'ping' })
  })
})

describe('what nobody decided in time', () => {
  it('goes back at night and is said in the morning, with one tap to ask again', async () => {
    await openRequest(world)
    // The last working hour of the deadline, and a weekend at its end.
    for (let hour = 0; (await state()) === 'in_review' && hour < 24 * 21; hour += 3)
      await world.until(new Date(Date.parse(world.clock.now()) + 3 * 3_600_000).toISOString())
    expect(await state()).toBe('preparing')
    await world.forward(3)

    expect(await rowOf('dana', 'undecided')).toMatchObject({ blocks: true })
    expect(titlesOf(play('dana').card()).join(' ')).toMatch(/Submit|again/)
  })
})

describe('a draft that lapses', () => {
  it('asks nothing of anybody: it stands in the inbox until a digest has said it', async () => {
    await register(play('dana'), 'Team leave calendar')
    await classifyAs(play('dana'), 'low')
    const before = play('dana').cards().length
    await world.until('2026-12-28T12:00:00.000Z')

    expect(await state()).toBe('withdrawn')
    expect(play('dana').cards()).toHaveLength(before)
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Has lapsed, because nobody went on with it')
    await world.read(async (session) => {
      const person = await session.people.byAccount('web:dana')
      await session.reminders.told([person?.id ?? ''], world.clock.now())
    })
    expect(wordsOf(await play('dana').says('inbox'))).not.toContain('Has lapsed')
  })
})

describe('a week in which much ends', () => {
  it('takes no more messages than any other week: the rest is told in the digest', async () => {
    await world.until(evening)
    for (const number of [1, 2, 3, 4, 5]) {
      const name =
        ['Parking list', 'Visitor book', 'Shift swap', 'Key register', 'Lunch order'][number - 1] ?? ''
      await register(play('dana'), name)
      await classifyAs(play('dana'), 'low')
      await certify(play('dana'), world, { id: `CRT-${number}` })
    }
    await world.until('2028-12-27T12:00:00.000Z')
    await world.forward(1)

    const ended = (await rows('dana')).filter(({ kind }) => kind === 'expired')
    expect(ended.filter(({ decisions }) => decisions.at(-1)?.outcome === 'ping')).toHaveLength(3)
    expect(ended.filter(({ decisions }) => decisions.at(-1)?.because === 'budget')).toHaveLength(2)
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Does not count at the moment')
  })
})
