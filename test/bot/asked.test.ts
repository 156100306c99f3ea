import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { inWorld } from '../in-world.ts'
import { classifyAs, grantRole, register } from '../journey.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened))

const play = (persona: string) => personaOf(world, persona)
const idOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.id ?? ''
const rowsOf = async (persona: string) => {
  const id = await idOf(persona)
  return world.read((session) => session.reminders.of([id], 100))
}
const crt = async () => {
  const found = await world.read((session) => session.certifications.find('CRT-1'))
  if (!found) throw new Error('there is no CRT-1')
  return found
}
const remindings = (persona: string) =>
  play(persona)
    .cards()
    .filter(({ card }) => wordsOf(card).includes('A step waits for you')).length

describe('somebody who was asked to vouch for a step', () => {
  let presses = 0
  const peer = async () => (await crt()).steps.find((one) => one.by === 'peer')?.id ?? ''
  const ask = async (persona: string) => {
    presses += 1
    const carries = { certification: 'CRT-1', step: await peer() }
    await world.answer(click('dana', `ask-${presses}`, 'step.ask', carries, { person: await idOf(persona) }))
    await world.deliver.settled()
  }
  const waiting = async () =>
    (await world.read((session) => session.timers.of('step-reminds', 'CRT-1'))).filter(
      ({ isFired }) => !isFired,
    )
  /** Asked on a Tuesday. */
  const asked = async () => {
    await register(play('dana'), 'Stock count')
    await classifyAs(play('dana'), 'moderate')
    await play('dana').press('Start the steps')
    await ask('ben')
  }

  it('is reminded after two days, at their own hours, and no more once they have answered', async () => {
    await asked()
    const step = `${await peer()} `
    expect((await waiting()).filter(({ occurrence }) => occurrence.startsWith(step))).toHaveLength(3)
    await world.until('2026-11-26T09:00:00.000Z')
    expect(remindings('ben')).toBe(0)
    await world.until('2026-11-26T10:00:00.000Z')
    expect(remindings('ben')).toBe(1)
    const card = play('ben').card()
    expect(wordsOf(card)).toContain('Dana Lindqvist waits for your word on a step.')
    expect(titlesOf(card)).toEqual(expect.arrayContaining(['Do it', "I'm on it", 'Snooze']))

    await play('ben').press('Do it')
    await play('ben').press('Confirm')
    expect((await waiting()).filter(({ occurrence }) => occurrence.startsWith(step))).toEqual([])
    await world.until('2026-12-10T12:00:00.000Z')
    expect(await entriesOf(world, 'CRT-1', 'step-reminded')).toBe(1)
  })

  it('is left alone once somebody else is asked, who has days of their own', async () => {
    await asked()
    await world.until('2026-11-25T12:00:00.000Z')
    await ask('sofia')
    await world.until('2026-11-26T12:00:00.000Z')
    expect([remindings('ben'), remindings('sofia')]).toEqual([0, 0])
    await world.until('2026-11-27T12:00:00.000Z')
    expect([remindings('ben'), remindings('sofia')]).toEqual([0, 1])
  })

  it('says in words that they are on it, and is asked whether they still are', async () => {
    await asked()
    expect(wordsOf(await play('ben').says('on it CRT-1'))).toContain('I have not reminded you of CRT-1')
    await world.until('2026-11-26T10:00:00.000Z')
    const said = await play('ben').says('on it CRT-1')
    expect(wordsOf(said)).toContain('Good, you are on it')
    // Whoever is on it needs the way to it.
    expect(titlesOf(said)).toEqual(['Do it', 'Show my inbox'])
    await world.until('2026-11-30T12:00:00.000Z')
    expect((await rowsOf('ben'))[0]).toMatchObject({ kind: 'on-it' })
  })
})

describe('an owner who says that they are on it', () => {
  const near = async (days: number) => {
    const end = addDays((await crt()).validUntil ?? '', days)
    while (world.clock.now() < end)
      await world.until(
        new Date(Math.min(Date.parse(end), Date.parse(world.clock.now()) + 6 * 3_600_000)).toISOString(),
      )
  }
  const toGrace = async () => {
    await openRequest(world)
    await play('priya').says('approve CRT-1')
    await world.stand()
    await world.until('2027-10-11T12:00:00.000Z')
    await world.until('2027-11-24T12:00:00.000Z')
    await near(2)
  }
  const helped = async () => (await rowsOf('ben')).filter(({ kind }) => kind === 'help-asked')

  it('without it the deputy is asked on the third day', async () => {
    await toGrace()
    await near(4)
    expect((await helped()).map(({ decisions }) => decisions.at(-1)?.outcome)).toEqual(['ping'])
  })

  it('leaves it in the digest of the deputy until the review is done, though nothing of their own asks for anything', async () => {
    const needless = async () => {
      const id = await idOf('ben')
      return (await world.read((session) => session.people.needless([id], world.clock.now()))).length
    }
    await toGrace()
    await play('amara').says('role revoke Ben Okafor steward')
    expect(await needless()).toBe(1)
    await near(4)

    expect(wordsOf(await play('ben').says('show my inbox'))).toContain('Needs your help with its review')
    expect(await needless()).toBe(0)
    await play('dana').says('retire CRT-1 no')
    expect(await needless()).toBe(1)
  })

  it('keeps the deputy from being asked, until they have been asked themselves and said nothing', async () => {
    await toGrace()
    await play('dana').press("I'm on it")
    await near(4)
    expect((await helped()).map(({ decisions }) => decisions.at(-1))).toMatchObject([
      { outcome: 'deferred', because: 'on-it' },
    ])
    // It was a Friday: two working days on is Tuesday, and the deputy waits one more for the answer.
    await near(8)
    expect((await rowsOf('dana')).map(({ kind }) => kind)).toContain('on-it')
    expect((await helped()).some(({ decisions }) => decisions.at(-1)?.outcome === 'ping')).toBe(true)
  })
})

describe('a steward who puts a decision off', () => {
  it('sees until when on the card that they have of it, and others see nothing of it', async () => {
    await play('amara').says('role revoke Ben Okafor steward')
    await openRequest(world)
    await world.until((await requestOf(world)).clock?.half ?? '')
    const put = wordsOf(await play('priya').says('snooze CRT-1 in an hour'))
    await world.deliver.settled()
    const request = () =>
      play('priya')
        .cards()
        .map(({ card }) => wordsOf(card))
        .find((words) => words.includes('asks you to approve'))

    expect(put).toContain('I remind you of CRT-1')
    expect(request()).toMatch(/Snoozed until \w+day \d+ \w+, \d\d:\d\d. Its deadline stays./)
    await grantRole(world, 'Ben Okafor steward')
    expect(wordsOf(await play('ben').says('inbox'))).toContain('Waits for your decision')
    await play('ben').press('Decide')
    expect(wordsOf(play('ben').card())).not.toContain('Snoozed')
  })
})

describe('something that is not mine', () => {
  const offered = async (to: string) => {
    await register(play('dana'), 'Visitor list')
    await world.until('2026-11-26T12:00:00.000Z')
    return saidBy(
      await world.answer(
        click('dana', 'not-mine-1', 'hand-over.ask', { asset: 'AST-1' }, { to: await idOf(to) }),
      ),
    )
  }
  const offer = async () => (await world.read((session) => session.assets.find('AST-1')))?.handOver

  it('cannot be given to somebody who is away: it says until when, and who decides in their place', async () => {
    await play('ben').says('away from 2026-11-25 to 2026-12-04 delegate Priya Nair')
    const said = await offered('ben')

    expect(said).toContain('Ben Okafor is away until 2026-12-04')
    expect(said).toContain('Priya Nair could be asked instead.')
    expect(await offer()).toBeNull()
  })

  it('nor to somebody who left', async () => {
    await play('ben').says('hello')
    world.channel.setThere('ben', false)
    const said = await offered('ben')

    expect(said).toContain('Ben Okafor cannot be reached any more.')
    expect(await offer()).toBeNull()
  })
})
