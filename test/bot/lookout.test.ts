import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wordsOf } from '../card-reader.ts'
import { entriesOf, personaOf } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { openTwoPlatforms } from './two-platforms.ts'

let stage: TwoPlatforms
beforeEach(async () => {
  stage = await openTwoPlatforms()
})
afterEach(async () => {
  expect((await stage.world.store.audit()).sound).toBe(true)
  await stage.world.close()
})

const left = async (account: string): Promise<boolean> =>
  ((await stage.personAt(account))?.left?.back ?? undefined) === undefined &&
  (await stage.personAt(account))?.left !== null

describe('the nightly look', () => {
  it('asks about each account once a night, and about nobody by day', async () => {
    const { slack, says, world } = stage
    await says(slack, 'U1', 'hello', 'Olga')
    let asked = 0
    const { look } = slack
    Object.assign(slack, {
      look: (...given: Parameters<typeof look>) => {
        asked += 1
        return look(...given)
      },
    })

    await world.forward(1)
    expect(asked).toBe(1)
    world.wait(60)
    world.lookout.tick()
    await world.lookout.settled()
    expect(asked).toBe(1)
    await world.forward(1)
    expect(asked).toBe(2)
  })

  it('needs two nights of silence, and takes nothing from failures of the platform', async () => {
    const { slack, says, world } = stage
    await says(slack, 'U1', 'hello', 'Olga')
    const account = slack.accountOf('U1')

    slack.tell('U1', { presence: 'missing' })
    await world.forward(1)
    slack.tell('U1', { presence: 'untold' })
    await world.forward(1)
    slack.tell('U1', { presence: 'missing' })
    await world.forward(1)
    expect(await left(account)).toBe(false)

    await world.forward(1)
    expect(await left(account)).toBe(true)
    expect(world.faults).toEqual([])
  })

  it('comes again the same night where the platform asked for a rest', async () => {
    const { slack, says, world } = stage
    await says(slack, 'U1', 'hello', 'Olga')
    slack.tell('U1', { afterMs: 60_000 })
    await world.forward(1)
    slack.tell('U1', { presence: 'deactivated' })
    world.lookout.tick()
    await world.lookout.settled()
    expect(await left(slack.accountOf('U1'))).toBe(false)

    world.wait(2)
    world.lookout.tick()
    await world.lookout.settled()

    expect(await left(slack.accountOf('U1'))).toBe(true)
  })

  it('lets nobody go who is there on another platform', async () => {
    const { slack, teams, says, link, world } = stage
    await says(slack, 'U1', 'hello', 'Olga')
    await says(teams, 'T1', 'hello', 'Olga')
    await link(slack, 'U1', teams, 'T1')
    slack.tell('U1', { presence: 'deactivated' })
    await world.forward(1)
    expect(await left(teams.accountOf('T1'))).toBe(false)
    const olga = (await stage.personAt(teams.accountOf('T1')))?.id ?? ''
    expect(await entriesOf(world, olga, 'person-left')).toBe(0)

    teams.tell('T1', { presence: 'deactivated' })
    await world.forward(1)

    expect(await left(teams.accountOf('T1'))).toBe(true)
  })

  it('counts an undeliverable message where the platform cannot be asked', async () => {
    const { teams, says, world } = stage
    await says(teams, 'T1', 'hello', 'Olga')
    const account = teams.accountOf('T1')
    teams.tell('T1', { presence: 'untold', unasked: true })
    await world.forward(1)
    await world.forward(1)
    expect(await left(account)).toBe(false)

    await world.read((session) => session.people.unreach(account, world.clock.now()))
    await world.forward(1)
    await world.forward(1)

    expect(await left(account)).toBe(true)
  })

  it('doubts the platform rather than that most people left in one night', async () => {
    const { slack, says, world } = stage
    for (let number = 1; number <= 6; number += 1) {
      await says(slack, `U${number}`, 'hello', `Olga ${number}`)
      slack.tell(`U${number}`, { presence: 'deactivated' })
    }
    await world.forward(1)

    expect(await left(slack.accountOf('U1'))).toBe(false)
    expect(world.faults).toHaveLength(1)
  })

  it('tells whoever is back what ended, and the stewards that they are', async () => {
    const { slack, appoint, says, world } = stage
    await appoint(slack, 'U1', 'Olga', 'security')
    slack.tell('U1', { presence: 'deactivated' })
    await world.forward(1)
    expect((await world.read((session) => session.people.withRole('security'))).length).toBe(1)
    expect(wordsOf(personaOf(world, 'priya').card())).toContain('Olga cannot be reached any more')

    slack.tell('U1', { presence: 'there' })
    await says(slack, 'U1', 'inbox')

    expect(await left(slack.accountOf('U1'))).toBe(false)
    const told = slack.cards('U1').map(({ card }) => wordsOf(card))
    expect(told.some((words) => words.includes('Your security role ended meanwhile'))).toBe(true)
    expect(wordsOf(personaOf(world, 'priya').card())).toContain('Olga is back')
  })
})
