import { App, SocketModeReceiver } from '@slack/bolt'
import type { Receiver, ViewResponseAction } from '@slack/bolt'
import { clientOptions } from './clients.ts'
import type { Bot } from './identity.ts'
import type { createReaders, Delivered } from './incoming.ts'
import { quiet } from './logger.ts'
import type { Connection } from './supervise.ts'
import { within } from '../within.ts'

type Options = {
  readonly teamId: string
  readonly botToken: string
  readonly apiUrl: string | undefined
  readonly bot: Bot
  readonly readers: ReturnType<typeof createReaders>
  /** Answers a delivery; resolves, once the answer is committed, to what Slack reads in its own answer. */
  readonly hear: (delivered: Delivered) => Promise<ViewResponseAction | undefined>
  /** Whether a conversation with the bot is still empty. */
  readonly isEmpty: (conversation: string) => Promise<boolean>
  readonly isFor: (body: unknown) => boolean
  readonly onFault: (fault: unknown, doing: string) => string
}

export const eventsPath = '/slack/events'
/** An answer waits no longer than this to learn who the bot is. */
const identityMs = 800
const any = /^/

/** Slack's deliveries over a socket, for development. A closed one is opened again by whoever supervises it: the package would crash. */
export const createSocketReceiver = (
  appToken: string,
  apiUrl: string | undefined,
  onFault: (fault: unknown, doing: string) => string,
): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logger: quiet,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl) },
    processEventErrorHandler: ({ error }) => {
      onFault(error, 'take a delivery of Slack')
      return Promise.resolve(false)
    },
  })

/** A connection that `supervise` can keep up. */
export const connectionOf = (receiver: SocketModeReceiver): Connection => ({
  start: () => receiver.start(),
  closed: () => new Promise((resolve) => void receiver.client.once('disconnected', resolve)),
})

/** Ties what Slack delivers to its readers. Every listener returns once the answer is committed. */
export const createApp = (receiver: Receiver, options: Options): App => {
  const { teamId, botToken, apiUrl, bot, readers, hear, isEmpty, isFor, onFault } = options
  const app = new App({
    receiver,
    logger: quiet,
    convoStore: false,
    clientOptions: clientOptions(apiUrl),
    // With a token of its own Bolt would ask Slack at construction, and remember a failure for ever.
    authorize: async ({ teamId: told }) => {
      if (told !== teamId) throw new Error('A delivery for another workspace')
      const who = await within(identityMs, bot.identity()).catch((fault: unknown) => {
        // Nobody's answer depends on it.
        onFault(fault, 'ask Slack who the bot is')
        return undefined
      })
      if (who && who.teamId !== teamId)
        throw new Error('SLACK_BOT_TOKEN belongs to another workspace than SLACK_TEAM_ID names')
      return {
        botToken,
        teamId,
        ...(who?.botUserId === undefined ? {} : { botUserId: who.botUserId }),
        ...(who?.botId === undefined ? {} : { botId: who.botId }),
      }
    },
  })
  // Reported, and answered with 500, by the receiver.
  app.error(async (error) => {
    throw error
  })

  app.use(async ({ body, next }) => {
    if (isFor(body)) await next()
  })
  app.command(/^\//, async ({ body, ack }) => {
    const delivered = readers.command(body)
    if (delivered) await hear(delivered)
    await ack()
  })
  app.event('message', async ({ body, context }) => {
    const delivered = readers.word(body, 'direct', context.botUserId)
    if (delivered) await hear(delivered)
  })
  app.event('app_mention', async ({ body, context }) => {
    const delivered = readers.word(body, 'mention', context.botUserId)
    if (delivered) await hear(delivered)
  })
  app.event('app_home_opened', async ({ body }) => {
    const delivered = readers.opened(body)
    if (!delivered) return
    // Slack tells of every visit; somebody who has been here before finds what was said.
    const { from } = delivered
    if (from.kind === 'message' && !(await isEmpty(from.conversation))) return
    await hear(delivered)
  })
  app.event('member_joined_channel', async ({ body, context }) => {
    const delivered = readers.joined(body, context.botUserId)
    if (delivered) await hear(delivered)
  })
  app.action(any, async ({ body, ack }) => {
    const delivered = readers.pressed(body)
    if (delivered) await hear(delivered)
    await ack()
  })
  app.view({ type: 'view_submission' }, async ({ body, ack }) => {
    const delivered = readers.submitted(body)
    const response = delivered && (await hear(delivered))
    await (response ? ack(response) : ack())
  })
  app.view({ type: 'view_closed' }, ({ ack }) => ack())
  return app
}
