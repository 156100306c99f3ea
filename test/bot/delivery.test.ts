import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/ports/channel.ts'
import { pickedMark } from '../../src/ports/channel.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { classifyAs, grantRole, register } from '../journey.ts'
import type { MemoryChannel } from '../memory-channel.ts'
import { click, openRequest, personaOf, saidBy } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { codeIn, openTwoPlatforms, yesOf } from './two-platforms.ts'

let slack: TwoPlatforms['slack']
let teams: TwoPlatforms['teams']
let world: TwoPlatforms['world']
let key: TwoPlatforms['key']
let says: TwoPlatforms['says']
let appoint: TwoPlatforms['appoint']
let link: TwoPlatforms['link']
beforeEach(async () => {
  ;({ slack, teams, world, key, says, appoint, link } = await openTwoPlatforms())
})
afterEach(async () => {
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

const asked = (on: MemoryChannel, user: string): boolean =>
  on.cards(user).some(({ card }) => titlesOf(card).includes('Approve'))
const again: Delivery = { outcome: 'retry', afterMs: 5000 }

describe('what is owed', () => {
  it('outlives an outage of half a day', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    slack.befall(...Array.from({ length: 60 }, () => again))
    await openRequest(world)

    for (let hours = 0; hours < 12; hours += 1)
      for (let tries = 0; tries < 6; tries += 1) await world.pass(10)

    expect(asked(slack, 'U1')).toBe(true)
    expect(world.faults).toEqual([])
  })

  it('is tried once more where nobody knows whether it arrived, and the operator hears of it then', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    slack.befall({ outcome: 'unknown' }, { outcome: 'unknown' })
    await openRequest(world)

    await world.pass(2)
    expect(asked(slack, 'U1')).toBe(false)
    expect(world.faults).toHaveLength(1)
    await world.pass(60)
    expect(asked(slack, 'U1')).toBe(false)
  })

  it('goes to the other account where the preferred one cannot be reached', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'hello', 'Ana Ruiz')
    await link(slack, 'U1', teams, 'A1')
    await grantRole(world, 'Ana Ruiz steward')
    teams.block('A1')

    await openRequest(world)
    await world.pass(1)

    expect(asked(slack, 'U1')).toBe(true)
    expect(world.faults).toEqual([])
  })

  it('is told to the operator where it reaches nobody', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    slack.block('U1')

    await openRequest(world)

    expect(world.faults).toHaveLength(1)
  })

  it('follows a person who links accounts meanwhile, over several links', async () => {
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    teams.befall(...Array.from({ length: 40 }, () => again))
    await openRequest(world)
    expect(asked(teams, 'A1')).toBe(false)
    // Whoever was asked turns out to be a second person, and that one a third.
    await says(slack, 'U1', 'hello', 'Bo in Slack')
    await link(slack, 'U1', teams, 'A1')
    await says(teams, 'A2', 'hello', 'Bo at home')
    expect(asked(slack, 'U1') || asked(teams, 'A1') || asked(teams, 'A2')).toBe(false)
    await link(teams, 'A2', slack, 'U1')

    for (let tries = 0; tries < 12; tries += 1) await world.pass(60)

    expect(asked(slack, 'U1') || asked(teams, 'A1') || asked(teams, 'A2')).toBe(true)
    expect(world.faults).toEqual([])
  })

  it('stays the person’s own where it is posted anew', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    await appoint(teams, 'A1', 'Bo Lind', 'data protection')
    const { id, rev } = await openRequest(world, 'Staff list', 1, 'personal')
    const [card] = slack.cards('U1').slice(-1)
    if (card) slack.lose(card.posted)

    await teams.deliver('A1', {
      kind: 'click',
      key: key(),
      verb: 'approval.approve',
      data: { approval: id, rev },
      values: {},
    })
    await world.deliver.settled()
    const rows = await world.read((session) => session.posted.of(`approval:${id}`))
    expect(rows.map(({ account }) => account)).toContain(slack.accountOf('U1'))

    await world.answer(click('priya', 'press-0001', 'approval.approve', { approval: id, rev }))
    await world.deliver.settled()
    const [latest] = slack.cards('U1').slice(-1)
    expect(latest && wordsOf(latest.card)).toContain('Priya Nair')
    expect(latest && titlesOf(latest.card)).not.toContain('Approve')
  })
})

describe('who somebody is', () => {
  it('is what the platform says once it does', async () => {
    await teams.deliver('A1', { kind: 'reachable', key: key(), reachable: true })
    await says(teams, 'A1', 'hello', 'Ana Ruiz')

    expect((await world.read((session) => session.people.byAccount(teams.accountOf('A1'))))?.name.body).toBe(
      'Ana Ruiz',
    )

    await says(slack, 'U1', 'hello')
    await says(slack, 'U1', 'help', 'Cy Berg')
    expect((await world.read((session) => session.people.byAccount(slack.accountOf('U1'))))?.name.body).toBe(
      'Cy Berg',
    )
  })

  it('is found by name among more people than a list holds', async () => {
    for (let index = 0; index < 105; index += 1)
      await teams.deliver(`B${index}`, {
        kind: 'reachable',
        key: key(),
        reachable: true,
        name: `Aaron ${index}`,
      })
    await says(teams, 'A1', 'hello', 'Zoe Zimmer')

    await personaOf(world, 'amara').says('role grant Zoe Zimmer security')

    expect((await world.read((session) => session.people.byAccount(teams.accountOf('A1'))))?.roles).toEqual([
      'security',
    ])
  })

  it('is the account that was mentioned, not whoever bears its name', async () => {
    await says(teams, 'A1', 'hello', 'Pat Moss')
    await says(slack, 'U9', 'hello', 'Amy Admin')
    await grantRole(world, 'Amy Admin admin')

    await slack.deliver('U9', {
      kind: 'word',
      key: key(),
      text: 'role grant @Pat Moss security',
      people: [{ account: slack.accountOf('U2'), name: 'Pat Moss', address: slack.addressOf('U2') }],
    })

    expect((await world.read((session) => session.people.byAccount(teams.accountOf('A1'))))?.roles).toEqual(
      [],
    )
    expect((await world.read((session) => session.people.byAccount(slack.accountOf('U2'))))?.roles).toEqual([
      'security',
    ])
  })

  it('is told to whoever made a code, where they made it', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'hello', 'Mal Lory')
    await link(slack, 'U1', teams, 'A1')

    const [latest] = slack.cards('U1').slice(-1)
    expect(latest && wordsOf(latest.card)).toContain('that account is you from now on')
  })

  it('is not made up by a form that names more people than it asks for', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    const crowd = Array.from({ length: 300 }, (_, index) => slack.accountOf(`U${1000 + index}`))

    await world.answer({
      ...click(
        'dana',
        key(),
        'unknown.verb',
        {},
        Object.fromEntries(crowd.map((one, index) => [`p${index}`, pickedMark + one])),
      ),
      people: crowd.map((account) => ({ account, name: 'Made Up', address: slack.addressOf('U1000') })),
    })

    expect(await world.read((session) => session.people.named('made up', 5))).toEqual([])
  })
})

describe('accounts', () => {
  it('of a maker and of whoever vouched for the work are not joined before it is decided', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')
    await says(teams, 'A1', 'hello', 'Second Self')
    const steps = (await world.read((session) => session.certifications.find('CRT-1')))?.steps ?? []
    const peer = steps.find((one) => one.by === 'peer')?.id ?? ''
    const self = await world.read((session) => session.people.byAccount(teams.accountOf('A1')))
    await world.answer(
      click('dana', key(), 'step.ask', { certification: 'CRT-1', step: peer }, { person: self?.id ?? '' }),
    )
    await teams.deliver('A1', {
      kind: 'click',
      key: key(),
      verb: 'step.confirm',
      data: { certification: 'CRT-1', step: peer },
      values: {},
    })

    const code = codeIn(await says(teams, 'A1', 'link'))
    const from = {
      account: 'web:dana',
      address: { channel: 'web', conversation: 'dana' },
      place: 'personal',
    } as const
    const asked = await world.answer({ ...from, key: key(), kind: 'word', text: `link ${code}` })
    const joined = await world.answer({
      ...from,
      key: key(),
      kind: 'click',
      verb: 'account.join',
      data: yesOf(asked),
      values: {},
    })

    expect(saidBy(joined)).toContain('Both accounts took part in CRT-1')
  })
})
