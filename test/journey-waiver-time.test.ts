import { expect, describe, it } from 'vitest'
import { titlesOf, wordsOf } from './card-reader.ts'
import { inWorld } from './in-world.ts'
import { certify, classifyAs, register } from './journey.ts'
import type { World } from './bot/deliveries.ts'
import { certificationOf, entriesOf, personaOf } from './bot/deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})
const play = (persona: string) => personaOf(world, persona)
const crt = () => certificationOf(world)
const reason = 'The supplier gives us a green connector in January.'
const controls = 'Only test data goes through it.'

/** A stock count on a red connector, with a waiver that Priya granted. */
const waived = async (until: string): Promise<void> => {
  await register(play('dana'), 'Stock count')
  await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
  await play('dana').says('waiver CRT-1')
  await play('dana').press('Ask for it', { reason, controls, until })
  await play('priya').press('Grant')
  await world.stand()
}
/** All that Dana was told, the latest last. */
const told = (): string =>
  play('dana')
    .cards()
    .map(({ card }) => wordsOf(card))
    .join('\n---\n')

describe('the time of a waiver', () => {
  /** Certified at moderate with a waiver until 12 January. */
  const certified = async () => {
    await waived('2027-01-12')
    await certify(play('dana'), world)
    await play('ben').says('approve CRT-1')
    await world.stand()
    expect((await crt()).state).toBe('certified')
  }
  const reminded = () => entriesOf(world, 'CRT-1', 'waiver-reminded')

  it('is spoken of thirty days, seven days and a day before its end', async () => {
    await certified()
    for (const [days, count] of [
      [18, 0],
      [1, 1],
      [22, 1],
      [1, 2],
      [5, 2],
      [1, 3],
    ] as const) {
      await world.forward(days)
      expect(await reminded()).toBe(count)
    }
    expect(wordsOf(await play('dana').says('inbox'))).toContain('Has a waiver that ends')
  })

  it('is made longer in the same way, as often as the programme lets it', async () => {
    await certified()
    await play('dana').says('waiver CRT-1')
    for (const until of ['2027-02-12', '2027-03-12']) {
      await play('dana').press('Ask for more time')
      await play('dana').press('Ask for it', { until })
      await play('ben').says('waiver grant CRT-1')
      await world.stand()
      expect((await crt()).waivers[0]).toMatchObject({ state: 'granted', until })
    }
    expect(wordsOf(await play('dana').says('waiver CRT-1'))).toContain('It cannot be made longer any more')
    expect(titlesOf(play('dana').card())).not.toContain('Ask for more time')
    expect(
      wordsOf(await play('dana').says('waiver CRT-1 until 2027-04-12 because of it; meanwhile: nothing')),
    ).toContain('A waiver for this was granted three times, which is as often as the programme allows')
    // The end that it had first does nothing any more.
    await world.forward(60)
    expect((await crt()).state).toBe('certified')
    await world.forward(50)
    expect((await crt()).waivers[0]?.state).toBe('ended')
  })

  it('ends: the certificate counts for the days of grace, is suspended, and comes back with a new one', async () => {
    await certified()
    const { inForceUntil } = await crt()
    await world.forward(50)
    expect(await crt()).toMatchObject({ state: 'certified', inForceUntil })
    expect(told()).toContain('The certificate still counts until Tuesday 26 January')
    expect(wordsOf(await play('dana').says('inbox'))).toContain(
      'Its waiver has ended: ask for more time or change the answer, by Tuesday 26 January',
    )
    await world.forward(14)
    expect(await crt()).toMatchObject({ state: 'suspended', inForceUntil: null })
    expect(told()).toContain('The waiver for the answer on connectors and components has ended')

    await play('dana').says('status CRT-1')
    await play('dana').press('Ask for a waiver')
    await play('dana').press('Ask for it', { reason, controls, until: '2027-03-01' })
    await play('priya').press('Grant')
    await world.stand()
    expect(await crt()).toMatchObject({ state: 'certified', inForceUntil, stopped: null })
    await world.forward(300)
    expect((await crt()).state).toBe('suspended')
  })

  it('stops an approval of what it let through, once it has ended', async () => {
    await waived('2026-11-25')
    await certify(play('dana'), world)
    await world.forward(2)

    expect(wordsOf(await play('ben').says('approve CRT-1'))).toContain(
      'The waiver for the answer on connectors and components has ended, so this cannot be approved as it is.',
    )
    expect((await crt()).state).toBe('in_review')
  })
})
