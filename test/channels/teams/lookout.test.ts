import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Told } from '../../../src/ports/channel.ts'
import type { Mishap } from './fake-connector.ts'
import {
  accountOf,
  chatOf,
  createBot,
  createStage,
  personalAddress,
  stewardsAddress,
  userOf,
} from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
  const bot = createBot()
  await stage.channel().start(bot.answer, bot.remember)
})
afterEach(() => stage.dispose())

const look = (
  address = personalAddress('dana') as ReturnType<typeof personalAddress> | null,
): Promise<Told> => stage.channel().look(accountOf('dana'), address)

describe('whether somebody is still in Teams', () => {
  test('is asked of the chat with them', async () => {
    expect(await look()).toEqual({ presence: 'there' })
    expect(stage.fake.asked.map(({ method, path }) => [method, decodeURIComponent(path)])).toContainEqual([
      'GET',
      `/v3/conversations/${chatOf('dana')}/members/${userOf('dana')}`,
    ])
  })

  test('is missing where they are in no chat any more', async () => {
    stage.fake.leave(userOf('dana'))
    expect(await look()).toEqual({ presence: 'missing' })

    stage.fake.removeConversation(chatOf('dana'))
    expect(await look()).toEqual({ presence: 'missing' })
  })

  test('is missing where they took the bot out of their chat', async () => {
    stage.fake.befall({ status: 403, code: 'BotNotInConversationRoster' })

    expect(await look()).toEqual({ presence: 'missing' })
  })

  test('cannot be asked without a chat', async () => {
    const { conversation: _chat, ...unopened } = personalAddress('dana')

    for (const address of [null, unopened, stewardsAddress])
      expect(await stage.channel().look(accountOf('dana'), address as typeof stewardsAddress)).toEqual({
        presence: 'untold',
        unasked: true,
      })
    expect(stage.fake.asked).toEqual([])
  })

  test.each<[string, Mishap, unknown]>([
    ['busy', { status: 429, retryAfter: '7' }, { afterMs: expect.any(Number) as unknown }],
    ['down', { status: 503 }, { afterMs: expect.any(Number) as unknown }],
    ['closed to us by an administrator', { status: 403, code: 'BotDisabledByAdmin' }, { presence: 'untold' }],
    ['broken', { status: 500 }, { presence: 'untold' }],
    ['of another opinion on our request', { status: 400, code: 'BadSyntax' }, { presence: 'untold' }],
    ['gone in the middle', 'hang-up', { presence: 'untold' }],
  ])('says nothing about anybody where Teams is %s', async (_what, mishap, told) => {
    stage.fake.leave(userOf('dana'))
    stage.fake.befall(mishap)

    expect(await look()).toEqual(told)
  })

  test('says nothing about anybody where we get no token', async () => {
    stage.fake.leave(userOf('dana'))
    stage.fake.shut()

    expect(await look()).toMatchObject({ afterMs: expect.any(Number) as unknown })
  })
})
