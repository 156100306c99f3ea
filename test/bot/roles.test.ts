import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, grantRole, register } from '../journey.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { openRequest, personaOf, requestOf } from './deliveries.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const play = (persona: string) => personaOf(world, persona)
const rolesOf = async (persona: string) =>
  (await world.read((session) => session.people.byAccount(`web:${persona}`)))?.roles
const stewards = () => world.read((session) => session.people.withRole('steward'))

describe('making somebody a steward', () => {
  it('asks the other administrators, and counts from their word on', async () => {
    const asked = await play('amara').says('role grant Jonas Weber steward')
    expect(wordsOf(asked)).toContain('Amara Diallo asks to make Jonas Weber a steward.')
    expect(wordsOf(asked)).toContain('once a second administrator confirms: Kenji Mori')
    expect(titlesOf(asked)).not.toContain('Confirm')
    expect(await rolesOf('jonas')).toEqual(['board'])

    expect(wordsOf(await play('kenji').says('inbox'))).toContain('second administrator')
    const done = await play('kenji').press('Confirm')

    expect(wordsOf(done)).toContain('Jonas Weber holds the steward role: Kenji Mori confirmed it.')
    expect(wordsOf(done)).toContain('24 November 2027')
    expect(await rolesOf('jonas')).toEqual(['board', 'steward'])
    expect((await stewards()).map((one) => one.name.body)).toContain('Jonas Weber')
    expect(wordsOf(play('amara').card())).toContain('Kenji Mori confirmed it')
    expect(wordsOf(await play('kenji').says('inbox'))).toContain('Nothing needs you')
  })

  it('ends with a no', async () => {
    await play('amara').says('role grant Jonas Weber steward')
    await play('kenji').says('role decline Jonas Weber steward')
    await play('kenji').press('Not right')

    expect(await rolesOf('jonas')).toEqual(['board'])
    expect(wordsOf(play('amara').card())).toContain('Kenji Mori said that it is not right')
  })

  it('runs out after a week', async () => {
    await play('amara').says('role grant Jonas Weber steward')
    await world.forward(8)

    expect(titlesOf(play('kenji').card())).not.toContain('Confirm')
    expect(wordsOf(play('amara').card())).toContain('ran out')
    expect(wordsOf(await play('kenji').says('role confirm Jonas Weber steward'))).toContain('Nobody asks for')
  })
})

describe('a role with an end', () => {
  it('is spoken of a month before, and is over on its day', async () => {
    await grantRole(world, 'Jonas Weber steward until 2027-03-01')
    await world.forward(70)
    // There is time: it stands in the inbox, and is no message of its own.
    expect(wordsOf(play('kenji').card())).not.toContain('ends Monday 1 March')
    expect(wordsOf(await play('kenji').says('inbox'))).toContain('Holds the steward role, which ends')
    await play('kenji').press('Have a look')
    expect(wordsOf(play('kenji').card())).toContain("Jonas Weber's steward role ends Monday 1 March.")
    expect(wordsOf(play('kenji').card())).toContain('role grant Jonas Weber steward')

    await world.forward(30)

    expect(await rolesOf('jonas')).toEqual(['board'])
    expect((await stewards()).map((one) => one.name.body)).not.toContain('Jonas Weber')
    // Nothing is asked of them: it stands in the digest, and in the inbox until that.
    expect(play('jonas').cards()).toEqual([])
    expect(wordsOf(await play('jonas').says('inbox'))).toContain('Role · steward')
    await play('jonas').press('Have a look')
    expect(wordsOf(play('jonas').card())).toContain('Your steward role has ended.')
  })

  it('counts no more from that moment, though no timer has come by', async () => {
    await grantRole(world, 'Jonas Weber steward until 2026-11-25')
    const { id } = await openRequest(world)
    world.wait(2 * 24 * 60)

    expect(wordsOf(await play('jonas').says(`approve ${id}`))).toContain('needs the steward role')
    expect((await requestOf(world)).state).toBe('open')
    expect(await rolesOf('jonas')).toEqual(['board'])
  })

  it('leaves no card behind that asks for a decision', async () => {
    await openRequest(world)
    await world.deliver.settled()
    expect(titlesOf(play('priya').card())).toContain('Approve')

    await play('amara').says('role revoke Priya Nair steward')
    await world.deliver.settled()

    expect(
      play('priya')
        .cards()
        .flatMap(({ card }) => titlesOf(card)),
    ).not.toContain('Approve')
    expect(wordsOf(play('priya').card())).toContain('Nothing left to do here')
    expect(titlesOf(play('ben').card())).toContain('Approve')
  })

  it('stays with the last administrator', async () => {
    await grantRole(world, 'Kenji Mori admin until 2027-03-01')
    await grantRole(world, 'Jonas Weber auditor until 2027-03-01')
    await play('kenji').says('role revoke Amara Diallo admin')
    await world.forward(120)

    expect(await rolesOf('jonas')).toEqual(['board'])
    expect(await rolesOf('kenji')).toEqual(['admin'])
  })
})

describe('a role for low risk only', () => {
  it('is not asked for moderate risk, and cannot decide it', async () => {
    await grantRole(world, 'Jonas Weber steward for low')
    const { id } = await openRequest(world)
    await world.deliver.settled()

    expect(
      play('jonas')
        .cards()
        .some(({ card }) => titlesOf(card).includes('Approve')),
    ).toBe(false)
    expect(wordsOf(await play('jonas').says(`approve ${id}`))).toContain('Ben Okafor or Priya Nair can')
    expect((await requestOf(world)).state).toBe('open')
  })

  it('looks at a sampled certificate of low risk', async () => {
    await grantRole(world, 'Jonas Weber steward for low')
    const dana = play('dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)

    await play('jonas').says('inbox')
    expect(wordsOf(await play('jonas').press('Have a look'))).toContain('Team leave calendar')
  })

  it.each([
    ['Jonas Weber admin for low', 'does not decide by risk'],
    ['Jonas Weber steward until tomorrow', 'I cannot read the day "tomorrow"'],
    ['Jonas Weber steward until 2026-11-01', 'has passed'],
    ['Jonas Weber wizard until 2027-01-01', 'do not know that role'],
  ])('is refused as "%s"', async (words, because) => {
    expect(wordsOf(await play('amara').says(`role grant ${words}`))).toContain(because)
  })
})
