import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stringify } from 'node:querystring'
import { pressOf } from '../../../src/channels/slack/blocks.ts'
import { createSlackChannel } from '../../../src/channels/slack/channel.ts'
import type { SlackChannel } from '../../../src/channels/slack/channel.ts'
import type { ShownBlock } from './block-kit.ts'
import { stateOf } from './block-state.ts'
import { botToken, botUser, startFakeSlack, stewards } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import type { FakeSlack, Window } from './fake-slack.ts'

export const signingSecret = 'a-signing-secret'
export const jsonType = 'application/json'
export const formType = 'application/x-www-form-urlencoded'

export type Sent = { readonly status: number; readonly body: unknown }
type Signed = { readonly secret?: string; readonly seconds?: number; readonly type?: string }

/** The headers with which Slack signs a body. */
export const signed = (
  raw: string | Buffer,
  { secret = signingSecret, seconds = Date.now() / 1000, type = jsonType }: Signed = {},
): Record<string, string> => {
  const at = String(Math.floor(seconds))
  return {
    'content-type': type,
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(raw).digest('hex')}`,
  }
}

/** A number of Slack's kind that is the same for the same key. */
const stampOf = (key: string): string => {
  const digits = parseInt(createHash('sha256').update(key).digest('hex').slice(0, 12), 16)
  return `1760${String(digits % 1e6).padStart(6, '0')}.${String(Math.floor(digits / 1e6) % 1e6).padStart(6, '0')}`
}

/** A whole workspace: Slack's side played by a fake, ours real, with real requests between the two. */
export const createWorkspace = async (
  more: { readonly fake?: FakeSlack; readonly now?: () => number } = {},
) => {
  const slack = more.fake ?? (await startFakeSlack())
  const faults: string[] = []
  const channel: SlackChannel = createSlackChannel({
    botToken,
    signingSecret,
    teamId,
    apiUrl: slack.apiUrl,
    now: more.now ?? Date.now,
    onFault: (fault, doing) =>
      `F${faults.push(`${doing}: ${fault instanceof Error ? fault.message : String(fault)}`)}`,
  })
  const server = createServer(channel.intake)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  let deliveries = 0

  const post = async (
    raw: string | Buffer,
    headers: Record<string, string>,
    to = url,
    method = 'POST',
  ): Promise<Sent> => {
    const response = await fetch(to, {
      method,
      headers,
      ...(method === 'POST' ? { body: typeof raw === 'string' ? raw : new Uint8Array(raw) } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  const event = (inner: object, outer: object = {}): Promise<Sent> => {
    deliveries += 1
    const raw = JSON.stringify({
      type: 'event_callback',
      team_id: teamId,
      api_app_id: 'A1',
      event_id: `Ev${deliveries}`,
      authorizations: [{ team_id: teamId, user_id: botUser, is_bot: true }],
      event: inner,
      ...outer,
    })
    return post(raw, signed(raw))
  }

  const interaction = (payload: object): Promise<Sent> => {
    const raw = stringify({
      payload: JSON.stringify({ team: { id: teamId }, api_app_id: 'A1', ...payload }),
    })
    return post(raw, signed(raw, { type: formType }))
  }

  const buttonIn = (blocks: readonly object[], verb: string) =>
    elementsOf(blocks).find((one) => one.type === 'button' && pressOf(one.value)?.verb === verb)

  return {
    slack,
    channel,
    faults,
    url,
    post,
    event,
    interaction,

    say: (user: string, text: string, key = String(deliveries), more: object = {}) => {
      slack.openConversation(slack.dmOf(user))
      return event({
        type: 'message',
        channel_type: 'im',
        channel: slack.dmOf(user),
        user,
        text,
        ts: stampOf(key),
        team: teamId,
        ...more,
      })
    },

    mention: (user: string, text: string, key = String(deliveries), more: object = {}) =>
      event({
        type: 'app_mention',
        channel: stewards,
        user,
        text: `<@${botUser}> ${text}`,
        ts: stampOf(key),
        team: teamId,
        ...more,
      }),

    command: (user: string, text: string, conversation: string) => {
      const raw = stringify({
        command: '/assay',
        text,
        team_id: teamId,
        api_app_id: 'A1',
        user_id: user,
        channel_id: conversation,
        trigger_id: slack.issueTrigger(user),
        response_url: slack.issueHook(conversation, user),
      })
      return post(raw, signed(raw, { type: formType }))
    },

    /** Presses the button of a verb; one that the card does not have is made up. */
    press: (
      user: string,
      conversation: string,
      ts: string,
      verb: string,
      { key = String(deliveries++), trigger }: { readonly key?: string; readonly trigger?: string } = {},
    ) => {
      const message = slack.messagesIn(conversation).find((one) => one.ts === ts)
      const button = buttonIn(message?.blocks ?? [], verb)
      return interaction({
        type: 'block_actions',
        user: { id: user, team_id: teamId },
        trigger_id: trigger ?? slack.issueTrigger(user),
        response_url: slack.issueHook(conversation, user, ts),
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: conversation,
          is_ephemeral: message?.onlyFor !== undefined,
        },
        channel: { id: conversation },
        message: { ts },
        actions: [
          {
            type: 'button',
            block_id: 'b',
            action_id: button?.action_id ?? `ac:${verb}:1`,
            value: button?.value ?? JSON.stringify({ verb, data: {} }),
            action_ts: stampOf(key),
          },
        ],
        state: { values: {} },
      })
    },

    /** Presses a button in a window, as it is now or was, or in the home tab: the first of a verb, or the one that is given. */
    pressIn: (
      user: string,
      where: string | Window,
      which: string | Shown,
      change: Readonly<Record<string, object>> = {},
      key = String(deliveries++),
    ) => {
      const viewId = typeof where === 'string' ? where : where.id
      const window = typeof where === 'string' ? slack.windows.get(where) : where
      const view = window?.view ?? slack.homes.get(user)
      if (!view) throw new Error(`There is no view ${viewId}`)
      const verb = typeof which === 'string' ? which : ''
      const button = typeof which === 'string' ? buttonIn(view.blocks, which) : which
      return interaction({
        type: 'block_actions',
        user: { id: user, team_id: teamId },
        trigger_id: slack.issueTrigger(user),
        container: { type: 'view', view_id: viewId },
        view: viewPayload(viewId, window?.hash ?? 'h', view, change),
        actions: [
          {
            type: 'button',
            block_id: 'b',
            action_id: button?.action_id ?? `ac:${verb}:1`,
            value: button?.value ?? JSON.stringify({ verb, data: {} }),
            action_ts: stampOf(key),
          },
        ],
      })
    },

    /** Sends a form, as it is now or was, and does with the window what the answer says. */
    submit: async (
      user: string,
      where: string | Window,
      change: Readonly<Record<string, object>> = {},
      apply = true,
    ): Promise<Sent> => {
      const viewId = typeof where === 'string' ? where : where.id
      const window = typeof where === 'string' ? slack.windows.get(where) : where
      if (!window) throw new Error(`There is no view ${viewId}`)
      const sent = await interaction({
        type: 'view_submission',
        user: { id: user, team_id: teamId },
        trigger_id: slack.issueTrigger(user),
        view: viewPayload(viewId, window.hash, window.view, change),
      })
      const body = sent.body as { response_action?: string; view?: typeof window.view } | undefined
      if (apply && body?.response_action === 'clear') slack.windows.clear()
      if (apply && body?.response_action === 'update' && body.view)
        slack.windows.set(viewId, { ...window, hash: `${window.hash}+`, view: body.view })
      return sent
    },

    stop: async (): Promise<void> => {
      await channel.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (!more.fake) await slack.stop()
    },
  }
}
export type Workspace = Awaited<ReturnType<typeof createWorkspace>>

/** Goes round the event loop until something has come about; the test's own time ends the waiting. */
export const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => void setImmediate(resolve))
}

const viewPayload = (
  id: string,
  hash: string,
  view: Readonly<Record<string, unknown>> & { readonly blocks: readonly object[] },
  change: Readonly<Record<string, object>>,
) => ({
  id,
  hash,
  callback_id: '',
  ...view,
  // The fake refuses a view that is not made of these.
  state: { values: stateOf(view.blocks as readonly ShownBlock[], change) },
})

type Shown = { readonly type?: string; readonly action_id?: string; readonly value?: string }
const elementsOf = (blocks: readonly object[]): readonly Shown[] =>
  blocks.flatMap((block) => [
    ...('elements' in block && Array.isArray(block.elements) ? (block.elements as Shown[]) : []),
    ...('accessory' in block ? [block.accessory as Shown] : []),
  ])
