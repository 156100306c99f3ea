import { beforeAll, describe, expect, test } from 'vitest'
import { createRender } from '../../../src/cards/render.ts'
import type { Reader } from '../../../src/cards/card.ts'
import { draw } from '../../../src/channels/teams/cards.ts'
import { Activity } from '../../../src/channels/teams/activity.ts'
import { cardBytes } from '../../../src/channels/teams/limits.ts'
import { pressOf } from '../../../src/channels/teams/press.ts'
import { mostReaders } from '../../../src/ports/card.ts'
import type { Card } from '../../../src/ports/card.ts'
import { card, execute, line, note } from '../../browser/cards.ts'
import { buttonsOf, inputsOf } from '../../card-reader.ts'
import { samples } from '../../cards/samples.ts'
import {
  accountOf,
  activityOf,
  createBot,
  createStage,
  objectIds,
  personalAddress,
  tenantId,
} from './stage.ts'

const reader: Reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  publicUrl: 'http://127.0.0.1:3978',
}
const drawing = {
  tenant: tenantId,
  userOf: (_account: string, objectId: string) => `29:${objectId}`,
  pickers: true,
}

let render: ReturnType<typeof createRender>
beforeAll(() => {
  render = createRender()
})

type Shown = { readonly [key: string]: unknown }

/** What is drawn, node by node. */
const nodesOf = (node: unknown): readonly Shown[] => {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  return [node as Shown, ...Object.values(node).flatMap(nodesOf)]
}

/** The press of a drawn button as Teams sends it: the inputs merged into its data. */
const pressed = (button: Shown, typed: Shown): ReturnType<typeof pressOf> =>
  pressOf(
    Activity.parse(
      activityOf('dana', 'personal', {
        type: 'invoke',
        value: { action: { ...button, data: { ...(button['data'] as Shown), ...typed } }, trigger: 'manual' },
      }),
    ),
    tenantId,
  )

describe.each(Object.entries(samples))('the card %s', (_kind, view) => {
  test('fits, and its buttons bring back what they carry and what was typed', () => {
    const painted = render(view, reader)
    const typed = Object.fromEntries([...inputsOf(painted).keys()].map((id) => [id, `typed into ${id}`]))

    const drawn = draw(painted, drawing)

    expect(drawn.isTooLarge).toBe(false)
    expect(drawn.summary).toBe(painted.fallbackText)
    const buttons = nodesOf(drawn.card).filter((node) => node['type'] === 'Action.Execute')
    const carried = buttonsOf(painted).filter((button) => button.type === 'Action.Execute')
    expect(buttons.map((button) => pressed(button, typed))).toEqual(
      expect.arrayContaining(
        carried.map(({ verb, data }) => expect.objectContaining({ verb, data, values: typed, picked: [] })),
      ),
    )
    expect(JSON.stringify(drawn.card)).not.toContain('"accounts"')
  })
})

const asking = (value: string): Card =>
  card(
    'Who owns it?',
    [
      {
        type: 'Input.ChoiceSet',
        id: 'owner',
        label: 'Owner',
        style: 'filtered',
        value,
        choices: [
          { title: 'Dana', value: 'p1', accounts: ['slack:T1:U1', accountOf('dana')] },
          { title: 'Ben', value: 'p2', accounts: ['slack:T1:U2'] },
          { title: 'Other tenant', value: 'p3', accounts: ['teams:ffffffff:1'] },
        ],
        'choices.data': { type: 'Data.Query', dataset: 'people' },
      },
    ],
    [execute('Ask', 'asset.ask-owner')],
  )

const pickerIn = (drawn: object): Shown | undefined =>
  nodesOf(drawn).find((node) => node['type'] === 'Input.ChoiceSet')

describe('a person picker', () => {
  test('knows people by object id where Teams does, and gives them back by account', () => {
    const drawn = draw(asking('p1'), drawing).card
    const [button] = nodesOf(drawn).filter((node) => node['type'] === 'Action.Execute')

    expect(pickerIn(drawn)).toMatchObject({
      value: objectIds.dana,
      choices: [
        { title: 'Dana', value: objectIds.dana },
        { title: 'Ben', value: 'p2' },
        { title: 'Other tenant', value: 'p3' },
      ],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    })
    expect(button && pressed(button, { owner: objectIds.dana })).toMatchObject({
      values: { owner: `account:${accountOf('dana')}` },
      picked: [objectIds.dana],
    })
    expect(button && pressed(button, { owner: 'p2' })).toMatchObject({ values: { owner: 'p2' }, picked: [] })
  })

  test('is a list of its choices where there is none', () => {
    const drawn = draw(asking('p1'), { ...drawing, pickers: false }).card

    expect(pickerIn(drawn)).toMatchObject({
      value: 'p1',
      choices: [{ value: 'p1' }, { value: 'p2' }, { value: 'p3' }],
    })
    expect(pickerIn(drawn)).not.toHaveProperty('choices.data')
  })
})

describe('a refresh', () => {
  const refresh = (userIds: readonly string[]): Card['refresh'] => ({
    action: { type: 'Action.Execute', title: 'Refresh', verb: 'card.open', data: {} },
    userIds: [...userIds],
  })

  test('is left out of a card that asks something, wherever it asks', () => {
    const shut: Card = {
      ...card(
        'Decide',
        [line('Decide')],
        [
          {
            type: 'Action.ShowCard',
            title: 'Details',
            card: { type: 'AdaptiveCard', body: asking('').body },
          },
        ],
      ),
      refresh: refresh([accountOf('dana')]),
    }

    expect(draw({ ...asking(''), refresh: refresh([accountOf('dana')]) }, drawing).card).not.toHaveProperty(
      'refresh',
    )
    expect(draw(shut, drawing).card).not.toHaveProperty('refresh')
    expect(draw({ ...note('Decide'), refresh: refresh([accountOf('dana')]) }, drawing).card).toHaveProperty(
      'refresh',
    )
  })

  test('is left out where it is for nobody in Teams', () => {
    expect(draw({ ...note('Decide'), refresh: refresh(['slack:T1:U1']) }, drawing).card).not.toHaveProperty(
      'refresh',
    )
  })

  test('is for so many people as Teams takes', () => {
    const many = Array.from({ length: mostReaders + 5 }, (_, nth) => `teams:${tenantId}:${nth}`)

    const drawn = draw({ ...note('Decide'), refresh: refresh(many) }, drawing).card as {
      refresh: { userIds: string[] }
    }

    expect(drawn.refresh.userIds).toHaveLength(mostReaders)
  })
})

test('a card that is too large goes out as its one line, and somebody hears of it', async () => {
  const stage = await createStage()
  const bot = createBot()
  await stage.channel().start(bot.answer, bot.remember)
  const huge = card('CRT-12 is *in review*', [line('ü'.repeat(cardBytes / 2))])

  const delivery = await stage.channel().send(personalAddress('dana'), huge)

  expect(delivery.outcome).toBe('sent')
  const [message] = stage.fake.messages('a:dana')
  expect(message?.card).toMatchObject({
    body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'CRT-12 is *in review*' }] }],
  })
  expect(stage.faults).toMatchObject([{ doing: 'paint' }])
  await stage.dispose()
})
