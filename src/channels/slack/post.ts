import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Card } from '../../ports/card.ts'
import { messageOf } from './blocks.ts'
import { failureOf } from './failure.ts'
import { markedWith } from './look-for.ts'

/** A message as one client puts it to Slack. Each call throws what Slack answers; `failureOf` tells what that means. */
export type Post = {
  /** Gives the message's `ts`. `mark` goes along unseen, so that the message can be found by it. */
  readonly message: (
    conversation: string,
    card: Card,
    how?: { readonly thread?: string | undefined; readonly mark?: string | undefined },
  ) => Promise<string>
  readonly update: (conversation: string, ts: string, card: Card) => Promise<void>
  /** Shows a card to one person in a conversation of several. */
  readonly ephemeral: (conversation: string, user: string, card: Card, thread?: string) => Promise<void>
  /** Answers by the address that Slack gave with a press or a command: the one way where the bot is not in the conversation. */
  readonly respond: (url: string, card: Card, how: { readonly replace: boolean }) => Promise<void>
}

type Content = { readonly text: string; readonly blocks: KnownBlock[] }
type Options = {
  readonly client: WebClient
  /** Where Slack is, besides its own addresses. */
  readonly apiUrl: string | undefined
  readonly onFault: (fault: unknown, doing: string) => string
}

const plain = { unfurl_links: false, unfurl_media: false } as const
const respondMs = 5_000
const hooks = 'https://hooks.slack.com'

export const createPost = ({ client, apiUrl, onFault }: Options): Post => {
  /** Whatever Slack does not want to draw, it takes as a line of text. */
  const readable = async <T>(card: Card, call: (content: Content) => Promise<T>): Promise<T> => {
    const content = messageOf(card)
    try {
      return await call(content)
    } catch (thrown) {
      if (failureOf(thrown).kind !== 'unreadable') throw thrown
      onFault(thrown, 'draw a card for Slack')
      return call({ text: content.text, blocks: [] })
    }
  }

  return {
    message: (conversation, card, { thread, mark } = {}) =>
      readable(card, async (content) => {
        const { ts } = await client.chat.postMessage({
          channel: conversation,
          ...content,
          ...plain,
          ...(thread === undefined ? {} : { thread_ts: thread }),
          ...(mark === undefined ? {} : { metadata: markedWith(mark) }),
        })
        if (ts === undefined) throw new Error('Slack took a message and did not name it')
        return ts
      }),
    update: (conversation, ts, card) =>
      readable(card, async (content) => {
        await client.chat.update({ channel: conversation, ts, ...content })
      }),
    ephemeral: (conversation, user, card, thread) =>
      readable(card, async (content) => {
        await client.chat.postEphemeral({
          channel: conversation,
          user,
          ...content,
          ...(thread === undefined ? {} : { thread_ts: thread }),
        })
      }),
    respond: async (url, card, { replace }) => {
      const at = new URL(url)
      const known = apiUrl === undefined ? [hooks] : [hooks, new URL(apiUrl).origin]
      if (!known.includes(at.origin)) throw new Error('The address to answer at is not one of Slack')
      const response = await fetch(at, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...messageOf(card),
          ...plain,
          ...(replace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
        }),
        signal: AbortSignal.timeout(respondMs),
      })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`Slack does not take an answer at its address: ${response.status}`)
    },
  }
}
