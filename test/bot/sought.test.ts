import { beforeEach, describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certifyModerate } from '../certified.ts'
import { grantRole, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const asset = async () => world.read((session) => session.assets.find('AST-1'))
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
/** All that somebody has been shown. */
const seen = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n')

describe('what is not one’s own, and one does not know whose', () => {
  beforeEach(async () => {
    await certifyModerate(world)
    await play('ben').says('hello')
  })
  /** From the review card: Hand over, and that nobody is known. */
  const giveUp = async () => {
    await world.until('2027-10-11T12:00:00.000Z')
    await play('dana').says('review CRT-1')
    await play('dana').press('Hand over')
    return play('dana').press('I do not know whose it is')
  }

  it('is the stewards’ to find an owner for, in two taps; it stays with its owner until somebody accepts', async () => {
    const said = wordsOf(await giveUp())
    await world.deliver.settled()

    expect(said).toContain('The stewards look for its owner.')
    expect(said).toContain('It stays with you until somebody has accepted it.')
    expect(await asset()).toMatchObject({ owner: await idOf('dana') })
    for (const steward of ['priya', 'ben', 'amara'])
      expect(wordsOf(play(steward).card())).toContain('Dana Lindqvist says that it is somebody else')
    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(1)

    await play('priya').press('Name somebody')
    await play('priya').press('Offer it', { to: await idOf('jonas') })
    expect(await asset()).toMatchObject({ owner: await idOf('dana'), handOver: { state: 'offered' } })
    await play('jonas').press('Accept')
    await world.deliver.settled()

    expect(await asset()).toMatchObject({ owner: await idOf('jonas'), sought: null })
    expect(seen('ben')).toContain('Jonas Weber owns it now.')
    await world.forward(40)
    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(1)
  })

  it('is typed as well, once, and nobody else says it of it', async () => {
    expect(saidBy(await world.answer(click('priya', 'k', 'hand-over.seek', { asset: 'AST-1' })))).toContain(
      'Somebody else owns AST-1',
    )
    expect(wordsOf(await play('dana').says('not mine'))).toContain('hand over AST-3 to Ben Okafor')

    await play('dana').says('not mine CRT-1')
    await play('dana').says('not mine AST-1')

    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(1)
    await play('dana').says('audit CRT-1')
    expect(wordsOf(play('dana').card())).toContain("not Dana Lindqvist's, who does not know whose it is")
  })

  it('is asked about again while nobody has taken it, and no more once it is its owner’s after all', async () => {
    await giveUp()
    await world.deliver.settled()
    await world.forward(16)

    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(2)
    const priya = await idOf('priya')
    const rows = await world.read((session) => session.reminders.of([priya], 20))
    expect(rows.find(({ kind }) => kind === 'owner-sought')?.sentAt).toBeTruthy()

    await play('dana').says('not mine AST-1')
    expect(titlesOf(play('dana').card())).toContain('I keep it')
    expect(wordsOf(await play('dana').press('I keep it'))).toContain('Dana Lindqvist keeps it.')
    // Half a line offers nothing to anybody: "to" is the beginning of Tomás.
    await play('tomas').says('hello')
    for (const half of ['hand over AST-1', 'hand over AST-1 to', 'hand over CRT-1 To '])
      expect(titlesOf(await play('dana').says(half))).toContain('I do not know whose it is')
    await world.forward(40)

    expect(await asset()).toMatchObject({ sought: null })
    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(2)
    expect(
      saidBy(
        await world.answer(
          click('priya', 'late', 'hand-over.offer', { asset: 'AST-1', to: await idOf('jonas') }),
        ),
      ),
    ).toContain('handing it over is for them to do')
  })

  it('goes to the stewards of its unit, and to those of every unit', async () => {
    await play('amara').says('unit Dana Lindqvist in Finance')
    await play('amara').says('unit Ben Okafor in Sales')
    await play('amara').says('role revoke Ben Okafor steward')
    await grantRole(world, 'Ben Okafor steward in Sales')
    await register(play('dana'), 'Visitor list')
    expect(await world.read((session) => session.assets.find('AST-2'))).toMatchObject({ unit: 'Finance' })

    await play('dana').says('not mine AST-2')
    await world.deliver.settled()

    expect(seen('ben')).not.toContain('says that it is somebody else')
    expect(wordsOf(play('priya').card())).toContain('says that it is somebody else')
  })

  it('waits for an answer where it is offered to somebody already', async () => {
    await play('dana').says('hand over AST-1 to Jonas Weber')

    expect(wordsOf(await play('dana').says('not mine AST-1'))).toContain('who has not answered yet')
    expect(await asset()).toMatchObject({ sought: null })
  })

  it('may be what somebody has taken over before', async () => {
    await play('dana').says('hand over AST-1 to Jonas Weber')
    await play('jonas').press('Accept')

    expect(wordsOf(await play('jonas').says('not mine AST-1'))).toContain('The stewards look for its owner.')
    await world.deliver.settled()
    expect(wordsOf(play('priya').card())).toContain('Jonas Weber says that it is somebody else')
    expect(titlesOf(play('priya').card())).toContain('Name somebody')
  })

  it('is nobody’s matter once it is out of use: every card says so, and it is not begun anew', async () => {
    await giveUp()
    await world.deliver.settled()
    await play('dana').says('retire CRT-1 The data is deleted.')
    await world.deliver.settled()

    for (const steward of ['priya', 'ben', 'amara']) {
      const card = play(steward).card()
      expect(wordsOf(card)).toContain('It is out of use now.')
      expect(wordsOf(card)).not.toMatch(/Valid until|Still to be met/)
      expect(titlesOf(card)).toEqual([])
    }
    await world.forward(40)
    expect(await entriesOf(world, 'AST-1', 'owner-sought')).toBe(1)
    expect(wordsOf(await play('dana').says('not mine AST-1'))).toContain('out of use')
    await register(play('dana'), 'Visitor list')
    await play('dana').says('retire CRT-2 The data is deleted.')
    expect(wordsOf(await play('dana').says('not mine AST-2'))).toContain(
      'AST-2 is out of use, so nobody looks for an owner of it.',
    )
    expect(await entriesOf(world, 'AST-2', 'owner-sought')).toBe(0)
  })

  it('is not kept by an old card while somebody is asked to own it: the offer is taken back first', async () => {
    await giveUp()
    await world.deliver.settled()
    await play('priya').press('Name somebody')
    await play('priya').press('Offer it', { to: await idOf('jonas') })
    const old = () =>
      world.answer(click('dana', `keep-${world.clock.now()}`, 'hand-over.keep', { asset: 'AST-1' }))

    expect(saidBy(await old())).toContain('Take that back first')
    expect(await asset()).toMatchObject({
      handOver: { state: 'offered' },
      sought: { at: expect.any(String) },
    })
    await play('dana').says('not mine AST-1')
    await world.answer(click('dana', 'show', 'card.open', { what: 'hand-over', id: 'AST-1', part: '' }))
    await world.answer(
      click('dana', 'back', 'hand-over.take-back', {
        asset: 'AST-1',
        offer: (await asset())?.handOver?.id ?? '',
      }),
    )
    await world.forward(1)
    expect(saidBy(await old())).not.toContain('Take that back first')
    expect(await asset()).toMatchObject({ handOver: { state: 'withdrawn' }, sought: null })
    expect(wordsOf(await play('jonas').says('inbox'))).not.toContain('is offered to you')
  })
})
