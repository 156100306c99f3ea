import { describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, requestOf, saidBy } from './bot/deliveries.ts'
import { buttonsOf, titlesOf, wordsOf } from './card-reader.ts'
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

const certification = (id = 'CRT-1') => world.read((session) => session.certifications.find(id))
const stateOf = async (id = 'CRT-1') => (await certification(id))?.state
/** Everything that a person has on their screen. */
const told = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join(' ')

const decisions = [
  ['approve', {}, 'certified', 'You can use it now'],
  [
    'approve-on-conditions',
    { condition1: 'Add a backup owner', day1: '2026-12-10', reason: 'One is not enough.' },
    'conditionally_certified',
    'Add a backup owner',
  ],
  ['request-changes', { reason: 'Name a second contact.' }, 'changes_requested', 'Name a second contact.'],
  ['reject', { reason: 'We have this already.' }, 'rejected', 'We have this already.'],
] as const

const decide = async (persona: string, verb: string, values: Readonly<Record<string, string>> = {}) => {
  const { id, rev } = await requestOf(world)
  const answer = await world.answer(
    click(persona, `${verb}-${persona}-${rev}`, `approval.${verb}`, { approval: id, rev }, values),
  )
  await world.deliver.settled()
  return answer
}

describe('undoing a decision', () => {
  it.each(decisions)(
    '%s: within the minute only the approvers know, and it can be taken back',
    async (verb, values, state, words) => {
      await openRequest(world)
      const receipt = wordsOf(play('dana').card())

      expect(saidBy(await decide('priya', verb, values))).toContain('You can undo this for a minute.')
      expect(await stateOf()).toBe(state)
      expect(told('dana')).not.toContain(words)
      expect(wordsOf(play('dana').card())).toBe(receipt)
      expect(told('ben')).toContain('Priya Nair')
      expect(titlesOf(play('ben').card())).not.toContain('Undo')

      const open = wordsOf(await play('priya').says('undo CRT-1'))

      expect(open).toContain('asks you to approve')
      expect(await certification()).toMatchObject({
        state: 'in_review',
        decision: null,
        conditions: [],
        validUntil: null,
        inForceUntil: null,
        verify: null,
      })
      expect(titlesOf(play('ben').card())).toContain('Approve')
      await world.stand()
      await world.forward(1)
      expect(told('dana')).not.toContain(words)
      expect(await entriesOf(world, 'CRT-1', 'decision-undone')).toBe(1)
      expect(await entriesOf(world, 'APR-1', 'decision-settled')).toBe(0)
    },
  )

  it.each(decisions)('%s: after the minute it is told, and stands', async (verb, values, state, words) => {
    await openRequest(world)
    await decide('priya', verb, values)
    await world.stand()

    expect(told('dana')).toContain(words)
    const late = wordsOf(await play('priya').says('undo CRT-1'))

    expect(late).toContain('The time for undoing has passed, and Dana Lindqvist has been told')
    expect(late).toMatch(/asked again when it is submitted|somebody else decides then|please talk to Dana/)
    expect(await stateOf()).toBe(state)
  })

  it('offers the button to the decider alone, and takes it away after the minute', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    expect(titlesOf(play('priya').card())).toContain('Undo')
    expect(wordsOf(play('priya').card())).toContain('You can undo this for a minute.')

    await world.stand()

    expect(titlesOf(play('priya').card())).not.toContain('Undo')
    expect(wordsOf(play('priya').card())).toContain('Nothing left to do.')
  })

  it('is for the decider: others read who that is', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    const { id, rev } = await requestOf(world)

    const answer = await world.answer(click('ben', 'undo-0001', 'approval.undo', { approval: id, rev }))

    expect(saidBy(answer)).toContain('Undoing this is for Priya Nair, who decided it')
    expect(await stateOf()).toBe('certified')
  })

  it('opens the request as a new version: a card of the decided one is stale', async () => {
    await openRequest(world)
    const before = await requestOf(world)
    await play('priya').press('Approve')
    await play('priya').press('Undo')

    const stale = await world.answer(
      click('ben', 'stale-0001', 'approval.approve', { approval: before.id, rev: before.rev }),
    )
    expect(saidBy(stale)).toContain('changed after your card was shown')
    await play('ben').press('Approve')

    const now = await requestOf(world)
    expect(now.stages[0]?.seats[0]?.votes).toHaveLength(1)
    expect(await stateOf()).toBe('certified')
    await world.stand()
    expect(told('dana')).toMatch(/You can use it now.*Ben Okafor/s)
  })

  it('does nothing a second time, and never with the button of an earlier decision', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    const first = await requestOf(world)
    const press = { approval: first.id, rev: first.rev }
    await play('priya').press('Undo')

    const twice = await world.answer(click('priya', 'undo-0001', 'approval.undo', press))
    expect(saidBy(twice)).toContain('nothing to undo')
    await play('priya').press('Approve')
    const old = await world.answer(click('priya', 'undo-0002', 'approval.undo', press))

    expect(saidBy(old)).toContain('changed after your card was shown')
    expect(await stateOf()).toBe('certified')
  })

  it('keeps the approval of the other seat, and the deadline of the request', async () => {
    await openRequest(world, 'Visitor list', 1, 'personal')
    await play('tomas').press('Approve')
    await play('priya').press('Approve')
    await play('priya').press('Undo')

    const open = await requestOf(world)
    expect(open.stages[0]?.seats.map((seat) => seat.votes.length).sort()).toEqual([0, 1])
    await world.forward(10)
    expect(await stateOf()).toBe('preparing')
  })

  it('is possible for whoever has lost the role meanwhile: others decide then', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    await play('amara').says('role revoke Priya Nair steward')

    expect(wordsOf(await play('priya').press('Undo'))).toContain('Others decide now, because your role')

    expect(await stateOf()).toBe('in_review')
    expect(titlesOf(await play('ben').says('status APR-1'))).toContain('Approve')
  })

  it('is not possible where somebody has gone on working meanwhile', async () => {
    await openRequest(world)
    await decide('priya', 'request-changes', { reason: 'Name a second contact.' })
    await play('dana').says('withdraw CRT-1')
    await play('dana').press('Yes, withdraw')

    const answer = wordsOf(await play('priya').says('undo CRT-1'))

    expect(answer).toContain('does not stand any more, so there is nothing to undo')
    expect(await stateOf()).toBe('withdrawn')
    await world.stand()
    expect(await entriesOf(world, 'APR-1', 'decision-settled')).toBe(0)
  })

  it('leaves nothing that falls due for what was undone', async () => {
    await openRequest(world)
    await decide('priya', 'approve-on-conditions', {
      condition1: 'Add a backup owner',
      day1: '2026-11-25',
      reason: 'One is not enough.',
    })
    await play('priya').says('undo CRT-1')

    const due = await world.read((session) => session.timers.due('2099-01-01T00:00:00.000Z', 100))
    const ofTheRequest = due.filter(({ subject }) => subject === 'APR-1' || subject === 'CRT-1')
    expect(ofTheRequest.map(({ kind }) => kind)).toEqual([
      'approval-climbs',
      'approval-climbs',
      'approval-climbs',
      'approval-expires',
    ])
  })

  it('repaints for whoever looked the decision up within the minute', async () => {
    await openRequest(world)
    await play('priya').press('Approve')
    await play('dana').says('status CRT-1')
    expect(told('dana')).toContain('You can use it now')

    await play('priya').press('Undo')

    expect(told('dana')).not.toContain('You can use it now')
    expect(buttonsOf(play('dana').card()).map((one) => one.title)).toContain('Withdraw')
  })
})
