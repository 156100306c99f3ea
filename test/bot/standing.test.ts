import { describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certifyHigh, certifyModerate } from '../certified.ts'
import { inWorld } from '../in-world.ts'
import type { Player } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string): Player => personaOf(world, persona)
const crt = () => certificationOf(world)

describe('a certificate that a steward stops', () => {
  it('tells whoever built, owns or is known to use it what to do, and the owner confirms', async () => {
    await certifyModerate(world)
    await world.answer(click('kenji', 'reuse-0001', 'asset.reuse', { asset: 'AST-1' }))
    const mine = wordsOf(await play('priya').says('suspend CRT-1 it mails the whole company'))
    expect(mine).not.toContain('ell the people who use it')

    expect(await crt()).toMatchObject({ state: 'suspended', inForceUntil: null })
    const told = play('dana').card()
    expect(wordsOf(told)).toContain('Suspended: please stop using it for now.')
    expect(wordsOf(told)).toContain('it mails the whole company')
    expect(wordsOf(told)).toContain('The way back')
    expect(wordsOf(told).match(/ell the people who use it [^.]*/g)).toEqual([
      'ell the people who use it what to do until it is back, and confirm that they know',
    ])
    expect(titlesOf(told)).toEqual(expect.arrayContaining(['I have told them', 'Start again', 'Retire']))
    expect(wordsOf(play('kenji').card())).toContain('please stop using it for now')
    expect(wordsOf(await play('dana').says('inbox'))).toContain('tell the people who use it, by')

    await play('dana').says('status CRT-1')
    await play('dana').press('I have told them')
    expect((await crt()).stop?.told).not.toBeNull()
    await world.forward(4)
    expect(await entriesOf(world, 'CRT-1', 'stop-unconfirmed')).toBe(0)
  })

  it('is brought to mind where the owner says nothing for a working day', async () => {
    await certifyModerate(world)
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(3)
    expect(await entriesOf(world, 'CRT-1', 'stop-unconfirmed')).toBe(1)
    // It is early where they are.
    await world.until('2026-11-27T12:00:00.000Z')
    expect(wordsOf(play('ben').card())).toContain('Suspended: please stop using it for now.')
  })

  it('goes on as it was, once it is lifted', async () => {
    await certifyModerate(world)
    const { inForceUntil } = await crt()
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await play('priya').press('Let it go on')
    const seen = await play('priya').press('Let it go on', { reason: 'The list of receivers is right now.' })

    expect(wordsOf(seen)).toContain('The suspension is lifted\nCRT-1 is certified. It counts again')
    expect(await crt()).toMatchObject({ state: 'certified', inForceUntil, stop: null })
    expect(wordsOf(play('dana').card())).toContain('You can use it now')
    await world.forward(325)
    expect((await crt()).state).toBe('review_due')
    await world.forward(60)
    expect((await crt()).state).toBe('expired')
  })

  it('is due for review at once where its window opened meanwhile', async () => {
    await certifyModerate(world)
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(330)
    expect((await crt()).state).toBe('suspended')
    const seen = wordsOf(await play('priya').says('lift CRT-1 it is put right'))

    expect(seen).toContain('The suspension is lifted\nCRT-1 is due for review. It counts again')
    await play('priya').press('Show it')
    expect(wordsOf(play('priya').card())).toContain('Has anything changed?')
    expect((await crt()).state).toBe('review_due')
  })

  it('has run out where its time passed meanwhile', async () => {
    await certifyModerate(world)
    await play('priya').says('suspend CRT-1 it mails the whole company')
    await world.forward(400)
    const seen = wordsOf(await play('priya').says('lift CRT-1 it is put right'))

    expect(seen).toContain('The suspension is lifted\nCRT-1 is expired. Its time ran out meanwhile')
    expect(await crt()).toMatchObject({ state: 'expired', inForceUntil: null })
  })

  it('at high is lifted by another steward than the one who stopped it', async () => {
    await certifyHigh(world)
    await play('priya').says('suspend CRT-1 it ranks people wrongly')
    expect(wordsOf(await play('priya').says('lift CRT-1 it is put right'))).toContain(
      'at high risk someone else lifts that',
    )
    expect((await crt()).state).toBe('suspended')
    await play('priya').says('status CRT-1')
    expect(titlesOf(play('priya').card())).not.toContain('Let it go on')
    expect(wordsOf(play('priya').card())).toContain('another steward lets it go on')
    await play('ben').says('status CRT-1')
    expect(titlesOf(play('ben').card())).toContain('Let it go on')
    await play('ben').says('lift CRT-1 it is put right')

    expect(await crt()).toMatchObject({ state: 'conditionally_certified', stop: null })
    // Nobody names a go-live day: the condition falls due as it would have.
    await world.forward(40)
    expect((await crt()).state).toBe('suspended')
  })

  it('for a condition that was missed, is lifted once it is said how it was met', async () => {
    const { id, rev } = await openRequest(world)
    await world.answer(
      click(
        'priya',
        'condition-1',
        'approval.approve-on-conditions',
        { approval: id, rev },
        { condition1: 'Name a second contact', day1: '2026-12-03', reason: 'Only one.' },
      ),
    )
    await world.forward(12)
    expect((await crt()).state).toBe('suspended')
    // It is a Sunday.
    expect(wordsOf(play('dana').card())).not.toContain('Suspended')
    await world.until('2026-12-07T12:00:00.000Z')
    expect(wordsOf(play('dana').card())).toContain('Name a second contact')
    expect(wordsOf(await play('ben').says('lift CRT-1 fine now'))).toContain('A condition was missed')

    await play('dana').says('status CRT-1')
    await play('dana').press('Show the conditions')
    await play('dana').press('Say how')
    await play('dana').press('Done', { words: 'Ben is the second contact.' })
    await play('ben').says('lift CRT-1 fine now')

    expect(await crt()).toMatchObject({
      state: 'conditionally_certified',
      conditions: [{ state: 'evidenced' }],
    })
    await play('ben').says('inbox')
    await play('ben').press('Have a look')
    await play('ben').press('Accept')
    expect((await crt()).state).toBe('certified')
  })
})

describe('revoking', () => {
  it('takes two persons, and then nobody may use it', async () => {
    await certifyModerate(world)
    await play('priya').says('revoke CRT-1 it must not be used any more')
    expect((await crt()).state).toBe('certified')
    expect(wordsOf(await play('ines').says('inbox'))).toContain('be revoked, if a second person agrees')
    const { revocation } = await crt()
    const own = await world.answer(
      click('priya', 'agree-1', 'revocation.agree', {
        certification: 'CRT-1',
        revocation: revocation?.id ?? '',
      }),
    )
    expect(saidBy(own)).toContain('someone else has to agree')

    await play('ines').press('Have a look')
    await play('ines').press('Agree')

    expect(await crt()).toMatchObject({ state: 'revoked', inForceUntil: null })
    expect(wordsOf(play('dana').card())).toContain('Revoked: it must not be used any more.')
    expect(wordsOf(play('priya').card())).toContain('Priya Nair and Inês Duarte revoked it.')
    expect(titlesOf(play('ben').card())).not.toContain('Agree')
  })

  it('is told of a no', async () => {
    await certifyModerate(world)
    await play('priya').says('revoke CRT-1 it must not be used any more')
    await play('ben').press('Not right')

    expect(await crt()).toMatchObject({ state: 'certified', revocation: null })
    expect(wordsOf(play('priya').card())).toContain('it is not revoked')
  })
})

describe('retiring', () => {
  it('is for the owner, with a note on its data', async () => {
    await certifyModerate(world)
    await play('dana').says('search stock')
    const asked = await play('dana').says('retire CRT-1')
    expect(wordsOf(asked)).toContain('Take it out of use?')
    expect(wordsOf(await play('dana').press('Take it out of use', { reason: '' }))).toContain(
      'Please write a sentence or two here.',
    )
    await play('dana').press('Take it out of use', { reason: 'The list was moved to the ERP.' })

    expect(await crt()).toMatchObject({ state: 'retired', inForceUntil: null })
    expect(wordsOf(await play('dana').says('status CRT-1'))).toContain('The list was moved to the ERP.')
    expect(wordsOf(await play('priya').says('audit CRT-1'))).toContain('Took it out of use')
  })

  it('closes a request that is open', async () => {
    await openRequest(world)
    await play('dana').says('retire CRT-1 nothing is left')

    expect((await requestOf(world)).state).toBe('withdrawn')
  })
})
