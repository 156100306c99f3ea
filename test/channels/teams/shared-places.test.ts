import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { card, execute, note } from '../../browser/cards.ts'
import {
  accountOf,
  activityOf,
  chatOf,
  createBot,
  createStage,
  objectIds,
  personalAddress,
  pressOf,
  serviceUrl,
  stewards,
  stewardsAddress,
  tenantId,
  userOf,
} from './stage.ts'
import type { Stage, Wired } from './stage.ts'
import type { Posted } from '../../../src/ports/channel.ts'

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

const sent = async (text = 'Please approve'): Promise<Posted> => {
  const delivery = await stage.channel().send(personalAddress('priya'), note(text))
  if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
  return delivery.posted
}

const faceType = 'application/vnd.microsoft.card.adaptive'

const lineType = 'application/vnd.microsoft.activity.message'

describe('in a place that others see', () => {
  const privately = { audience: 'private' } as const

  test('a private answer to a press comes to the own chat, and one line of it to the presser', async () => {
    bot.answers = () => ({ ...privately, reply: note('Your inbox') })
    const posted = { address: stewardsAddress, message: 'm7' }

    const told = await stage.deliver(pressOf('dana', posted, 'card.open', {}, 'channel'))

    expect(bot.heard).toMatchObject([
      { posted: { address: { ...stewardsAddress, thread: 'root1' }, message: 'm7' } },
    ])
    expect(told.body).toEqual({ statusCode: 200, type: lineType, value: 'Your inbox' })
    expect(seen(chatOf('dana'))).toEqual(['Your inbox'])
    expect([...seen(stewards), ...seen(`${stewards};messageid=root1`)]).toEqual([])
  })

  test('a new face is shown to the presser and painted for nobody else', async () => {
    const posted = await stage.channel().send(stewardsAddress, note('Who decides?'))
    if (posted.outcome !== 'sent') throw new Error('Not sent')
    bot.answers = () => ({ ...privately, replace: note('Only yours'), matter: 'approval:1' })

    const told = await stage.deliver(pressOf('dana', posted.posted, 'card.open', {}, 'channel'))
    await stage.fake.quiet()

    expect(told.body).toMatchObject({ type: faceType, value: { fallbackText: 'Only yours' } })
    expect(seen(stewards)).toEqual(['Who decides?'])
    expect(bot.remembered).toEqual([])
  })

  test('who has no chat with us is told where to ask, and nothing else', async () => {
    bot.answers = () => ({ ...privately, reply: note('Sam has three overdue cards') })

    await stage.deliver(activityOf('sam', 'channel', { text: 'inbox' }))

    const thread = stage.fake.messages(`${stewards};messageid=root1`)
    expect(thread.map(({ text }) => text)).toEqual([
      'I answer that in our own chat. Open a chat with me and ask me there.',
    ])
    expect(JSON.stringify(thread)).not.toContain('overdue')
  })
})

describe('a refresh', () => {
  const face = card('CRT-12 is in review', note('x').body, [execute('Withdraw', 'submission.withdraw')])
  const refreshing = (userIds: readonly string[]) => ({
    ...face,
    refresh: {
      action: {
        type: 'Action.Execute' as const,
        title: 'Refresh',
        verb: 'card.open',
        data: { what: 'request' },
      },
      userIds: [...userIds],
    },
  })

  test('is asked for those whom the card is for, by the names that Teams has for them', async () => {
    await stage.deliver(activityOf('dana', 'channel', { text: 'status' }))
    await stage
      .channel()
      .send(
        stewardsAddress,
        refreshing([accountOf('dana'), accountOf('sam'), 'slack:T1:U1', 'teams:another-tenant:1']),
      )

    const [message] = stage.fake.messages(stewards)
    expect(message?.card).toMatchObject({
      refresh: {
        userIds: [userOf('dana'), `8:orgid:${objectIds.sam}`],
        action: { verb: 'card.open', data: { assay: { data: { what: 'request' }, refresh: true } } },
      },
    })
  })

  test.each([['automatic'], ['manual']])(
    'that Teams asks for (%s) shows the card and does nothing',
    async (trigger) => {
      const posted = await sent()
      bot.answers = () => ({ replace: note('Decided'), reply: note('Not pushed') })
      const value = {
        action: {
          type: 'Action.Execute',
          verb: 'card.open',
          data: { assay: { data: { what: 'request' }, refresh: true } },
        },
        trigger,
      }

      const told = await stage.deliver(pressOf('priya', posted, 'card.open', { value }))
      await stage.fake.quiet()

      expect(bot.heard).toMatchObject([
        { kind: 'refresh', verb: 'card.open', data: { what: 'request' }, posted },
      ])
      expect(told.body).toMatchObject({ type: faceType, value: { fallbackText: 'Decided' } })
      expect(seen(chatOf('priya'))).toEqual(['Please approve'])
    },
  )

  test('of an old card is one too, though its button carries no mark', async () => {
    const value = { action: { type: 'Action.Execute', verb: 'card.open' }, trigger: 'automatic' }

    await stage.deliver(pressOf('priya', await sent(), 'card.open', { value }))

    expect(bot.heard).toMatchObject([{ kind: 'refresh', data: {} }])
  })
})

describe('somebody who was picked', () => {
  const stranger = '0D0D0D0D-0000-0000-0000-00000000000F'
  const account = `teams:${tenantId}:${stranger.toLowerCase()}`
  const pick = (posted: Posted, owner: string, change: Wired = {}) =>
    pressOf('priya', posted, 'steps.ask-person', {
      data: { assay: { data: {}, pickers: ['owner'] }, owner, note: objectIds.dana },
      ...change,
    })

  test('comes with their name, and a way to write to them', async () => {
    stage.fake.addMember(chatOf('priya'), stranger.toLowerCase(), { id: '29:frida', name: 'Frida Falk' })

    await stage.deliver(pick(await sent(), stranger))

    expect(bot.heard).toMatchObject([
      {
        values: { owner: `account:${account}`, note: objectIds.dana },
        people: [
          {
            account,
            name: 'Frida Falk',
            address: { serviceUrl, tenant: tenantId, place: 'personal', account, user: '29:frida' },
          },
        ],
      },
    ])
  })

  test('is reached by a chat of their own that is made for it', async () => {
    stage.fake.addConversation('a:frida', stranger.toLowerCase())
    await stage.deliver(pick(await sent(), stranger))
    const [known] = bot.heard[0]?.people ?? []

    const delivery = known && (await stage.channel().send(known.address, note('You were asked')))

    expect(known?.name).toBe('Somebody (0d0d0d0d)')
    expect(seen('a:frida')).toEqual(['You were asked'])
    expect(delivery).toMatchObject({
      outcome: 'sent',
      posted: { address: { conversation: 'a:frida', account }, message: 'm2' },
    })
  })

  test('has the name that they once spoke under', async () => {
    await stage.deliver(activityOf('dana', 'personal', { text: 'status' }))

    await stage.deliver(pick(await sent(), objectIds.dana))

    expect(bot.heard[1]?.people).toMatchObject([
      { name: 'dana of Contoso', address: { user: userOf('dana') } },
    ])
  })

  test('does not hold up the press when Teams does not say who it is', async () => {
    const posted = await sent()
    stage.fake.befall('silence')
    const before = performance.now()

    await stage.deliver(pick(posted, stranger))

    expect(performance.now() - before).toBeLessThan(4000)
    expect(bot.heard).toMatchObject([{ people: [{ name: 'Somebody (0d0d0d0d)' }] }])
  })

  test('keeps our own value where Teams does not know them', async () => {
    await stage.deliver(pick(await sent(), 'p2'))

    expect(bot.heard).toMatchObject([{ values: { owner: 'p2' } }])
    expect(bot.heard[0]).not.toHaveProperty('people')
  })
})
