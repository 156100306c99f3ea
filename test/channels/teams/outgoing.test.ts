import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTeamsChannel } from '../../../src/channels/teams/channel.ts'
import { callMs } from '../../../src/channels/teams/limits.ts'
import type { Delivery, Posted } from '../../../src/ports/channel.ts'
import { note } from '../../browser/cards.ts'
import type { Mishap } from './fake-connector.ts'
import {
  activityOf,
  appId,
  bot as botId,
  chatOf,
  createBot,
  createStage,
  objectIds,
  personalAddress,
  serviceUrl,
  stewards,
  stewardsAddress,
  tenantId,
} from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
let bot: ReturnType<typeof createBot>

beforeEach(async () => {
  stage = await createStage()
  bot = createBot()
  await stage.channel().start(bot.answer, bot.remember)
})
afterEach(() => stage.dispose())

const send = (text = 'Hello'): Promise<Delivery> => stage.channel().send(personalAddress('priya'), note(text))
const sent = async (): Promise<Posted> => {
  const delivery = await send('Please approve')
  if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
  return delivery.posted
}
const calls = (method: string): number =>
  stage.fake.asked.filter((one) => one.method === method && one.path.startsWith('/v3')).length
const seen = (conversation: string): readonly string[] =>
  stage.fake.messages(conversation).map(({ text }) => text)

describe('a message that is refused', () => {
  const cases: readonly (readonly [string, Mishap, Delivery['outcome']])[] = [
    ['429', { status: 429 }, 'retry'],
    ['412', { status: 412 }, 'retry'],
    ['502', { status: 502 }, 'retry'],
    ['503', { status: 503 }, 'retry'],
    ['504', { status: 504 }, 'retry'],
    ['403', { status: 403, code: 'MessageWritesBlocked' }, 'unreachable'],
    ['403 without a word', { status: 403 }, 'unreachable'],
    ['404', { status: 404, code: 'ConversationNotFound' }, 'unreachable'],
    ['400 for a bot that is not there', { status: 400, code: 'BotNotInConversationRoster' }, 'unreachable'],
    ['500', { status: 500 }, 'unknown'],
    ['a connection that breaks', 'hang-up', 'unknown'],
  ]

  test.each(cases)('with %s was tried once and is %s', async (_name, mishap, outcome) => {
    stage.fake.befall(mishap)

    const delivery = await send()

    expect(delivery.outcome).toBe(outcome)
    expect(calls('POST')).toBe(1)
  })

  test('is tried again when Teams says, and somewhat later', async () => {
    stage.fake.befall({ status: 429, retryAfter: '7' })
    const told = await send()
    stage.fake.befall({ status: 429, retryAfter: new Date(Date.now() + 20_000).toUTCString() })
    const dated = await send()
    stage.fake.befall({ status: 429, retryAfter: '999999' })
    const absurd = await send()
    stage.fake.befall({ status: 429, retryAfter: 'soon' })
    const vague = await send()

    const waits = [told, dated, absurd, vague].map((one) => (one.outcome === 'retry' ? one.afterMs : -1))
    expect(waits[0]).toBeGreaterThanOrEqual(7_000)
    expect(waits[0]).toBeLessThan(10_001)
    expect(waits[1]).toBeGreaterThan(17_000)
    expect(waits[2]).toBe(600_000)
    expect(waits[3]).toBeGreaterThanOrEqual(2_000)
    expect(waits[3]).toBeLessThan(5_001)
  })

  test('for what it is, is a fault of ours', async () => {
    stage.fake.befall({ status: 400, code: 'BadSyntax' })

    await expect(send()).rejects.toThrow('refused: 400 BadSyntax')
  })

  test('because our token is old, is signed anew', async () => {
    stage.fake.befall({ status: 401 })

    expect((await send()).outcome).toBe('retry')
    expect((await send()).outcome).toBe('sent')
    expect(stage.fake.asked.filter(({ path }) => path === '/token')).toHaveLength(2)
    expect(stage.faults).toHaveLength(1)
  })

  test('by nobody at all did not go out', async () => {
    await stage.fake.close()

    expect((await send()).outcome).toBe('retry')
  })

  test('by silence may have arrived, and is not sent again', async () => {
    stage.fake.befall('silence')
    const before = performance.now()

    const delivery = await send()

    expect(delivery.outcome).toBe('unknown')
    expect(performance.now() - before).toBeLessThan(callMs + 2_000)
    expect(seen(chatOf('priya'))).toEqual(['Hello'])
    expect(calls('POST')).toBe(1)
  })
})

describe('a repaint that is refused', () => {
  const cases: readonly (readonly [string, Mishap, Delivery['outcome']])[] = [
    ['404', { status: 404 }, 'gone'],
    ['403', { status: 403 }, 'unreachable'],
    ['429', { status: 429 }, 'retry'],
    ['500', { status: 500 }, 'retry'],
    ['a connection that breaks', 'hang-up', 'retry'],
  ]

  test.each(cases)('with %s was tried once and is %s', async (_name, mishap, outcome) => {
    const posted = await sent()
    stage.fake.befall(mishap)

    const delivery = await stage.channel().replace(posted, note('Approved'))

    expect(delivery.outcome).toBe(outcome)
    expect(calls('PUT')).toBe(1)
  })

  test('never puts an older face over a newer one', async () => {
    const posted = await sent()
    stage.fake.befall('delay')

    await Promise.all(['1', '2', '3', '4', '5'].map((face) => stage.channel().replace(posted, note(face))))

    expect(seen(chatOf('priya'))).toEqual(['5'])
  })
})

describe('a post in a channel', () => {
  test('hangs below no other, and can be painted over', async () => {
    const delivery = await stage.channel().send(stewardsAddress, note('New request'))
    if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
    const replaced = await stage.channel().replace(delivery.posted, note('Decided'))

    expect(delivery.posted).toEqual({ address: { ...stewardsAddress, thread: 'm1' }, message: 'm1' })
    expect(replaced.outcome).toBe('sent')
    expect(seen(stewards)).toEqual(['Decided'])
  })

  test('is refused where the channel is gone', async () => {
    const delivery = await stage
      .channel()
      .send({ ...stewardsAddress, conversation: '19:gone@thread.tacv2' }, note('New'))

    expect(delivery.outcome).toBe('unreachable')
  })
})

test('a person without a chat gets one, in our tenant and from our bot', async () => {
  const { conversation: _none, ...address } = personalAddress('priya')

  const delivery = await stage.channel().send({ ...address, user: objectIds.priya }, note('Hello'))

  expect(delivery).toMatchObject({ outcome: 'sent', posted: { address: { conversation: chatOf('priya') } } })
  expect(stage.fake.asked.find(({ path }) => path === '/v3/conversations')?.body).toMatchObject({
    isGroup: false,
    bot: { id: botId },
    tenantId,
    members: [{ id: objectIds.priya }],
  })
})

test('one token is asked for, once, and goes to the connector alone', async () => {
  await Promise.all(Array.from({ length: 20 }, () => send()))

  expect(stage.fake.asked.filter(({ path }) => path === '/token')).toMatchObject([
    {
      body: {
        grant_type: 'client_credentials',
        client_id: appId,
        scope: 'https://api.botframework.com/.default',
      },
    },
  ])
})

test('without a token nothing goes out, and somebody hears of it without the secret', async () => {
  stage.fake.shut()

  const delivery = await send()

  expect(delivery.outcome).toBe('retry')
  expect(calls('POST')).toBe(0)
  expect(stage.faults).toHaveLength(1)
  expect(inspect(stage.faults, { depth: 9 })).toContain('no token for this app: 401')
  expect(inspect(stage.faults, { depth: 9 })).not.toContain('a-secret')
})

test('a reply that Teams has no room for at the moment goes up a little later, once', async () => {
  bot.answers = () => ({ reply: note('Heard'), matter: 'approval:1' })
  stage.fake.befall({ status: 429, retryAfter: '0' })

  const told = await stage.deliver(activityOf('priya', 'personal', { text: 'status' }))
  await new Promise((resolve) => setTimeout(resolve, 3_500))

  expect(told.status).toBe(200)
  expect(seen(chatOf('priya'))).toEqual(['Heard'])
  expect(bot.remembered).toHaveLength(1)
})

test('a reply that cannot go up is reported, and the delivery acknowledged: what it asked for is done', async () => {
  bot.answers = () => ({ reply: note('Heard') })
  stage.fake.befall({ status: 500 })

  const told = await stage.deliver(activityOf('priya', 'personal', { text: 'status' }))

  expect(told.status).toBe(200)
  expect(stage.faults).toMatchObject([{ doing: 'reply' }])
})

test('opens no connection to the host that a service URL names once that is not allowed any more', async () => {
  const reached: string[] = []
  const trap = createServer((socket) => {
    reached.push('somebody')
    socket.destroy()
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const { port } = trap.address() as AddressInfo
  const channel = createTeamsChannel({
    appId,
    appPassword: 'a-secret',
    tenantId,
    local: false,
    serviceHosts: [],
    now: Date.now,
    onFault: () => '',
    login: { metadataUrl: `${stage.fake.url}/keys`, tokenUrl: `${stage.fake.url}/token` },
  })
  await channel.start(bot.answer, bot.remember)

  for (const url of [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `${serviceUrl}@127.0.0.1:${port}/`,
  ]) {
    const delivery = await channel.send({ ...personalAddress('priya'), serviceUrl: url }, note('A secret'))
    expect(delivery.outcome).toBe('unreachable')
  }

  expect(reached).toEqual([])
  await channel.stop()
  await new Promise((resolve) => trap.close(resolve))
})

test('stopping waits for what was taken, and sends nothing more', async () => {
  let go = (): void => undefined
  const waiting = new Promise<void>((resolve) => {
    go = resolve
  })
  const fresh = await createStage()
  bot.answers = () => ({ reply: note('Heard') })
  await fresh.channel().start(async (incoming) => {
    await waiting
    return bot.answer(incoming)
  }, bot.remember)
  const told = fresh.deliver(activityOf('priya', 'personal', { text: 'status' }))
  await new Promise((resolve) => setTimeout(resolve, 100))

  const stopped = fresh.channel().stop()
  go()
  await stopped

  expect((await told).status).toBe(200)
  expect(fresh.fake.messages(chatOf('priya')).map(({ text }) => text)).toEqual(['Heard'])
  expect((await fresh.channel().send(personalAddress('priya'), note('Late'))).outcome).toBe('retry')
  await fresh.dispose()
})
