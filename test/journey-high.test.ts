import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateAt } from '../src/bot/verify.ts'
import { standingOf } from '../src/web/certificate.ts'
import { click, entriesOf, openRequest, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { certify } from './journey.ts'
import type { Player } from './world.ts'
import { openWorld } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
const play = (persona: string): Player => {
  const person = world.people[persona]
  if (!person) throw new Error(`nobody is called ${persona}`)
  return person
}

beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const certificationOf = async (id = 'CRT-1') => {
  const found = await world.read((session) => session.certifications.find(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found
}
const stateOf = async () => (await certificationOf()).state

/** Presses Approve, and then that it is meant. */
const approves = async (persona: string) => {
  await play(persona).press('Approve')
  return play(persona).press('Yes, approve')
}

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

describe('a high solution', () => {
  it('goes through its stages, each deciding for itself, to a certificate on hypercare', async () => {
    const dana = play('dana')
    await openRequest(world, 'CV screening', 1, 'high')

    expect(await requestOf(world)).toMatchObject({ stage: 0, rev: 1 })
    expect(wordsOf(play('priya').card())).toContain("1 of 3, Steward's review")
    for (const later of ['ben', 'sofia', 'tomas', 'ines', 'jonas'])
      expect(
        play(later)
          .cards()
          .some(({ card }) => titlesOf(card).includes('Approve')),
      ).toBe(false)
    await approves('priya')

    const second = await requestOf(world)
    expect(second).toMatchObject({ stage: 1, rev: 2, state: 'open' })
    expect(wordsOf(play('sofia').card())).toContain('2 of 3, Security and data protection')
    expect(wordsOf(play('sofia').card())).toContain('So far: Priya Nair (steward) approved.')
    await approves('sofia')
    expect(await requestOf(world)).toMatchObject({ stage: 1, rev: 2 })
    await approves('tomas')

    expect(await requestOf(world)).toMatchObject({ stage: 2, rev: 3 })
    await approves('ines')
    expect(await stateOf()).toBe('in_review')
    expect(wordsOf(play('jonas').card())).toContain('So far: Priya Nair (steward) approved')
    const last = await approves('jonas')

    expect(wordsOf(last)).toContain(
      'Priya Nair, Sofia Marino, Tomás Rey, Inês Duarte and Jonas Weber approved it',
    )
    expect(await certificationOf()).toMatchObject({
      state: 'conditionally_certified',
      goLive: null,
      conditions: [{ id: 'hypercare', state: 'open', due: '2026-12-24' }],
    })
    await world.stand()
    expect(
      wordsOf(dana.card()) +
        dana
          .cards()
          .map(({ card }) => wordsOf(card))
          .join(' '),
    ).toContain('You can go live now: set the day, at the latest Thursday 24 December.')
    const votes = (await world.read((session) => session.journal.of('APR-1', 100)))
      .filter(({ type }) => type === 'approval-voted')
      .sort((a, b) => a.seq - b.seq)
    expect(votes.map(({ data }) => [data['stage'], data['stageId'], data['role']])).toEqual([
      [0, 'steward', 'steward'],
      [1, 'specialists', 'security'],
      [1, 'specialists', 'data_protection'],
      [2, 'board', 'board'],
      [2, 'board', 'board'],
    ])
    expect(new Set(votes.map(({ data }) => data['by'])).size).toBe(5)
  })

  it('gives each stage its own deadline, and runs out by the clock of that stage', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    expect((await requestOf(world)).due?.slice(0, 10)).toBe('2026-11-30')
    await world.forward(2)
    await approves('priya')

    expect((await requestOf(world)).due?.slice(0, 10)).toBe('2026-12-02')

    await world.forward(30)

    expect((await requestOf(world)).state).toBe('expired')
    expect(await stateOf()).toBe('preparing')
  })

  it('asks once more before an approval counts, with the hash of what was seen', async () => {
    const request = await openRequest(world, 'CV screening', 1, 'high')
    const priya = play('priya')

    const asked = await priya.press('Approve')

    expect(wordsOf(asked)).toContain(
      'You are about to approve CRT-1 CV screening by Dana Lindqvist, high risk, in the steward role.',
    )
    expect(wordsOf(asked)).toContain(`version 1, content ${request.hash.slice(0, 8)}`)
    expect(wordsOf(asked)).toContain('Then the next stage begins, Security and data protection')
    expect(wordsOf(asked)).toContain('Sofia Marino')
    expect(titlesOf(asked)).toEqual(['Yes, approve', 'Go back'])
    expect(await entriesOf(world, 'APR-1', 'approval-voted')).toBe(0)

    const back = await priya.press('Go back')
    expect(titlesOf(back)).toContain('Approve')
    expect(titlesOf(await priya.says('approve CRT-1'))).toEqual(['Yes, approve', 'Go back'])
    await priya.press('Yes, approve')
    expect(await entriesOf(world, 'APR-1', 'approval-voted')).toBe(1)
  })

  it('refuses an approval of other content, and shows it as it is now', async () => {
    const request = await openRequest(world, 'CV screening', 1, 'high')
    const yes = (data: Record<string, unknown>, key: string) =>
      world.answer(click('priya', key, 'approval.approve-seen', { approval: 'APR-1', ...data }))

    const other = await yes({ rev: request.rev, hash: 'f'.repeat(64) }, 'other-hash')
    const older = await yes({ rev: request.rev - 1, hash: request.hash }, 'older-rev')

    for (const answer of [other, older])
      expect(saidBy(answer)).toContain('This changed after your card was shown.')
    expect(await entriesOf(world, 'APR-1', 'approval-voted')).toBe(0)
  })

  it('is decided by different persons: no maker, no peer reviewer, nobody twice', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    for (const [name, role] of [
      ['Dana Lindqvist', 'steward'],
      ['Priya Nair', 'board'],
      ['Priya Nair', 'security'],
    ])
      await play('amara').says(`role grant ${name} ${role}`)

    expect(wordsOf(await play('dana').says('approve CRT-1'))).toContain(
      'You built or own this, so someone else decides. Priya Nair can.',
    )
    expect(wordsOf(await play('ben').says('approve CRT-1'))).toContain(
      'You reviewed this as a peer, so someone else decides. Priya Nair can.',
    )
    expect(wordsOf(await play('ines').says('approve CRT-1'))).toContain(
      'Deciding this needs the steward role. Priya Nair can.',
    )
    await approves('priya')

    expect(wordsOf(await play('priya').says('approve CRT-1'))).toContain(
      'You have decided this already. It still needs somebody else: Sofia Marino or Tomás Rey can.',
    )
  })

  it('keeps conditions for the last stage', async () => {
    const request = await openRequest(world, 'CV screening', 1, 'high')
    const values = { condition1: 'A second contact', day1: '2026-12-10', reason: 'So.' }

    expect(titlesOf(play('priya').card())).not.toContain('Approve with conditions')
    const early = await world.answer(
      click(
        'priya',
        'early',
        'approval.approve-on-conditions',
        { approval: 'APR-1', rev: request.rev, hash: request.hash },
        values,
      ),
    )
    expect(saidBy(early)).toContain('At high risk, conditions are for the last stage to set: Board.')
    for (const persona of ['priya', 'sofia', 'tomas', 'ines']) await approves(persona)
    const form = await play('jonas').press('Approve with conditions')
    expect(wordsOf(form)).toContain(
      `You decide on what you saw: version 1, content ${request.hash.slice(0, 8)}.`,
    )
    await play('jonas').press('Approve on conditions', values)

    expect((await certificationOf()).conditions.map(({ id }) => id)).toEqual(['c1', 'hypercare'])
  })
})

describe('a high solution that is not approved', () => {
  it('ends with a rejection in the second stage, whoever approved before', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await approves('priya')
    await play('sofia').press('Reject')
    await play('sofia').press('Reject it', { reason: 'The model is not ours to use.' })

    expect(await stateOf()).toBe('rejected')
    await world.stand()
    expect(wordsOf(play('dana').card())).toContain('The model is not ours to use.')
    expect(wordsOf(await play('tomas').says('approve CRT-1'))).toContain('Sofia Marino rejected it already.')
  })

  it('comes back after changes to the first stage, with what is different', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await approves('priya')
    await approves('sofia')
    await play('tomas').press('Request changes')
    await play('tomas').press('Ask for changes', { reason: 'Name a second contact.' })
    expect(await stateOf()).toBe('changes_requested')

    await certify(play('dana'), world, { change: true })

    expect(await requestOf(world, 'APR-2')).toMatchObject({ stage: 0, state: 'open' })
    const card = wordsOf(play('priya').card())
    expect(card).toContain('Different from last time')
    expect(card).toContain('Step: ')
    expect(card).toContain('Tomás Rey (data protection) asked for changes')
    expect(
      play('sofia')
        .cards()
        .some(({ card: one }) => titlesOf(one).includes('Approve')),
    ).toBe(false)
  })
})

describe('a role of a later stage that too few hold', () => {
  it('is told to the administrators when that stage begins', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    await play('amara').says('role revoke Jonas Weber board')
    for (const persona of ['priya', 'sofia']) await approves(persona)
    const told = () =>
      play('kenji')
        .cards()
        .map(({ card }) => wordsOf(card))
        .join(' ')
    expect(told()).not.toContain('board')

    await approves('tomas')

    expect(told()).toContain('It waits for 2 of the board role, and only 1 who may decide holds it.')
    expect(await stateOf()).toBe('in_review')
  })
})

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
