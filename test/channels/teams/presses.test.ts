import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note } from '../../browser/cards.ts'
import { accountOf, activityOf, chatOf, createBot, createStage, personalAddress, pressOf } from './stage.ts'
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

describe('a press', () => {
  test('brings our data and what was typed apart, whatever it is called', async () => {
    const posted = await sent()

    await stage.deliver(
      pressOf('priya', posted, 'approval.approve', {
        data: {
          assay: { data: { id: 'CRT-12', rev: 3 } },
          id: 'typed',
          reason: 'Fine',
          agreed: true,
          count: 3,
          none: null,
        },
      }),
    )

    expect(bot.heard).toMatchObject([
      {
        kind: 'click',
        verb: 'approval.approve',
        data: { id: 'CRT-12', rev: 3 },
        values: { id: 'typed', reason: 'Fine', agreed: 'true', count: '3' },
        posted,
      },
    ])
  })

  test('is answered with the new face, and everybody else gets it too', async () => {
    const posted = await sent()
    bot.answers = () => ({ replace: note('Approved'), matter: 'approval:1' })

    const told = await stage.deliver(pressOf('priya', posted, 'approval.approve'))
    await stage.fake.quiet()

    expect(told).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: faceType, value: { type: 'AdaptiveCard', fallbackText: 'Approved' } },
    })
    expect(seen(chatOf('priya'))).toEqual(['Approved'])
    expect(bot.remembered).toEqual([{ matter: 'approval:1', account: accountOf('priya'), posted }])
  })

  test('whose answer is a card below says its line in place', async () => {
    const posted = await sent()
    bot.answers = () => ({ reply: note('Why is it so'), matter: 'approval:1' })

    const told = await stage.deliver(pressOf('priya', posted, 'card.open'))

    expect(told.body).toEqual({ statusCode: 200, type: lineType, value: 'Why is it so' })
    expect(seen(chatOf('priya'))).toEqual(['Please approve', 'Why is it so'])
    expect(bot.remembered).toMatchObject([{ posted: { message: 'm2' } }])
  })

  test('is never answered with an empty line, which Teams would take for none', async () => {
    const told = await stage.deliver(pressOf('priya', await sent(), 'card.open'))

    expect(told.body).toEqual({ statusCode: 200, type: lineType, value: 'Done.' })
  })

  test('that fails tells the reference and nothing more', async () => {
    bot.answers = () => {
      throw new Error('the password is swordfish')
    }

    const told = await stage.deliver(pressOf('priya', await sent(), 'card.open'))

    expect(told.status).toBe(500)
    expect(JSON.stringify(told.body)).toContain('quote F-1')
    expect(JSON.stringify(told.body)).not.toContain('swordfish')
    expect(stage.faults).toMatchObject([{ doing: 'answer invoke' }])
  })
})

describe('the same delivery', () => {
  test('a hundred times at once, and again under a new id, is one effect and one message', async () => {
    bot.answers = () => ({ reply: note('Heard') })
    const word = activityOf('dana', 'personal', { text: 'status' })

    const told = await Promise.all(Array.from({ length: 100 }, () => stage.deliver(word)))
    await stage.deliver({ ...word, id: 'in-2' })

    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]))
    expect(bot.heard).toHaveLength(1)
    expect(seen(chatOf('dana'))).toEqual(['Heard'])
  })

  test('of a press is answered the same each time, and pushes once', async () => {
    const posted = await sent()
    bot.answers = () => ({ replace: note('Approved'), reply: note('Thank you') })
    const press = pressOf('priya', posted, 'approval.approve')

    const told = await Promise.all(
      Array.from({ length: 100 }, (_, nth) => stage.deliver({ ...press, id: `in-${nth}` })),
    )
    await stage.fake.quiet()

    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(bot.heard).toHaveLength(1)
    expect(seen(chatOf('priya'))).toEqual(['Approved', 'Thank you'])
    expect(stage.fake.asked.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  test('is another one where time, words, card or place differ', async () => {
    const word = activityOf('dana', 'personal', { text: 'status' })
    await stage.deliver(word)
    await stage.deliver({ ...word, localTimestamp: '2026-11-24T10:00:00.001+01:00' })
    await stage.deliver({ ...word, text: 'inbox' })
    await stage.deliver({ ...word, replyToId: 'm1' })
    await stage.deliver(activityOf('dana', 'group', { text: 'status' }))
    const timeless = { ...word, timestamp: undefined, localTimestamp: undefined }
    await stage.deliver(timeless)
    await stage.deliver({ ...timeless, id: 'in-2' })

    expect(new Set(bot.heard.map(({ key }) => key)).size).toBe(7)
  })

  test('finds its answer after a crash between the commit and the answer', async () => {
    const posted = await sent()
    bot.answers = () => ({ replace: note('Approved') })
    const press = pressOf('priya', posted, 'approval.approve')
    const word = activityOf('dana', 'personal', { text: 'status', localTimestamp: 'another time' })
    const [pressed, said] = await inboxKeys(press, word)
    expect([pressed, said]).not.toContain(undefined)

    stage.restart()
    await stage.channel().start(bot.answer, bot.remember)
    const again = await stage.deliver({ ...press, id: 'in-2' })
    bot.answers = () => ({ reply: note('Heard') })
    await stage.deliver({ ...word, id: 'in-3' })
    await stage.deliver({ ...word, id: 'in-4' })
    await stage.fake.quiet()

    expect(again).toMatchObject({
      status: 200,
      body: { type: faceType, value: { fallbackText: 'Approved' } },
    })
    expect(bot.heard).toHaveLength(2)
    expect(seen(chatOf('dana'))).toEqual(['Heard'])
    // Whatever has been painted since stays.
    expect(seen(chatOf('priya'))).toEqual(['Please approve'])
  })

  /** What is committed while the process dies before it says anything: the bot answered, nobody heard. */
  const inboxKeys = async (...activities: readonly Wired[]): Promise<readonly (string | undefined)[]> => {
    const dying = await createStage()
    await dying.channel().start(async (incoming) => {
      await bot.answer(incoming)
      throw new Error('the process dies here')
    }, bot.remember)
    for (const activity of activities) await dying.deliver(activity)
    await dying.dispose()
    return bot.heard.map(({ key }) => key)
  }
})
