import { isDeepStrictEqual } from 'node:util'
import { keptOf, pressOf } from '../../src/channels/slack/blocks.ts'
import type { Card } from '../../src/ports/card.ts'
import { inputsOf } from '../card-reader.ts'
import type { Workspace } from '../channels/slack/workspace.ts'
import { teamId } from '../channels/slack/fake-slack.ts'
import type { Player } from '../world.ts'
import type { Execute } from './player.ts'
import { platformPlayer } from './player.ts'
import type { Record } from './recorded.ts'

type Options = {
  readonly workspace: Workspace
  readonly user: string
  readonly shownTo: Record
  readonly settle: () => Promise<void>
  /** The Slack user who is the person of that id. */
  readonly userOf: (person: string) => Promise<string>
}
type Block = { readonly [name: string]: unknown }

/** Somebody in Slack: types in the bot's conversation, presses buttons in messages and windows, fills windows. */
export const slackPlayer = ({ workspace, user, shownTo, settle, userOf }: Options): Player => {
  const { slack } = workspace
  const account = `slack:${teamId}:${user}`
  const direct = slack.dmOf(user)
  let sent = 0

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

  const send = async (payload: object, element: Block): Promise<void> => {
    sent += 1
    const told = await workspace.interaction({
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
    })
    if (told.status !== 200) throw new Error(`Slack was answered ${told.status}`)
    await settle()
  }

  const pressInMessage = async (wanted: Pick<Execute, 'verb' | 'data'>): Promise<boolean> => {
    for (const message of [...slack.messagesIn(direct)].reverse()) {
      const element = elements(message.blocks).find((one) => isSame(one['value'], wanted))
      if (!element) continue
      await send(
        {
          response_url: slack.issueHook(direct, user, message.ts),
          container: { type: 'message', message_ts: message.ts, channel_id: direct },
          channel: { id: direct },
          message: { ts: message.ts },
          state: { values: {} },
        },
        element,
      )
      return true
    }
    return false
  }

  const pressInWindow = async (
    wanted: Execute,
    values: Readonly<{ [id: string]: string }>,
  ): Promise<boolean> => {
    const window = windowOf()
    if (!window) return false
    const kept = keptOf(window.view['private_metadata'])
    const change = await filled(window.view.blocks, values)
    if (kept?.press && isDeepStrictEqual(kept.press, { verb: wanted.verb, data: wanted.data })) {
      const sent = await workspace.submit(user, window.id, change)
      if (sent.status !== 200) throw new Error(`Slack was answered ${sent.status}`)
      await settle()
      return true
    }
    const verb = elements(window.view.blocks).find((one) => isSame(one['value'], wanted))
    if (!verb) return false
    await workspace.pressIn(user, window.id, wanted.verb, change)
    await settle()
    return true
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
  ): Promise<void> => {
    if (await pressInWindow(button, values)) return
    if (inputsOf(card).size === 0) {
      if (!(await pressInMessage(button))) throw new Error(`Slack shows no button for ${button.title}`)
      return
    }
    const opens = card.refresh?.action
    if (!opens || !(await pressInMessage(opens)))
      throw new Error(`Slack shows no way to the form of ${button.title}`)
    if (!(await pressInWindow(button, values))) throw new Error(`the window has no ${button.title}`)
  }

  return platformPlayer({
    on: 'Slack',
    user,
    account,
    shownTo,
    settle,
    types: async (text) => {
      // Whoever writes has closed their window.
      slack.windows.clear()
      return (await workspace.say(user, text)).status
    },
    presses,
  })
}
