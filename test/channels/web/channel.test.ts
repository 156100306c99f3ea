import { beforeEach, describe, expect, test } from 'vitest'
import { createWebChannel, personalAddress, stewardsAddress } from '../../../src/channels/web/channel.ts'
import type { WebChannel } from '../../../src/channels/web/channel.ts'
import { stewardsConversation } from '../../../src/channels/web/conversation.ts'
import { accountOf } from '../../../src/channels/web/persona.ts'
import type { Answer, Incoming } from '../../../src/ports/channel.ts'
import { note } from '../../browser/cards.ts'
import { channelContract } from '../../channel.contract.ts'

const people = [
  { id: 'dana', name: 'Dana Developer', roles: [], zone: 'Europe/Berlin' },
  { id: 'priya', name: 'Priya Nair', roles: ['steward'] },
]

const numbered = (): (() => string) => {
  let last = 0
  return () => `m${(last += 1)}`
}

const create = (): WebChannel =>
  createWebChannel({ people, newId: numbered(), now: () => '2026-11-24T09:00:00.000Z' })

const textsSeen = (channel: WebChannel, persona: string, conversation: string): string[] =>
  channel.seenBy(persona, conversation).flatMap(({ card }) => card?.fallbackText ?? [])

channelContract('web', () => {
  const channel = create()
  const conversationOf = (person: string, place = 'personal'): string =>
    place === 'channel' ? stewardsConversation : person
  return Promise.resolve({
    channel,
    personalAddress,
    accountOf,
    leave: (persona) => channel.setThere(persona, false),
    nowhere: personalAddress('nobody'),
    say: (persona, key, text, place) =>
      channel.receive({ kind: 'word', key, persona, conversation: conversationOf(persona, place), text }),
    press: (persona, key, { message }, verb) =>
      channel.receive({
        kind: 'click',
        key,
        persona,
        conversation: persona,
        message,
        verb,
        data: {},
        values: {},
      }),
    sees: (persona, place) => Promise.resolve(textsSeen(channel, persona, conversationOf(persona, place))),
    dispose: () => channel.stop(),
  })
})

describe('the playground', () => {
  let channel: WebChannel
  let heard: Incoming[]
  let answers: Partial<Answer>

  beforeEach(async () => {
    channel = create()
    heard = []
    answers = { reply: note('Heard') }
    await channel.start(
      (incoming) => {
        heard.push(incoming)
        return Promise.resolve({ audience: 'here', fieldErrors: {}, repeated: false, ...answers })
      },
      () => Promise.resolve(),
    )
  })

  const say = (persona: string, text: string, conversation = persona, key = 'key-00001') =>
    channel.receive({ kind: 'word', key, persona, conversation, text })

  test('shows the words of a persona once, however often the page sends them', async () => {
    await Promise.all([say('dana', 'start'), say('dana', 'start'), say('dana', 'start')])

    expect(channel.seenBy('dana', 'dana').map(({ from }) => from)).toEqual(['dana', 'bot'])
  })

  test.each([
    ['@Assay status', 'status'],
    ['@assay, status', 'status'],
    ['status', 'status'],
    ['@Assay', 'help'],
    ['ask @Assay', 'ask @Assay'],
    ['@Assayer status', '@Assayer status'],
  ])('takes "%s" in the shared channel as "%s"', async (typed, text) => {
    await say('dana', typed, stewardsConversation)

    expect(heard).toMatchObject([{ place: 'channel', text, address: stewardsAddress }])
  })

  test('refuses a persona in the conversation of another, and one whom nobody knows', async () => {
    expect(await say('dana', 'status', 'priya')).toMatchObject({ ok: false })
    expect(await say('mallory', 'status')).toMatchObject({ ok: false })
    expect(heard).toEqual([])
  })

  test('lets nobody press a card that only another can see', async () => {
    answers = { reply: note('Only for Dana'), audience: 'private' }
    await say('dana', 'inbox', stewardsConversation)
    const message = channel.seenBy('dana', stewardsConversation).at(-1)?.id ?? ''
    const press = {
      kind: 'click',
      verb: 'x.y',
      data: {},
      values: {},
      conversation: stewardsConversation,
    } as const

    const other = await channel.receive({ ...press, key: 'key-00002', persona: 'priya', message })
    const own = await channel.receive({ ...press, key: 'key-00002', persona: 'dana', message })

    expect(other).toMatchObject({ ok: false })
    expect(own).toMatchObject({ ok: true })
  })

  test('shows the new face as a new message where the card pressed is no longer known', async () => {
    answers = { replace: note('As it is now') }

    await channel.receive({
      kind: 'click',
      key: 'key-00001',
      persona: 'dana',
      conversation: 'dana',
      message: 'of-an-earlier-life',
      verb: 'x.y',
      data: {},
      values: {},
    })

    expect(textsSeen(channel, 'dana', 'dana')).toEqual(['As it is now'])
  })

  test('shows the answer to a repeated delivery where an earlier life of the process has taken it with it', async () => {
    answers = { reply: note('You are registered'), repeated: true }

    await say('dana', 'start')

    expect(textsSeen(channel, 'dana', 'dana')).toEqual(['You are registered'])
  })

  test('opens an empty conversation once, with one key for all windows', async () => {
    const open = () => channel.receive({ kind: 'open', persona: 'dana', conversation: 'dana' })

    await Promise.all([open(), open()])
    await open()

    expect(new Set(heard.map(({ key }) => key)).size).toBe(1)
    expect(textsSeen(channel, 'dana', 'dana')).toEqual(['Heard'])
  })

  test('keeps the last 500 messages of a conversation', async () => {
    for (let index = 1; index <= 550; index += 1)
      await channel.send(personalAddress('dana'), note(`Note ${index}`))

    const seen = textsSeen(channel, 'dana', 'dana')
    expect(seen).toHaveLength(500)
    expect(seen.at(-1)).toBe('Note 550')
  })

  test('tells who listens of every change, with growing versions', async () => {
    const told: number[] = []
    const stop = channel.subscribe(({ version }) => told.push(version))

    await say('dana', 'start')
    stop()
    await say('dana', 'start', 'dana', 'key-00002')

    expect(told).toEqual([1, 2])
  })

  test('refuses names for personas that could pass for something else', () => {
    for (const id of ['', 'Dana', 'a:b', stewardsConversation, '../x'])
      expect(() =>
        createWebChannel({ people: [{ id, name: 'X', roles: [] }], newId: numbered(), now: () => '' }),
      ).toThrow(/cannot be called/)
  })
})
