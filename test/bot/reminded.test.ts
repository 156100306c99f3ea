import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const rowsOf = async (persona: string) => {
  const id = await idOf(persona)
  return world.read((session) => session.reminders.of([id], 50))
}
const cardsOf = (persona: string): number => play(persona).cards().length

describe('a reminder that was put off', () => {
  it('of a decision comes again while it is open, and not once it is asked no more', async () => {
    await play('amara').says('role revoke Ben Okafor steward')
    await openRequest(world)
    await world.until((await requestOf(world)).clock?.half ?? '')
    expect(wordsOf(await play('priya').says('snooze CRT-1 in an hour'))).toContain('I remind you of CRT-1')
    const before = cardsOf('priya')

    await world.until('2026-11-25T10:30:00.000Z')

    expect(cardsOf('priya')).toBe(before + 1)
    expect(wordsOf(play('priya').card())).toContain('asks you to approve')
    await play('priya').says('snooze CRT-1 in an hour')
    await world.answer(click('dana', 'edit-0001', 'certification.edit', { certification: 'CRT-1' }))
    const [latest] = await rowsOf('priya')
    await world.until('2026-11-25T12:30:00.000Z')
    expect((await rowsOf('priya')).find(({ id }) => id === latest?.id)?.decisions.at(-1)).toMatchObject({
      outcome: 'suppressed',
      because: 'done',
    })
  })

  it('of an offer does not come any more once it is answered', async () => {
    await openRequest(world)
    await play('dana').says('hand over AST-1 to Kenji Mori')
    await world.deliver.settled()
    const offered = await world.read((session) => session.assets.find('AST-1'))
    for (let days = 0; days < 14 && (await rowsOf('kenji')).length === 0; days += 1) await world.forward(1)
    expect(wordsOf(await play('kenji').says('snooze AST-1 in an hour'))).toContain('I remind you of AST-1')
    await world.answer(
      click(
        'kenji',
        'decline-0001',
        'hand-over.decline',
        { asset: 'AST-1', offer: offered?.handOver?.id ?? '' },
        { reason: 'I know nothing of it.' },
      ),
    )
    await world.deliver.settled()
    const before = cardsOf('kenji')

    await world.forward(1)

    expect(cardsOf('kenji')).toBe(before)
    expect((await rowsOf('kenji'))[0]?.decisions.at(-1)).toMatchObject({ because: 'done' })
  })
})

describe('a reminder of what is somebody else’s by now', () => {
  it('lets whoever owned it neither see it, put it off, nor keep the new owner from hearing', async () => {
    for (const persona of ['kenji', 'sofia']) await play(persona).says('help')
    await register(play('dana'), 'Stock count', { owner: await idOf('kenji') })
    const recipient = await idOf('kenji')
    const at = world.clock.now()
    const matter = 'certification:CRT-1'
    const reminder = await world.read((session) =>
      session.reminders.note({
        kind: 'draft',
        matter,
        recipient,
        occurrence: 'once',
        content: { show: 'draft-reminder', certification: 'CRT-1' },
        due: null,
        blocks: false,
        at,
        decisions: [{ at, outcome: 'digest', because: 'not-urgent' }],
      }),
    )
    const card = click('kenji', 'open-0001', 'card.open', {
      what: 'reminder',
      id: String(reminder),
      part: '',
    })
    expect(saidBy(await world.answer(card))).toContain('Stock count')
    await play('kenji').says('hand over CRT-1 to Sofia Marino')
    await world.deliver.settled()
    await play('sofia').press('Accept')

    expect(saidBy(await world.answer({ ...card, key: 'open-0002' }))).toContain('is somebody else')
    for (const [verb, values] of [
      ['reminder.on-it', {}],
      ['reminder.snooze', { snooze: 'hour' }],
    ] as const)
      expect(
        saidBy(await world.answer(click('kenji', `try-${verb}`, verb, { reminder: reminder ?? 0 }, values))),
      ).toContain('is somebody else')
    const give = click('kenji', 'try-give', 'hand-over.ask', { asset: 'AST-1' }, { to: await idOf('ben') })
    expect(saidBy(await world.answer(give))).toContain('owns AST-1, so handing it over is for them to do')
    const said = await world.read((session) => session.reminders.said(matter, at))
    expect(said).toEqual([])
  })

  it('does not let the word of whoever gave it away keep the new owner from hearing', async () => {
    const matter = 'certification:CRT-1'
    for (const persona of ['kenji', 'sofia']) await play(persona).says('help')
    await register(play('dana'), 'Stock count', { owner: await idOf('kenji') })
    const [at, person] = [world.clock.now(), await idOf('kenji')]
    const until = addDays(at, 2)
    await world.read((session) => session.reminders.say({ person, matter, word: 'on-it', at, until }))

    await play('kenji').says('hand over CRT-1 to Sofia Marino')
    await world.deliver.settled()
    await play('sofia').press('Accept')

    // Others wait a day longer than a word holds.
    const held = await world.read((session) => session.reminders.said(matter, addDays(world.clock.now(), -1)))
    expect(held).toEqual([])
  })
})
