import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note } from '../../browser/cards.ts'
import {
  accountOf,
  activityOf,
  bot as botId,
  chatOf,
  createBot,
  createStage,
  personalAddress,
  stewards,
  stewardsAddress,
  tenantId,
} from './stage.ts'
import type { Stage, Wired } from './stage.ts'

let stage: Stage

let bot: ReturnType<typeof createBot>

beforeEach(async () => {
  stage = await createStage()
  bot = createBot()
  await stage.channel().start(bot.answer, bot.remember)
})

afterEach(() => stage.dispose())

const seen = (conversation: string): readonly string[] =>
  stage.fake.messages(conversation).map(({ text }) => text)

describe('what was said', () => {
  const word = (text: string, change: Wired = {}) => activityOf('dana', 'personal', { text, ...change })
  const mention = { type: 'mention', text: '<at>Assay</at>', mentioned: { id: botId, name: 'Assay' } }

  test.each([
    ['status', 'status', []],
    ['<at>Assay</at> status', 'status', [mention]],
    ['<at>Assay</at>&nbsp;what&nbsp;is  CRT-12', 'what is CRT-12', [mention]],
    ['<at id="0">Assay</at> status', 'status', []],
    ['<at>Assay</at> ask <at>Priya</at> R&amp;D &lt;now&gt;', 'ask @Priya R&D <now>', [mention]],
    ['<at>Assay</at>', 'help', [mention]],
    ['\u00a0 ', 'help', []],
    ['status', 'status', [{ type: 'mention' }, null, 7, { type: 'mention', mentioned: {}, text: 'x' }]],
  ])('reads %j as %j', async (text, expected, entities) => {
    await stage.deliver(word(text, { entities }))

    expect(bot.heard).toMatchObject([{ kind: 'word', text: expected }])
  })

  test('comes with who, where, and how they read times and words', async () => {
    const entities = [{ type: 'clientInfo', locale: 'de-DE', country: 'DE', timezone: 'Europe/Berlin' }]

    await stage.deliver(word('status', { entities, locale: 'de-AT', localTimezone: 'Europe/Vienna' }))

    expect(bot.heard).toMatchObject([
      {
        account: accountOf('dana'),
        name: 'dana of Contoso',
        place: 'personal',
        address: personalAddress('dana'),
        zone: 'Europe/Berlin',
        locale: 'de-AT',
      },
    ])
  })

  test('comes without a zone and a language that nobody knows', async () => {
    const entities = [{ type: 'clientInfo', timezone: 'W. Europe Standard Time' }]

    await stage.deliver(word('status', { entities, locale: 'not a language', localTimezone: null }))

    expect(bot.heard).toHaveLength(1)
    expect(bot.heard[0]).not.toHaveProperty('zone')
    expect(bot.heard[0]).not.toHaveProperty('locale')
  })

  test('in a channel is kept without the post, and answered below it', async () => {
    bot.answers = () => ({ reply: note('Heard') })

    await stage.deliver(activityOf('dana', 'channel', { text: '<at>Assay</at> status', entities: [mention] }))

    expect(bot.heard).toMatchObject([{ place: 'channel', address: stewardsAddress, text: 'status' }])
    expect(seen(`${stewards};messageid=root1`)).toEqual(['Heard'])
    expect(seen(stewards)).toEqual([])
  })

  test('in a group chat is answered there', async () => {
    bot.answers = () => ({ reply: note('Heard') })

    await stage.deliver(activityOf('dana', 'group', { text: 'status' }))

    expect(bot.heard).toMatchObject([{ place: 'group' }])
    expect(seen('19:group@thread.v2')).toEqual(['Heard'])
  })
})

describe('what happens', () => {
  const happens = (type: string, change: Wired, place: 'personal' | 'channel' | 'group' = 'personal') =>
    activityOf('dana', place, { type, ...change })

  test.each([
    ['installationUpdate', { action: 'add' }, true],
    ['installationUpdate', { action: 'remove' }, false],
    ['conversationUpdate', { membersAdded: [{ id: botId }] }, true],
    ['conversationUpdate', { membersRemoved: [{ id: botId }] }, false],
  ])('%s %j in a personal chat tells whether somebody can be reached', async (type, change, reachable) => {
    const told = await stage.deliver(happens(type, change))

    expect(told.status).toBe(200)
    expect(bot.heard).toMatchObject([
      { kind: 'reachable', reachable, account: accountOf('dana'), address: personalAddress('dana') },
    ])
    expect(seen(chatOf('dana'))).toEqual([])
  })

  test.each([
    ['a reaction', 'messageReaction', {}],
    ['an edit', 'messageUpdate', { text: 'status' }],
    ['typing', 'typing', {}],
    ['an upgrade', 'installationUpdate', { action: 'add-upgrade' }],
    ['another member', 'conversationUpdate', { membersAdded: [{ id: '29:priya' }] }],
    ['a new name of the conversation', 'conversationUpdate', {}],
    [
      'somebody without an account',
      'conversationUpdate',
      { from: { id: 'a:dana' }, membersAdded: [{ id: botId }] },
    ],
  ])('%s is acknowledged and left alone', async (_name, type, change) => {
    const told = await stage.deliver(happens(type, change))

    expect(told).toEqual({ status: 200, body: undefined })
    expect(bot.heard).toEqual([])
  })

  test('coming into a channel is one introduction, however often it is told', async () => {
    bot.answers = () => ({ reply: note('Hello, I am Assay'), audience: 'private' })
    const conversation = { id: stewards, conversationType: 'channel', tenantId }

    await stage.deliver(happens('installationUpdate', { action: 'add', conversation }, 'channel'))
    await stage.deliver(
      happens(
        'conversationUpdate',
        { membersAdded: [{ id: botId }], conversation, timestamp: 'later' },
        'channel',
      ),
    )
    await stage.deliver(
      happens('conversationUpdate', { membersRemoved: [{ id: botId }], conversation }, 'channel'),
    )

    expect(bot.heard).toMatchObject([{ kind: 'open', place: 'channel', address: stewardsAddress }])
    expect(seen(stewards)).toEqual(['Hello, I am Assay'])
  })

  test.each([
    ['task/fetch', 501],
    ['composeExtension/query', 501],
    [undefined, 501],
  ])('an invoke %s is answered as something that we do not do', async (name, status) => {
    const told = await stage.deliver(happens('invoke', { name, value: {} }))

    expect(told).toMatchObject({
      status,
      body: { statusCode: status, type: 'application/vnd.microsoft.error' },
    })
    expect(bot.heard).toEqual([])
  })

  test.each([
    [undefined],
    [null],
    ['press'],
    [{}],
    [{ action: {} }],
    [{ action: { verb: '' } }],
    [{ action: { verb: 'x', data: { assay: 7 } } }],
  ])('a press that is %j is none of ours', async (value) => {
    const told = await stage.deliver(happens('invoke', { name: 'adaptiveCard/action', value }))

    expect(told).toMatchObject({ status: 400, body: { statusCode: 400 } })
    expect(bot.heard).toEqual([])
  })
})

test('a word that fails is told the reference, once, and is answered when it comes again', async () => {
  const word = activityOf('dana', 'personal', { text: 'status' })
  let isBroken = true
  const fresh = await createStage()
  await fresh.channel().start((incoming) => {
    if (isBroken) return Promise.reject(new Error('the password is swordfish'))
    return bot.answer(incoming)
  }, bot.remember)
  bot.answers = () => ({ reply: note('Heard') })

  const failed = [await fresh.deliver(word), await fresh.deliver(word)]
  isBroken = false
  const told = await fresh.deliver(word)

  expect([...failed, told].map(({ status }) => status)).toEqual([500, 500, 200])
  expect(fresh.fake.messages(chatOf('dana')).map(({ text }) => text)).toEqual([
    'Something went wrong on our side. If it happens again, quote F-1.',
    'Heard',
  ])
  await fresh.dispose()
})
