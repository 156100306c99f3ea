import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asks } from '../../src/domain/step.ts'
import { pickedMark } from '../../src/ports/channel.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { classifyAs, grantRole, register } from '../journey.ts'
import { click, openRequest, personaOf, saidBy } from './deliveries.ts'
import type { TwoPlatforms } from './two-platforms.ts'
import { openTwoPlatforms } from './two-platforms.ts'

let slack: TwoPlatforms['slack']
let teams: TwoPlatforms['teams']
let world: TwoPlatforms['world']
let key: TwoPlatforms['key']
let says: TwoPlatforms['says']
let appoint: TwoPlatforms['appoint']
beforeEach(async () => {
  ;({ slack, teams, world, key, says, appoint } = await openTwoPlatforms())
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await world.close()
})

describe('one record on two platforms', () => {
  it('closes every copy of a card after a decision, and says who decided where', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    const { id, rev } = await openRequest(world)
    await world.deliver.settled()
    const [mine] = teams.cards('A1').filter(({ card }) => titlesOf(card).includes('Approve'))

    await teams.deliver('A1', {
      kind: 'click',
      key: key(),
      verb: 'approval.approve',
      data: { approval: id, rev },
      values: {},
      ...(mine ? { posted: mine.posted } : {}),
    })
    await world.deliver.settled()

    const seen = [...slack.cards('U1'), ...teams.cards('A1')].map(({ card }) => card)
    for (const card of seen) expect(titlesOf(card)).not.toContain('Approve')
    expect(
      slack
        .cards('U1')
        .map(({ card }) => wordsOf(card))
        .join(' '),
    ).toContain('Bo Lind approved it in Teams')
    for (const persona of ['priya', 'ben'])
      expect(wordsOf(personaOf(world, persona).card())).toContain('Bo Lind approved it in Teams')
  })

  it('posts anew where the message is gone', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    const { id, rev } = await openRequest(world)
    await world.deliver.settled()
    const [card] = slack.cards('U1').slice(-1)
    if (!card) throw new Error('no card')
    slack.lose(card.posted)

    await world.answer(click('priya', 'press-0001', 'approval.approve', { approval: id, rev }))
    await world.deliver.settled()

    const [latest] = slack.cards('U1').slice(-1)
    expect(latest?.posted.message).not.toBe(card.posted.message)
    expect(latest && wordsOf(latest.card)).toContain('Priya Nair approved it')
  })
})

describe('first contact', () => {
  it('welcomes once, at the first word, and never by itself', async () => {
    const installed = await teams.deliver('A1', {
      kind: 'reachable',
      key: key(),
      reachable: true,
      name: 'Cy Berg',
    })
    expect(installed).toMatchObject({ repeated: false })
    expect(teams.cards('A1')).toEqual([])

    const first = await says(teams, 'A1', 'hello')
    const second = await says(teams, 'A1', 'hello')

    expect(saidBy(first)).toContain('Hello, I am Assay')
    expect(saidBy(second)).toContain('Your inbox')
  })

  it('introduces itself in a channel, and makes nobody known by it', async () => {
    const answer = await slack.deliver('U9', { kind: 'open', key: key() }, 'channel')

    expect(saidBy(answer)).toContain('I answer here when you mention me')
    expect(await world.read((session) => session.people.byAccount(slack.accountOf('U9')))).toBeUndefined()
  })

  it('writes to somebody who never spoke only once they are needed', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Stock count')
    await classifyAs(dana, 'moderate')
    await dana.press('Start the steps')
    const steps = (await world.read((session) => session.certifications.find('CRT-1')))?.steps ?? []
    const peer = steps.find((one) => one.by === 'peer' && asks(one) === 'confirm')?.id ?? ''
    const account = slack.accountOf('U7')

    await world.answer({
      ...click(
        'dana',
        key(),
        'step.ask',
        { certification: 'CRT-1', step: peer },
        {
          person: `${pickedMark}${account}`,
        },
      ),
      people: [{ account, name: 'Eli Picked', address: slack.addressOf('U7'), zone: 'Asia/Tokyo' }],
    })
    await world.deliver.settled()

    const picked = await world.read((session) => session.people.byAccount(account))
    expect(picked).toMatchObject({ zone: 'Asia/Tokyo', metAt: null })
    expect(slack.cards('U7').map(({ card }) => titlesOf(card))).toEqual([expect.arrayContaining(['Confirm'])])
    // Their first word is still a first word.
    expect(saidBy(await says(slack, 'U7', 'hello'))).toContain('Hello, I am Assay')
  })

  it('reaches nobody on an account that has gone', async () => {
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    await teams.deliver('A1', { kind: 'reachable', key: key(), reachable: false })
    const before = teams.cards('A1').length

    await openRequest(world)
    await world.deliver.settled()

    expect(teams.cards('A1')).toHaveLength(before)
  })
})

describe('a view of one’s own', () => {
  const refresh = (user: string, data: Readonly<Record<string, unknown>>) =>
    teams.deliver(user, { kind: 'refresh', key: key(), verb: 'card.open', data }, 'channel')

  it('is the request itself for whoever decides, and the public line for everybody else', async () => {
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    await says(teams, 'A2', 'hello', 'Cy Berg')
    const { id } = await openRequest(world)
    const data = { what: 'request', id, part: '' }
    const entries = async () => world.read((session) => session.journal.of(id, 100))
    const before = await entries()

    const own = await refresh('A1', data)
    const others = await refresh('A2', data)
    const strangers = await refresh('A3', data)

    expect(own.replace && titlesOf(own.replace)).toContain('Approve')
    for (const seen of [others, strangers]) {
      expect(seen.replace && titlesOf(seen.replace)).not.toContain('Approve')
      expect(saidBy(seen)).toContain('CRT-1')
    }
    expect(await world.read((session) => session.people.byAccount(teams.accountOf('A3')))).toBeUndefined()
    expect(await entries()).toEqual(before)
  })

  it('never does anything: only opening is refreshed', async () => {
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    const { id, rev } = await openRequest(world)

    const answer = await teams.deliver(
      'A1',
      { kind: 'refresh', key: key(), verb: 'approval.approve', data: { approval: id, rev } },
      'channel',
    )

    expect(saidBy(answer)).toContain('Nothing to see here')
    const disguised = await teams.deliver(
      'A1',
      { kind: 'refresh', key: key(), verb: 'approval.approve', data: { what: 'request', id, part: '' } },
      'channel',
    )
    expect(saidBy(disguised)).toContain('Nothing to see here')
    expect((await world.read((session) => session.approvals.find(id)))?.state).toBe('open')
  })

  it('is offered to at most those who can decide, on their own platform', async () => {
    await appoint(slack, 'U1', 'Ana Ruiz', 'steward')
    await appoint(teams, 'A1', 'Bo Lind', 'steward')
    const amara = await teams.deliver('A9', { kind: 'word', key: key(), text: 'hello', name: 'Amy Admin' })
    expect(saidBy(amara)).toContain('Hello')
    await grantRole(world, 'Amy Admin admin')
    await teams.deliver('A9', { kind: 'word', key: key(), text: 'use this channel for stewards' }, 'channel')

    await openRequest(world)
    await world.deliver.settled()

    const post = teams.cards('everybody').at(-1)?.card
    expect(post?.refresh).toMatchObject({
      action: { verb: 'card.open', data: { what: 'request', id: 'APR-1' } },
      userIds: [teams.accountOf('A1')],
    })
  })
})
