import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { titlesOf } from '../card-reader.ts'
import { grantRole } from '../journey.ts'
import { openRequest, personaOf, requestOf, saidBy } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { codeIn, openTwoPlatforms, yesOf } from './two-platforms.ts'

let slack: TwoPlatforms['slack']
let teams: TwoPlatforms['teams']
let world: TwoPlatforms['world']
let key: TwoPlatforms['key']
let says: TwoPlatforms['says']
let presses: TwoPlatforms['presses']
let link: TwoPlatforms['link']
let personAt: TwoPlatforms['personAt']
beforeEach(async () => {
  ;({ slack, teams, world, key, says, presses, link, personAt } = await openTwoPlatforms())
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

describe('linking accounts', () => {
  it('makes one person of two accounts, with the work of both', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'start')

    const answer = await link(slack, 'U1', teams, 'A1')

    expect(saidBy(answer)).toContain('You are one person in Slack and Teams now')
    const [one, other] = [await personAt(slack.accountOf('U1')), await personAt(teams.accountOf('A1'))]
    expect(one?.id).toBe(other?.id)
    expect(one?.joined).toHaveLength(1)
  })

  it('asks first, and names who made the code', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    const code = codeIn(await says(slack, 'U1', 'link'))

    const asked = await says(teams, 'A1', `link ${code}`)

    expect(saidBy(asked)).toContain('Ana Ruiz in Slack')
    expect(asked.reply && titlesOf(asked.reply)).toEqual(['Yes, link them', 'No'])
    expect((await personAt(teams.accountOf('A1')))?.joinedTo).toBeNull()
  })

  it('takes a code once, and for ten minutes', async () => {
    const code = codeIn(await says(slack, 'U1', 'link'))
    const data = yesOf(await says(teams, 'A1', `link ${code}`))
    await presses(teams, 'A1', 'account.join', data)

    expect(saidBy(await says(teams, 'A2', `link ${code}`))).toContain('does not fit')

    const late = codeIn(await says(slack, 'U2', 'link'))
    world.wait(11)
    expect(saidBy(await says(teams, 'A2', `link ${late}`))).toContain('does not fit')
  })

  it('takes the press only from the account that typed the code', async () => {
    const code = codeIn(await says(slack, 'U1', 'link'))
    const data = yesOf(await says(teams, 'A1', `link ${code}`))

    const stolen = await presses(teams, 'A2', 'account.join', data)

    expect(saidBy(stolen)).toContain('used or too old')
    expect(saidBy(await says(teams, 'A2', `link ${code}`))).toContain('does not fit')
  })

  it('stops whoever guesses, and counts over several tries', async () => {
    for (let tries = 0; tries < 5; tries += 1)
      expect(saidBy(await says(teams, 'A1', `link 0000-0000-0000-000${tries}`))).toContain('does not fit')
    const code = codeIn(await says(slack, 'U1', 'link'))

    expect(saidBy(await says(teams, 'A1', `link ${code}`))).toContain('wait an hour')
  })

  it('does not link two accounts of one platform, nor give a code where others read', async () => {
    const code = codeIn(await says(slack, 'U1', 'link'))

    expect(saidBy(await says(slack, 'U2', `link ${code}`))).toContain('on the other platform')
    const shared = await slack.deliver('U1', { kind: 'word', key: key(), text: 'link' }, 'channel')
    expect(saidBy(shared)).toContain('in our own conversation')
    expect(codeIn(shared)).toBe('')
  })

  it('never by a name that is the same', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'hello', 'Ana Ruiz')

    expect((await personAt(slack.accountOf('U1')))?.id).not.toBe((await personAt(teams.accountOf('A1')))?.id)
  })
})

describe('linking accounts that empties a seat', () => {
  it('asks anew at once, and tells the administrators where nobody is left', async () => {
    await says(slack, 'U1', 'hello', 'Olga')
    await grantRole(world, 'Olga steward')
    const amara = personaOf(world, 'amara')
    for (const line of ['Priya Nair steward', 'Inês Duarte board', 'Jonas Weber board'])
      await amara.says(`role revoke ${line}`)
    await openRequest(world)
    await amara.says('role revoke Ben Okafor steward')
    await world.deliver.settled()
    const kenji = () =>
      personaOf(world, 'kenji')
        .cards()
        .some(
          ({ card }) => titlesOf(card).length > 0 && card.fallbackText.includes('steward role, and nobody'),
        )
    expect(kenji()).toBe(false)

    const code = codeIn({ reply: await personaOf(world, 'dana').says('link'), ...empty })
    await presses(slack, 'U1', 'account.join', yesOf(await says(slack, 'U1', `link ${code}`)))

    expect(kenji()).toBe(true)
    expect((await requestOf(world)).state).toBe('open')
  })
})

const empty = { audience: 'here', fieldErrors: {}, repeated: false } as const
