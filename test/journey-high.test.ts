import { describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { approveTwice, certify } from './journey.ts'
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

  it('says that nobody can take the place of one of two who are both needed', async () => {
    await openRequest(world, 'CV screening', 1, 'high')
    for (const one of ['priya', 'sofia', 'tomas']) await approves(one)

    expect(wordsOf(play('ines').card())).toContain('It also needs the board: Jonas Weber.')
    expect(wordsOf(play('ines').card())).toContain('Nobody else can decide in your place')
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
    const values = { condition1: 'A second contact', day1: '2026-12-10', reason: 'So be it.' }

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
