import { isDeepStrictEqual } from 'node:util'
import { keptOf, pressOf } from '../../src/channels/slack/blocks.ts'
import type { Card } from '../../src/ports/card.ts'
import { inputsOf } from '../card-reader.ts'
import type { Workspace } from '../channels/slack/workspace.ts'
import { teamId } from '../channels/slack/slack-people.ts'
import type { Delivery, Execute, PlatformPlayer, Shown } from './player.ts'
import { platformPlayer } from './player.ts'
import type { Record } from './recorded.ts'

type Options = {
  readonly workspace: Workspace
  readonly user: string
  readonly shownTo: Record
  readonly repaintedFor: Record
  readonly settle: () => Promise<void>
  /** The Slack user who is the person of that id. */
  readonly userOf: (person: string) => Promise<string>
}
type Block = { readonly [name: string]: unknown }

/** Somebody in Slack: types in the bot's conversation, presses buttons in messages and windows, fills windows. */
export const slackPlayer = ({
  workspace,
  user,
  shownTo,
  repaintedFor,
  settle,
  userOf,
}: Options): PlatformPlayer => {
  const { slack } = workspace
  const account = `slack:${teamId}:${user}`
  const direct = slack.dmOf(user)
  let sent = 0
  /** What the open window says at its inputs. */
  let errors: readonly string[] = []

  const isSame = (value: unknown, { verb, data }: Pick<Execute, 'verb' | 'data'>): boolean => {
    const press = pressOf(value)
    return (
      press !== undefined &&
      press.details === undefined &&
      isDeepStrictEqual({ verb: press.verb, data: press.data }, { verb, data })
    )
  }
  const elements = (blocks: readonly object[]): readonly Block[] =>
    (blocks as readonly Block[]).flatMap((block) => [
      ...((block['elements'] as readonly Block[] | undefined) ?? []),
      ...(block['accessory'] === undefined ? [] : [block['accessory'] as Block]),
    ])
  const windowOf = () => [...slack.windows.values()].filter((one) => one.user === user).at(-1)

  const ok = async (sending: Promise<{ readonly status: number }>): Promise<void> => {
    const { status } = await sending
    if (status !== 200) throw new Error(`Slack was answered ${status}`)
  }
  const pressing = (payload: object, element: Block): Delivery => {
    sent += 1
    errors = []
    const whole = {
      type: 'block_actions',
      user: { id: user, team_id: teamId },
      trigger_id: slack.issueTrigger(user),
      actions: [
        {
          type: 'button',
          block_id: 'b',
          action_id: element['action_id'],
          value: element['value'],
          action_ts: `17600${sent}.0001`,
        },
      ],
      ...payload,
    }
    return () => ok(workspace.interaction(whole))
  }

  /** A press of the newest message that shows the button; made when it is called, as if it had been looked at since now. */
  const inMessage = (wanted: Pick<Execute, 'verb' | 'data'>): (() => Delivery) | undefined => {
    for (const message of [...slack.messagesIn(direct)].reverse()) {
      const element = elements(message.blocks).find((one) => isSame(one['value'], wanted))
      if (!element) continue
      return () =>
        pressing(
          {
            response_url: slack.issueHook(direct, user, message.ts),
            container: { type: 'message', message_ts: message.ts, channel_id: direct },
            channel: { id: direct },
            message: { ts: message.ts },
            state: { values: {} },
          },
          element,
        )
    }
    return undefined
  }

  const made = async (delivery: Delivery): Promise<Delivery> => {
    await delivery()
    await settle()
    return delivery
  }

  const pressInWindow = async (
    wanted: Execute,
    values: Readonly<{ [id: string]: string }>,
  ): Promise<Delivery | undefined> => {
    const window = windowOf()
    if (!window) return undefined
    const kept = keptOf(window.view['private_metadata'])
    const change = await filled(window.view.blocks, values)
    if (kept?.press && isDeepStrictEqual(kept.press, { verb: wanted.verb, data: wanted.data }))
      return made(async () => {
        const { status, body } = await workspace.submit(user, window, change)
        if (status !== 200) throw new Error(`Slack was answered ${status}`)
        errors = Object.values((body as { errors?: { [block: string]: string } } | undefined)?.errors ?? {})
      })
    const element = elements(window.view.blocks).find((one) => isSame(one['value'], wanted))
    if (!element) return undefined
    const key = `${direct}-${(sent += 1)}`
    return made(() => ok(workspace.pressIn(user, window, element, change, key)))
  }

  /** What somebody does to each input of a window. */
  const filled = async (
    blocks: readonly object[],
    values: Readonly<{ [id: string]: string }>,
  ): Promise<Readonly<{ [block: string]: object }>> => {
    const change: { [block: string]: object } = {}
    for (const block of blocks as readonly Block[]) {
      const blockId = typeof block['block_id'] === 'string' ? block['block_id'] : ''
      const value = values[/^i~(.*)~/.exec(blockId)?.[1] ?? '']
      if (block['type'] !== 'input' || value === undefined) continue
      change[blockId] = await done(block['element'] as Block, value)
    }
    return change
  }

  const done = async (element: Block, value: string): Promise<object> => {
    switch (element['type']) {
      case 'datepicker':
        return { selected_date: value === '' ? null : value }
      case 'users_select':
        return { selected_user: value === '' ? null : await userOf(value) }
      case 'static_select':
      case 'radio_buttons': {
        const groups = (element['option_groups'] as readonly Block[] | undefined) ?? [element]
        const options = groups.flatMap((group) => group['options'] as readonly Block[])
        return { selected_option: options.find((option) => option['value'] === value) ?? null }
      }
      default:
        return { value: value === '' ? null : value }
    }
  }

  const presses = async (
    card: Card,
    button: Execute,
    values: Readonly<{ [id: string]: string }>,
  ): Promise<Delivery> => {
    const done = await pressInWindow(button, values)
    if (done) return done
    if (inputsOf(card).size === 0) {
      const press = inMessage(button)
      if (!press) throw new Error(`Slack shows no button for ${button.title}`)
      return made(press())
    }
    const opens = card.refresh?.action
    const opening = opens && inMessage(opens)
    if (!opening) throw new Error(`Slack shows no way to the form of ${button.title}`)
    await made(opening())
    const sent = await pressInWindow(button, values)
    if (!sent) throw new Error(`the window has no ${button.title}`)
    return sent
  }

  return platformPlayer({
    on: 'Slack',
    user,
    account,
    shownTo,
    repaintedFor,
    settle,
    shown: () =>
      slack
        .messagesIn(direct)
        .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user)
        .map(({ blocks }) => shownIn(blocks)),
    window: () => {
      const window = windowOf()
      return window && inFront(window.view, errors)
    },
    types: (text) => {
      // Whoever writes has closed their window.
      slack.windows.clear()
      sent += 1
      const key = `${direct}-${sent}`
      return () => ok(workspace.say(user, text, key))
    },
    presses,
    holds: (button) => {
      const press = inMessage(button)
      if (!press) throw new Error(`Slack shows no button for ${button.title}`)
      return () => press()()
    },
  })
}

const inFront = (view: Block & { readonly blocks: readonly object[] }, errors: readonly string[]): Shown => {
  const { words, buttons } = shownIn([{ title: view['title'] }, ...view.blocks])
  const submit = view['submit'] as Block | undefined
  return {
    words: [words, ...errors].join('\n'),
    buttons: [...(submit ? [String(submit['text'])] : []), ...buttons],
  }
}

/** What blocks say, and which of their buttons do something. */
const shownIn = (blocks: readonly object[]): Shown => {
  const words: string[] = []
  const buttons: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    if (Array.isArray(value) || value === null || typeof value !== 'object') return
    const node = value as Block
    if (node['type'] === 'button' && node['value'] !== undefined)
      buttons.push(String((node['text'] as Block)['text']))
    for (const [key, member] of Object.entries(node))
      if (typeof member === 'string' && key === 'text') words.push(member)
      else walk(member)
  }
  walk(blocks)
  return { words: words.join('\n'), buttons }
}
