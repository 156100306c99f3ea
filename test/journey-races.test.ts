import { describe, expect, it } from 'vitest'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import type { World } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const stateOf = async () => (await world.read((session) => session.certifications.find('CRT-1')))?.state
const press = (persona: string, verb: string, data: Readonly<Record<string, unknown>>, key = 'press-1') =>
  world.answer(click(persona, `${key}-${persona}`, verb, data, { reason: 'Because of that.' }))
const withdraw = () => press('dana', 'certification.withdraw', { certification: 'CRT-1' })

describe('withdrawing while somebody clicks', () => {
  it('first: the approver reads that it was withdrawn, and nothing was decided', async () => {
    const { id, rev } = await openRequest(world)

    const [, late] = await Promise.all([
      withdraw(),
      press('priya', 'approval.approve', { approval: id, rev }),
    ])
    await world.deliver.settled()

    expect(await stateOf()).toBe('withdrawn')
    expect(saidBy(late)).toContain('The developer withdrew this request. Nothing left to do.')
    expect(await entriesOf(world, id, 'approval-voted')).toBe(0)
    for (const persona of ['priya', 'ben'])
      expect(titlesOf(personaOf(world, persona).card())).not.toContain('Approve')
  })

  it('second: the developer reads that it is decided, and it stays so', async () => {
    const { id, rev } = await openRequest(world)

    const [, late] = await Promise.all([
      press('priya', 'approval.approve', { approval: id, rev }),
      withdraw(),
    ])

    expect(await stateOf()).toBe('certified')
    expect(saidBy(late)).toContain('CRT-1 is certified now, so this is no longer open. Nothing was changed.')
    expect(await entriesOf(world, 'CRT-1', 'certification-withdrawn')).toBe(0)
  })
})

describe('undoing while somebody clicks', () => {
  it('first: the other press is stale; second: it reads who decided', async () => {
    const { id, rev } = await openRequest(world)
    await press('priya', 'approval.approve', { approval: id, rev })
    const decided = await requestOf(world)
    const [, stale] = await Promise.all([
      press('priya', 'approval.undo', { approval: id, rev: decided.rev }, 'undo-1'),
      press('ben', 'approval.reject', { approval: id, rev }),
    ])
    expect(saidBy(stale)).toContain('changed after your card was shown')

    const open = await requestOf(world)
    await press('priya', 'approval.approve', { approval: id, rev: open.rev }, 'press-2')
    const again = await requestOf(world)
    const [late] = await Promise.all([
      press('ben', 'approval.reject', { approval: id, rev: open.rev }, 'press-3'),
      press('priya', 'approval.undo', { approval: id, rev: again.rev }, 'undo-2'),
    ])

    expect(saidBy(late)).toContain('Priya Nair approved it already')
    expect(await stateOf()).toBe('in_review')
  })
})

describe('a request that ran out', () => {
  it('is submitted again by one tap, as a request of its own: the old one explains itself', async () => {
    const old = await openRequest(world, 'Visitor list', 1, 'personal')
    await personaOf(world, 'tomas').press('Approve')
    await world.forward(10)
    expect(await stateOf()).toBe('preparing')
    const told = personaOf(world, 'dana').card()
    expect(wordsOf(told)).toContain('That is not a rejection. Nothing is lost')

    await personaOf(world, 'dana').press('Submit again')

    expect(await stateOf()).toBe('in_review')
    const late = await press('priya', 'approval.approve', { approval: old.id, rev: old.rev })
    expect(saidBy(late)).toContain('ran out before it was decided')
    const fresh = await requestOf(world, 'APR-2')
    expect(fresh.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))).toEqual([])
    expect((await requestOf(world)).state).toBe('expired')
    await personaOf(world, 'tomas').press('Approve')
    await personaOf(world, 'priya').press('Approve')
    expect(await stateOf()).toBe('certified')
  })
})

describe('a request that came back changed', () => {
  it('is a new version: votes and cards of the one before do not count', async () => {
    const old = await openRequest(world, 'Visitor list', 1, 'personal')
    await personaOf(world, 'tomas').press('Approve')
    await personaOf(world, 'priya').says('request changes CRT-1 Why the birthday?')
    await personaOf(world, 'dana').says('submit CRT-1')
    await personaOf(world, 'dana').press('Submit anyway')

    const late = await press('ben', 'approval.approve', { approval: old.id, rev: old.rev })

    expect(saidBy(late)).toContain('Priya Nair asked for changes already')
    const fresh = await requestOf(world, 'APR-2')
    expect(fresh.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes))).toEqual([])
    expect(await stateOf()).toBe('in_review')
  })
})

describe('a message that is gone', () => {
  it('of a card long decided still explains itself to whoever presses it', async () => {
    const { id, rev } = await openRequest(world)
    await press('priya', 'approval.approve', { approval: id, rev })
    await world.forward(5)

    for (const verb of ['approve', 'reject', 'request-changes', 'undo'])
      for (const persona of ['ben', 'priya', 'kenji', 'dana'])
        expect(
          saidBy(await press(persona, `approval.${verb}`, { approval: id, rev }, `late-${verb}`)),
          `${verb} by ${persona}`,
        ).toMatch(/approved it already|belongs to|is for Priya Nair, who decided it|changed after|has passed/)
    expect(await stateOf()).toBe('certified')
  })
})
