import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEvidence } from '../../src/bot/evidence.ts'
import { about } from '../../src/domain/registration.ts'
import { wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { certificationOf, click, entriesOf, personaOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => {
  world = opened
})

const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''

/** Dana has built it and asks for a waiver. */
const ask = async (owner = 'kenji') => {
  for (const persona of Object.keys(world.people)) await play(persona).says('help')
  await register(play('dana'), 'Stock count', { owner: await idOf(owner) })
  await classifyAs(play('dana'), 'moderate', { connectors: 'red' })
  await play('dana').says('waiver CRT-1')
  await play('dana').press('Ask for it', {
    reason: 'It is green in January.',
    controls: 'Only test data goes through it.',
    until: '2026-12-20',
  })
}
/** What the buttons of its card carry. */
const carried = async () => {
  const { waivers } = await certificationOf(world)
  const waiver = waivers.at(-1)
  return { certification: 'CRT-1', waiver: waiver?.id ?? '', ask: waiver?.asks.at(-1)?.id ?? '' }
}

const outcome = /grant(ed|s) (it|the)|refused|approved|rejected|holds until|Not like this/i

describe('how a waiver was decided, while that can be taken back', () => {
  it.each([
    ['grant', 'waiver grant CRT-1'],
    ['refuse', 'waiver refuse CRT-1 Not like this.'],
  ])('%s: its makers read it nowhere', async (_what, words) => {
    await ask()
    await play('kenji').says('waiver grant CRT-1')
    await play('priya').says(words)
    const carries = await carried()

    for (const maker of ['dana', 'kenji'])
      for (const [at, press] of [
        click(maker, `${maker}-1`, 'waiver.grant', carries),
        click(maker, `${maker}-2`, 'waiver.refuse', carries, { reason: 'No.' }),
        click(maker, `${maker}-3`, 'waiver.undo', { ...carries, decided: '' }),
        click(maker, `${maker}-4`, 'card.open', { what: 'refuse-waiver', id: 'CRT-1', part: carries.waiver }),
        click(maker, `${maker}-5`, 'card.open', { what: 'waiver', id: 'CRT-1', part: carries.waiver }),
        click(maker, `${maker}-6`, 'card.open', { what: 'ask-waiver', id: 'CRT-1', part: '' }),
      ].entries())
        expect.soft(saidBy(await world.answer(press)), `${maker} presses ${at + 1}`).not.toMatch(outcome)
    for (const maker of ['dana', 'kenji'])
      for (const line of [
        'status CRT-1',
        'inbox',
        'audit CRT-1',
        'waiver CRT-1',
        'waiver grant CRT-1',
        'waiver refuse CRT-1 No.',
        'waiver undo CRT-1',
        'undo CRT-1',
        'submit CRT-1',
        'why CRT-1',
        'evidence CRT-1',
        'reminders',
        'home',
      ])
        expect.soft(wordsOf(await play(maker).says(line)), `${maker} types ${line}`).not.toMatch(outcome)
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toContain(
      'Decided on the waiver; how is told once',
    )
    expect(wordsOf(await play('ben').says('audit CRT-1'))).toMatch(outcome)

    await world.stand()
    expect(wordsOf(await play('dana').says('audit CRT-1'))).toMatch(outcome)
    expect(saidBy(await world.answer(click('kenji', 'late', 'waiver.grant', carries)))).toMatch(outcome)
  })

  it('whoever may not see it does not hear it by trying to decide, neither then nor later', async () => {
    await ask()
    await play('kenji').says('waiver grant CRT-1')
    await play('priya').says('waiver refuse CRT-1 Not like this.')
    const carries = await carried()
    for (const [when, stand] of [
      ['then', false],
      ['later', true],
    ] as const) {
      if (stand) await world.stand()
      for (const verb of ['waiver.grant', 'waiver.refuse'])
        expect(
          saidBy(await world.answer(click('stranger', `${verb}-${when}`, verb, carries, { reason: 'No.' }))),
        ).not.toMatch(/Priya|refused|approved/)
    }
  })

  it('its makers get no evidence until it stands, by no link that they had before either', async () => {
    await ask('dana')
    await play('priya').says('waiver grant CRT-1')
    await world.stand()
    await certify(play('dana'), world)
    await play('ben').says('approve CRT-1')
    await world.stand()
    await play('dana').says('waiver CRT-1 until 2027-01-15 because it is late; meanwhile: test data only')
    const token = /evidence\/([0-9a-f]{32})/
    const linkOf = async (persona: string) =>
      token.exec(JSON.stringify(await play(persona).says('evidence CRT-1')))?.[1] ?? ''
    const before = await linkOf('dana')
    await play('priya').says('waiver refuse CRT-1 Not like this.')
    const signer = () => {
      throw new Error('nothing is signed here')
    }
    const desk = createEvidence({ store: world.store, world: world.world, signer })

    expect(wordsOf(await play('dana').says('evidence CRT-1'))).toContain('that can still be undone')
    expect(await desk.take(before)).toBeUndefined()
    expect(await desk.offered(await linkOf('priya'))).toMatchObject({ reference: 'CRT-1' })
    await world.stand()
    expect(await desk.offered(before)).toMatchObject({ reference: 'CRT-1' })
    expect(await linkOf('dana')).not.toBe('')
  })
})

describe('what was decided about a waiver before it could be taken back', () => {
  it('stands: whoever wants it back hears that the time has passed', async () => {
    await ask('dana')
    await play('priya').says('waiver grant CRT-1')
    await world.stand()
    await world.read(async (session) => {
      const found = await session.certifications.find('CRT-1')
      if (!found) throw new Error('there is no CRT-1')
      const waivers = found.waivers.map((one) => ({
        ...one,
        asks: one.asks.map((each) => ({ ...each, decision: null })),
      }))
      await session.certifications.save(
        { ...found, rev: found.rev + 1, waivers },
        [{ type: 'sample-reminded', ...about(found) }],
        {
          now: world.clock.now(),
          actor: 'system',
          platform: 'clock',
          programme: { version: 1 },
        },
      )
    })

    expect(wordsOf(await play('priya').says('waiver undo CRT-1'))).toContain(
      'The time for undoing has passed',
    )
  })
})

describe('a decision on a waiver, and two processes on one database', () => {
  const both = async (play: (first: World, second: World) => Promise<void>) => {
    const place = await mkdtemp(join(tmpdir(), 'assay-two-'))
    const before = world
    world = await openWorld({ file: join(place, 'assay.db') })
    await ask('dana')
    await personaOf(world, 'priya').says('waiver grant CRT-1')
    const second = await openWorld({ file: join(place, 'assay.db') })
    await second.until(world.clock.now())
    await play(world, second)
    expect([...world.faults, ...second.faults]).toEqual([])
    expect(await second.store.audit()).toMatchObject({ sound: true })
    await second.close()
    await world.close()
    world = before
    await rm(place, { recursive: true })
  }
  const count = (of: World, type: string) => entriesOf(of, 'CRT-1', type)

  it('is taken back in one: the other tells nobody of it', () =>
    both(async (first, second) => {
      await personaOf(second, 'priya').says('waiver undo CRT-1')
      await first.stand()
      await second.stand()

      expect([await count(first, 'waiver-undone'), await count(first, 'waiver-settled')]).toEqual([1, 0])
      expect(await certificationOf(first)).toMatchObject({ waivers: [{ state: 'asked' }] })
    }))

  it('stands in one: the other, whose clock is behind, does not take it back', () =>
    both(async (first, second) => {
      const { waivers } = await certificationOf(second)
      await first.stand()
      const said = await second.answer(
        click('priya', 'late-0001', 'waiver.undo', {
          certification: 'CRT-1',
          waiver: waivers[0]?.id ?? '',
          ask: waivers[0]?.asks[0]?.id ?? '',
          decided: waivers[0]?.asks[0]?.decision?.at ?? '',
        }),
      )

      expect(saidBy(said)).toContain('cannot be undone')
      expect([await count(second, 'waiver-undone'), await count(second, 'waiver-settled')]).toEqual([0, 1])
    }))

  it('stands and is taken back at once in both: one of the two happens', () =>
    both(async (first, second) => {
      await Promise.all([first.stand(), personaOf(second, 'priya').says('waiver undo CRT-1')])
      await second.stand()

      const happened = [await count(first, 'waiver-undone'), await count(first, 'waiver-settled')]
      expect(happened[0] === 1 ? happened : happened.toReversed()).toEqual([1, 0])
    }))
})
