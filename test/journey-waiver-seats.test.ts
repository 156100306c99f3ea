import { describe, expect, it } from 'vitest'
import type { World } from './bot/deliveries.ts'
import { entriesOf, personaOf } from './bot/deliveries.ts'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import { classifyAs, grantRole, register } from './journey.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const waiver = async () =>
  (await world.read((session) => session.certifications.find('CRT-1')))?.waivers.at(-1)
const seat = async () => (await waiver())?.asks.at(-1)?.stages[0]?.seats[0]
const admin = (line: string) => play('amara').says(line)
const seen = (persona: string): string =>
  play(persona)
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n')

/** Dana asks for a waiver of what Dana builds, and Kenji or Dana owns. */
const ask = async (tier: 'moderate' | 'high' = 'moderate', owner: 'dana' | 'kenji' = 'dana') => {
  for (const persona of Object.keys(world.people)) await play(persona).says('help')
  await register(play('dana'), 'Stock count', { owner: await idOf(owner) })
  await classifyAs(play('dana'), tier, { connectors: 'red' })
  await play('dana').says('waiver CRT-1')
  await play('dana').press('Ask for it', {
    reason: 'It is green in January.',
    controls: 'Only test data goes through it.',
    until: '2026-12-20',
  })
}
const handOver = async (from: string, name: string, to: string) => {
  await play(from).says(`hand over CRT-1 to ${name}`)
  await world.deliver.settled()
  return play(to).press('Accept')
}

describe('a waiver whose seat loses somebody', () => {
  it('goes on with the others, and is asked of the board where no steward is left; who asked hears of it', async () => {
    await ask()
    expect(seen('ines')).not.toContain('waive this')

    await admin('role revoke Ben Okafor steward')
    expect(await seat()).toMatchObject({ asked: null })
    expect(await entriesOf(world, 'CRT-1', 'waiver-reseated')).toBe(1)
    await admin('role revoke Priya Nair steward')
    await world.deliver.settled()

    expect(await seat()).toMatchObject({ asked: 'board' })
    expect(wordsOf(play('ines').card())).toContain('asks you to waive this')
    expect(wordsOf(play('dana').card())).toContain('Inês Duarte or Jonas Weber')
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toContain(
      'Board asked to decide on the waiver instead of Priya Nair',
    )
    await play('jonas').press('Grant')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted', grantedBy: [await idOf('jonas')] })
  })

  it('is told to the administrators where nobody is left, and goes to whoever holds the role next', async () => {
    await ask('high')
    await admin('role revoke Inês Duarte board')
    expect(seen('kenji')).not.toContain('waits for the board role')
    await world.deliver.settled()

    world.channel.setThere('jonas', false)
    await world.forward(1)

    expect(seen('kenji')).toContain('A waiver for CRT-1 waits for the board role')
    await grantRole(world, 'Sofia Marino board')
    await play('sofia').says('waiver grant CRT-1')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted' })
  })

  it('is asked anew too where a role is bound to another unit, and left alone once it is decided', async () => {
    await admin('unit Ben Okafor in Sales')
    await admin('unit Dana Lindqvist in Finance')
    await admin('role revoke Priya Nair steward')
    await ask()
    await grantRole(world, 'Ben Okafor steward in Sales')

    expect(await seat()).toMatchObject({ asked: 'board' })
    await play('ines').press('Grant')
    const before = await entriesOf(world, 'CRT-1', 'waiver-reseated')
    await admin('role revoke Jonas Weber board')
    expect(await entriesOf(world, 'CRT-1', 'waiver-reseated')).toBe(before)
  })
})

describe('a waiver that no steward of its unit may decide', () => {
  it('is asked of whoever leads the stewards, and nobody is told that nobody can', async () => {
    await admin('unit Priya Nair in Sales')
    await admin('unit Dana Lindqvist in Finance')
    await admin('role revoke Ben Okafor steward')
    await grantRole(world, 'Priya Nair steward lead in Sales')
    await ask()
    await world.deliver.settled()

    expect(await seat()).toMatchObject({ asked: 'steward', lead: true })
    expect(wordsOf(play('priya').card())).toContain('asks you to waive this')
    expect(await entriesOf(world, 'CRT-1', 'waiver-unmanned')).toBe(0)
    expect(seen('kenji')).not.toContain('waits for the steward role')
    await play('priya').press('Grant')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted' })
  })
})

describe('a new owner of what a waiver is asked for', () => {
  it('says their word as the owner, and takes no seat of a steward', async () => {
    await ask('moderate', 'kenji')
    await handOver('kenji', 'Priya Nair', 'priya')

    expect(wordsOf(await play('priya').says('waiver CRT-1'))).toContain('asks you, as the owner, to waive')
    await play('priya').press('Agree')
    expect(wordsOf(await play('priya').says('waiver grant CRT-1'))).toContain(
      'You built or own this, so someone else decides. Ben Okafor can.',
    )
    expect(await waiver()).toMatchObject({ state: 'asked' })
    await play('ben').says('waiver grant CRT-1')
    await world.stand()
    expect(await waiver()).toMatchObject({ grantedBy: [await idOf('priya'), await idOf('ben')] })
  })

  it('is asked for that word by a card of their own', async () => {
    await ask('moderate', 'kenji')
    await handOver('kenji', 'Sofia Marino', 'sofia')
    await world.deliver.settled()

    expect(titlesOf(play('sofia').card())).toContain('Agree')
    expect(wordsOf(await play('dana').says('waiver CRT-1'))).toContain('Sofia Marino')
    await play('priya').says('waiver grant CRT-1')
    expect(wordsOf(await play('kenji').says('waiver grant CRT-1'))).not.toContain('Granted')
    await play('sofia').says('waiver grant CRT-1')
    await world.stand()
    expect(await waiver()).toMatchObject({ state: 'granted' })
  })

  it('says it anew where whoever owned it has said it already', async () => {
    await ask('moderate', 'kenji')
    await play('kenji').says('waiver grant CRT-1')
    await handOver('kenji', 'Sofia Marino', 'sofia')

    await play('priya').says('waiver grant CRT-1')
    expect(await waiver()).toMatchObject({ state: 'asked' })
    await play('sofia').says('waiver grant CRT-1')
    await world.stand()
    expect(await waiver()).toMatchObject({
      state: 'granted',
      grantedBy: [await idOf('priya'), await idOf('sofia')],
    })
  })

  it('leaves the seat to others: nobody else there, the board is asked', async () => {
    await admin('role revoke Ben Okafor steward')
    await ask()
    await handOver('dana', 'Priya Nair', 'priya')

    expect(await seat()).toMatchObject({ asked: 'board' })
    expect(seen('jonas')).toContain('asks you to waive this')
  })

  it('is nobody who has had a part in deciding on it', async () => {
    await ask('moderate', 'kenji')
    await play('priya').says('waiver grant CRT-1')

    expect(wordsOf(await handOver('kenji', 'Priya Nair', 'priya'))).toContain(
      'You had a part in deciding on a waiver for CRT-1',
    )
    await play('kenji').says('waiver grant CRT-1')
    await world.stand()
    await play('kenji').says('hand over CRT-1 to Priya Nair')
    expect(wordsOf(await play('priya').press('Accept'))).toContain('It is yours now.')
  })
})
