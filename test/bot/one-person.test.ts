import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquaint } from '../../src/bot/acquaint.ts'
import { contextOf } from '../../src/bot/context.ts'
import { certify, classifyAs, grantRole, register } from '../journey.ts'
import { click, openRequest, personaOf, requestOf, saidBy, word } from './deliveries.ts'
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

describe('one person on two platforms', () => {
  /** Dana of the playground works in Teams as well. */
  const linkDana = async (): Promise<void> => {
    const code = codeIn(await world.answer({ ...wordOf('link'), kind: 'word', text: 'link' }))
    await presses(
      teams,
      'A1',
      'account.join',
      yesOf(await says(teams, 'A1', `link ${code}`, 'Dana Lindqvist')),
    )
  }
  const wordOf = (text: string) =>
    ({
      key: key() + text,
      account: 'web:dana',
      address: { channel: 'web', conversation: 'dana' },
      place: 'personal',
    }) as const

  it('cannot approve on the one what they made on the other', async () => {
    await personaOf(world, 'amara').says('help')
    const request = await openRequest(world)
    await says(teams, 'A1', 'hello', 'Dana Two')
    await grantRole(world, 'Dana Two steward')
    expect((await personAt(teams.accountOf('A1')))?.roles).toEqual(['steward'])

    await linkDana()
    const answer = await presses(teams, 'A1', 'approval.approve', { approval: request.id, rev: request.rev })

    expect(saidBy(answer)).toContain('You built or own this, so someone else decides')
  })

  it('is no beginner here whose work was certified there', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Team leave calendar')
    await classifyAs(dana, 'low')
    await certify(dana)
    const code = codeIn(await says(teams, 'A1', 'link'))
    const asked = await world.answer({ ...wordOf('code'), kind: 'word', text: `link ${code}` })
    await world.answer({
      ...wordOf('yes'),
      kind: 'click',
      verb: 'account.join',
      data: yesOf(asked),
      values: {},
    })
    await register(dana, 'Seat plan of the third floor')
    await classifyAs(dana, 'low')
    await certify(dana)

    const both = await world.read(async (session) => [
      await session.certifications.find('CRT-1'),
      await session.certifications.find('CRT-2'),
    ])
    expect(both[0]?.developer).not.toBe(both[1]?.developer)
    expect(both.map((one) => one?.sample?.because)).toEqual(['first', 'not-drawn'])
  })

  it('loses a role on its day, though two more accounts were linked since it was given', async () => {
    await says(slack, 'U1', 'hello', 'Dana Two')
    await says(teams, 'A1', 'hello', 'Dana Three')
    await grantRole(world, 'Dana Three steward until 2026-12-20')
    const first = await personAt(teams.accountOf('A1'))
    await link(slack, 'U1', teams, 'A1')
    const code = codeIn(await world.answer({ ...wordOf('link'), kind: 'word', text: 'link' }))
    await presses(slack, 'U1', 'account.join', yesOf(await says(slack, 'U1', `link ${code}`)))
    const one = await personAt('web:dana')
    expect(one?.joined).toHaveLength(2)
    expect(one?.id).not.toBe(first?.id)
    expect(one?.roles).toEqual(['steward'])

    await world.forward(40)

    expect((await personAt('web:dana'))?.roles).toEqual([])
  })

  it('cannot approve either where the maker was the one who typed the code', async () => {
    const request = await openRequest(world)
    await says(teams, 'A1', 'hello', 'Second Self')
    await personaOf(world, 'amara').says('help')
    await grantRole(world, 'Second Self steward')
    const code = codeIn(await says(teams, 'A1', 'link'))
    const asked = await world.answer({ ...wordOf('code'), kind: 'word', text: `link ${code}` })
    await world.answer({
      ...wordOf('join'),
      kind: 'click',
      verb: 'account.join',
      data: yesOf(asked),
      values: {},
    })
    expect((await personAt('web:dana'))?.roles).toEqual(['steward'])

    const answer = await presses(teams, 'A1', 'approval.approve', { approval: request.id, rev: request.rev })

    expect(saidBy(answer)).toContain('You built or own this, so someone else decides')
    expect((await requestOf(world)).state).toBe('open')
    expect(saidBy(await says(teams, 'A1', 'inbox'))).toContain('Stock count')
  })

  it('is not joined while both accounts take part in what is being decided', async () => {
    await says(teams, 'A1', 'hello', 'Second Self')
    await personaOf(world, 'amara').says('help')
    await grantRole(world, 'Second Self data protection')
    const request = await openRequest(world, 'Staff list', 1, 'personal')
    await presses(teams, 'A1', 'approval.approve', { approval: request.id, rev: request.rev })
    expect((await requestOf(world)).state).toBe('open')

    const code = codeIn(await says(teams, 'A1', 'link'))
    const asked = await world.answer({ ...wordOf('code'), kind: 'word', text: `link ${code}` })
    const joined = await world.answer({
      ...wordOf('join'),
      kind: 'click',
      verb: 'account.join',
      data: yesOf(asked),
      values: {},
    })

    expect(saidBy(joined)).toContain('Both accounts took part in CRT-1, which is not done yet')
    expect((await personAt(teams.accountOf('A1')))?.joined).toEqual([])
  })

  it('is not joined while one account reviewed as a peer what the other decides', async () => {
    await says(teams, 'A1', 'hello', 'Second Self')
    await personaOf(world, 'amara').says('help')
    await grantRole(world, 'Second Self steward')
    await openRequest(world, 'CV screening', 1, 'high')
    const { rev, hash } = await requestOf(world)
    await presses(teams, 'A1', 'approval.approve-seen', { approval: 'APR-1', rev, hash })
    expect((await requestOf(world)).stage).toBe(1)

    const code = codeIn(await says(teams, 'A1', 'link'))
    const asked = await world.answer(word('ben', 'code', `link ${code}`))
    const joined = await world.answer(click('ben', 'join', 'account.join', yesOf(asked)))

    expect(saidBy(joined)).toContain('Both accounts took part in CRT-1, which is not done yet')
  })

  it('leaves nobody with two parts of one request: another is asked for one of them, and its developer hears it', async () => {
    await says(teams, 'A1', 'hello', 'Second Self')
    await grantRole(world, 'Second Self data protection')
    for (const words of ['Ben Okafor steward', 'Tomás Rey data protection'])
      await personaOf(world, 'amara').says(`role revoke ${words}`)
    await openRequest(world, 'Staff list', 1, 'personal')
    const waiting = async () =>
      (await requestOf(world)).stages[0]?.seats.map((seat) => seat.asked ?? seat.role)
    expect(await waiting()).toEqual(['steward', 'data_protection'])
    const before = personaOf(world, 'ines').cards().length

    const code = codeIn(await says(teams, 'A1', 'link'))
    const asked = await world.answer(word('priya', 'code', `link ${code}`))
    await world.answer(click('priya', 'join', 'account.join', yesOf(asked)))
    await world.deliver.settled()

    expect(await waiting()).toEqual(['steward', 'board'])
    expect(personaOf(world, 'ines').cards().length).toBe(before + 1)
    await personaOf(world, 'priya').press('Approve')
    await personaOf(world, 'ines').press('Approve')
    expect((await requestOf(world)).state).toBe('approved')
    const entries = await world.read((session) => session.journal.of('APR-1', 50))
    expect(entries.find(({ type }) => type === 'approval-reseated')?.data).toMatchObject({
      roles: ['board'],
      joined: true,
    })
  })

  it('goes on there with what was begun here, and is asked once', async () => {
    await openRequest(world)
    await linkDana()

    const inbox = await says(teams, 'A1', 'inbox')

    expect(saidBy(inbox)).toContain('Stock count')
  })

  it('is reached where they were last active, or where they chose', async () => {
    await says(slack, 'U1', 'hello', 'Ana Ruiz')
    await says(teams, 'A1', 'hello', 'Ana Ruiz')
    await link(slack, 'U1', teams, 'A1')
    await grantRole(world, 'Ana Ruiz steward')
    const before = { slack: slack.cards('U1').length, teams: teams.cards('A1').length }

    await openRequest(world)
    await world.deliver.settled()
    expect({ slack: slack.cards('U1').length, teams: teams.cards('A1').length }).toEqual({
      ...before,
      teams: before.teams + 1,
    })

    // Being picked by somebody is not being active.
    await world.read((session) =>
      acquaint(session, contextOf(world.world, 'system', 'slack'), {
        account: slack.accountOf('U1'),
        name: 'Ana Ruiz',
        address: slack.addressOf('U1'),
      }),
    )
    const accounts = await world.read((session) => session.people.byAccount(slack.accountOf('U1')))
    const [latest] = await world.read((session) => session.people.accounts(accounts?.id ?? ''))
    expect(latest?.account).toBe(teams.accountOf('A1'))

    await slack.deliver('U1', {
      kind: 'click',
      key: key(),
      verb: 'settings.save',
      data: {},
      values: { zone: 'Europe/Berlin', quietFrom: '18:00', quietTo: '09:00', reach: 'slack' },
    })
    await says(teams, 'A1', 'inbox')
    const then = slack.cards('U1').length
    await openRequest(world, 'Visitor list', 2)
    await world.deliver.settled()
    expect(slack.cards('U1').length).toBe(then + 1)
  })
})
