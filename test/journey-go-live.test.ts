import { describe, expect, it } from 'vitest'
import { certificateAt } from '../src/bot/verify.ts'
import { standingOf } from '../src/web/certificate.ts'
import { click, openRequest, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { approveTwice } from './journey.ts'
import type { Player } from './world.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World

const play = (persona: string): Player => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

inWorld((opened) => {
  world = opened
})

const certificationOf = async (id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}

const stateOf = async () => (await certificationOf()).state

const approves = (persona: string) => approveTwice(play(persona))

const throughAllStages = async () => {
  await openRequest(world, 'CV screening', 1, 'high')
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) await approves(persona)
}

const verified = async () => {
  const { verify } = await certificationOf()
  const certificate = await certificateAt(world.store, world.world, verify ?? '')
  if (!certificate) throw new Error('there is no certificate')
  return standingOf(certificate)
}

describe('going live', () => {
  it('is set by a button, moves what is due with it, and ends in a plain certificate', async () => {
    const dana = play('dana')
    await throughAllStages()
    expect(wordsOf(await dana.says('inbox'))).toContain('Can go live: set the day')
    expect(await verified()).toMatchObject({ word: 'Certified, not live yet' })

    await dana.says('status CRT-1')
    await dana.press('Set the go-live day')
    const set = await dana.press('Set the day', { day: '2026-12-01' })

    expect(wordsOf(set)).toContain(
      'It goes live on Tuesday 1 December. Hypercare begins then and ends on Thursday 31 December.',
    )
    expect((await certificationOf()).conditions).toMatchObject([{ due: '2026-12-31' }])
    await dana.press('Conditions')
    expect(titlesOf(dana.card())).toContain('Set the go-live day')

    await dana.says('go live CRT-1 2026-12-04')
    expect(await certificationOf()).toMatchObject({
      goLive: { day: '2026-12-04' },
      conditions: [{ due: '2027-01-03' }],
    })
    await world.forward(11)

    expect(wordsOf(await dana.says('status CRT-1'))).toContain(
      'It went live on Friday 4 December and is in hypercare',
    )
    expect(await verified()).toMatchObject({ word: 'Certified, in hypercare' })
    expect(wordsOf(await dana.says('go live CRT-1 2026-12-10'))).toContain(
      'so the day does not move any more',
    )
    await dana.says('status CRT-1')
    await dana.press('Conditions')
    await dana.press('Say how')
    await dana.press('Done', { words: 'Two small mistakes, both mended within the day.' })
    await play('ben').press('Accept')

    expect(await stateOf()).toBe('certified')
    expect(await verified()).toMatchObject({ word: 'Certified' })
    await world.forward(40)
    expect(await stateOf()).toBe('certified')
  })

  it('takes a day within the window alone, and nobody who approved it to look after it', async () => {
    const dana = play('dana')
    await throughAllStages()
    const priya = await world.read((session) => session.people.byAccount('web:priya'))
    await dana.says('go live CRT-1')

    for (const [day, sentence] of [
      ['2026-11-20', 'Please choose today or a later day, at the latest 2026-12-24.'],
      ['2026-12-25', 'The latest day on which it may go live is 2026-12-24.'],
      ['soon', 'Please give a day as year-month-day'],
    ])
      expect(wordsOf(await dana.press('Set the day', { day: day ?? '' }))).toContain(sentence)
    const answer = await dana.press('Set the day', { day: '2026-12-01', responsible: priya?.id ?? '' })

    expect(wordsOf(answer)).toContain('This person approved it.')
    expect((await certificationOf()).goLive).toBeNull()
    const ben = await world.read((session) => session.people.byAccount('web:ben'))
    await dana.press('Set the day', { day: '2026-12-01', responsible: ben?.id ?? '' })
    expect(wordsOf(play('ben').card())).toContain('It goes live on Tuesday 1 December.')
    expect(wordsOf(play('ben').card())).toContain('Ben Okafor')
    expect(wordsOf(await play('priya').says('go live CRT-1 2026-12-01'))).toContain(
      'belongs to Dana Lindqvist',
    )
  })

  it('passes to the deputy, then to the manager or the owner, where whoever looks after it leaves', async () => {
    const dana = play('dana')
    await throughAllStages()
    const kenji = await world.read((session) => session.people.byAccount('web:kenji'))
    await dana.says('status CRT-1')
    await dana.press('Set the go-live day')
    await dana.press('Set the day', { day: '2026-12-07', responsible: kenji?.id ?? '' })
    const responsible = async () => {
      const id = (await certificationOf()).goLive?.responsible ?? ''
      return (await world.read((session) => session.people.find(id)))?.name.body
    }
    const leaves = async (persona: string) => {
      const before = play('dana').cards().length
      world.channel.setThere(persona, false)
      await world.forward(1)
      await world.until(new Date(Date.parse(world.clock.now()) + 6 * 3_600_000).toISOString())
      return play('dana')
        .cards()
        .slice(before)
        .map(({ card }) => wordsOf(card))
        .join('\n')
    }
    expect(await responsible()).toBe('Kenji Mori')

    const told = await leaves('kenji')

    expect(await responsible()).toBe('Ben Okafor')
    expect(told).toContain('Ben Okafor')
    expect(wordsOf(play('ben').card())).toContain('Looks after it until then')
    expect(wordsOf(await dana.says('audit CRT-1'))).toContain(
      'Ben Okafor is responsible after its go-live: Kenji Mori left',
    )

    await leaves('ben')
    expect(await responsible()).not.toBe('Ben Okafor')
    // Nobody who approved it looks after it.
    expect(['Dana Lindqvist', 'Amara Diallo']).toContain(await responsible())
  })

  it('does not hear how hypercare went before it began', async () => {
    const dana = play('dana')
    await throughAllStages()
    const say = (key: string) =>
      world.answer(
        click(
          'dana',
          key,
          'condition.evidence',
          { certification: 'CRT-1', condition: 'hypercare' },
          { words: 'All well.' },
        ),
      )

    expect(saidBy(await say('before-a-day'))).toContain('Please set the go-live day first')
    await dana.says('go live CRT-1 2026-12-01')
    expect(saidBy(await say('before-the-day'))).toContain('It goes live on 2026-12-01.')
  })

  it('suspends what is not reported on in time, counted from the day as it was moved', async () => {
    const dana = play('dana')
    await throughAllStages()
    await dana.says('go live CRT-1 2026-11-26')
    await dana.says('go live CRT-1 2026-12-10')

    await world.forward(40)
    expect(await stateOf()).toBe('conditionally_certified')
    await world.forward(8)

    expect(await stateOf()).toBe('suspended')
    expect(await verified()).toMatchObject({ word: 'Suspended' })
    expect(wordsOf(dana.card())).toContain('A condition was not met by its day')
  })

  it('suspends what has no go-live day when the window ends', async () => {
    await throughAllStages()

    await world.forward(31)

    expect(await stateOf()).toBe('suspended')
  })
})
