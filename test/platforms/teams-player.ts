import { isDeepStrictEqual } from 'node:util'
import type { Card } from '../../src/ports/card.ts'
import type { Someone, Stage } from '../channels/teams/stage.ts'
import { accountOf, activityOf, chatOf } from '../channels/teams/stage.ts'
import type { Delivery, Execute, PlatformPlayer, Shown } from './player.ts'
import { platformPlayer } from './player.ts'
import type { Record } from './recorded.ts'

type Options = {
  readonly stage: Stage
  readonly person: Someone
  readonly shownTo: Record
  readonly repaintedFor: Record
  readonly settle: () => Promise<void>
  /** The object id of the person of that id. */
  readonly objectIdOf: (person: string) => Promise<string>
}
type Json = { readonly [name: string]: unknown }

/** Somebody in Teams: types in the bot's chat and presses buttons of cards, which are replaced in place as Teams does. */
export const teamsPlayer = ({
  stage,
  person,
  shownTo,
  repaintedFor,
  settle,
  objectIdOf,
}: Options): PlatformPlayer => {
  const account = accountOf(person)
  const chat = chatOf(person)
  let sent = 0
  /** Faces that answers gave to messages, for as long as nothing newer was sent for them. */
  const faces = new Map<string, { readonly over: unknown; readonly card: unknown }>()

  const times = (): Json => {
    sent += 1
    const at = new Date(Date.parse('2026-11-24T09:00:00Z') + sent * 1000).toISOString()
    return { id: `${person}-${sent}`, timestamp: at, localTimestamp: at }
  }
  const faceOf = ({ id, card }: { readonly id: string; readonly card: unknown }): unknown => {
    const face = faces.get(id)
    return face && face.over === card ? face.card : card
  }

  const found = (
    wanted: Execute,
  ): { readonly message: string; readonly over: unknown; readonly button: Json; readonly face: unknown } => {
    for (const message of [...stage.fake.messages(chat)].reverse()) {
      const face = faceOf(message)
      const button = executesIn(face).find(
        (one) =>
          one['verb'] === wanted.verb &&
          isDeepStrictEqual(
            ((one['data'] as Json | undefined)?.['assay'] as Json | undefined)?.['data'],
            wanted.data,
          ),
      )
      if (button) return { message: message.id, over: message.card, button, face }
    }
    throw new Error(`Teams shows no button ${wanted.title}`)
  }

  type Found = ReturnType<typeof found>
  const pressing = (
    { message, over, button }: Found,
    verb: string,
    inputs: Readonly<{ [id: string]: unknown }>,
  ): Delivery => {
    const activity = activityOf(person, 'personal', {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: message,
      value: {
        action: { type: 'Action.Execute', verb, data: { ...inputs, ...(button['data'] as Json) } },
        trigger: 'manual',
      },
      ...times(),
    })
    return async () => {
      const told = await stage.deliver(activity)
      if (told.status !== 200) throw new Error(`Teams was answered ${told.status}`)
      const answer = told.body as { readonly type?: string; readonly value?: unknown }
      if (answer.type === 'application/vnd.microsoft.card.adaptive')
        faces.set(message, { over, card: answer.value })
    }
  }

  const presses = async (
    _card: Card,
    wanted: Execute,
    values: Readonly<{ [id: string]: string }>,
  ): Promise<Delivery> => {
    const where = found(wanted)
    const inputs: { [id: string]: unknown } = {}
    for (const input of inputsIn(where.face)) {
      const id = String(input['id'])
      const isPicker = input['choices.data'] !== undefined
      const given = values[id]
      inputs[id] =
        given === undefined
          ? (input['value'] ?? '')
          : isPicker && given !== ''
            ? await objectIdOf(given)
            : given
    }
    const press = pressing(where, wanted.verb, inputs)
    await press()
    await settle()
    return press
  }

  return platformPlayer({
    on: 'Teams',
    user: person,
    account,
    shownTo,
    repaintedFor,
    settle,
    shown: () => stage.fake.messages(chat).map((message) => shownIn(faceOf(message))),
    types: (text) => {
      const activity = activityOf(person, 'personal', { text, ...times() })
      return async () => {
        const { status } = await stage.deliver(activity)
        if (status >= 300) throw new Error(`Teams was answered ${status}`)
      }
    },
    presses,
    holds: (button) => {
      const where = found(button)
      return () => pressing(where, button.verb, {})()
    },
  })
}

const walk = (value: unknown, fits: (node: Json) => boolean): readonly Json[] => {
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, fits))
  if (value === null || typeof value !== 'object') return []
  const node = value as Json
  return [...(fits(node) ? [node] : []), ...Object.values(node).flatMap((member) => walk(member, fits))]
}
const executesIn = (card: unknown): readonly Json[] => walk(card, (node) => node['type'] === 'Action.Execute')
const inputsIn = (card: unknown): readonly Json[] =>
  walk(card, (node) => typeof node['type'] === 'string' && node['type'].startsWith('Input.'))

const saying = ['text', 'label', 'title', 'value', 'errorMessage']
/** What a card says, and which of its buttons do something. */
const shownIn = (card: unknown): Shown => ({
  words: walk(card, () => true)
    .flatMap((node) => saying.map((key) => node[key]))
    .filter((words) => typeof words === 'string')
    .join('\n'),
  buttons: executesIn(card).map((button) => String(button['title'])),
})
