import type { WebClient } from '@slack/web-api'

/** Conversations between the bot and one person, opened when they are first needed. */
export type Direct = {
  readonly of: (client: WebClient, user: string) => Promise<string>
  /** The conversation where it is open already. */
  readonly known: (user: string) => string | undefined
  /** A conversation that turned out not to be there any more. */
  readonly forget: (user: string) => void
}

const conversationsKept = 10_000

export const createDirect = (): Direct => {
  // Only what is open is shared: nobody who waits stands in the queue of what is owed. Opening twice gives the same conversation.
  const opened = new Map<string, string>()

  return {
    of: async (client, user) => {
      const before = opened.get(user)
      if (before !== undefined) return before
      const { channel } = await client.conversations.open({ users: user })
      if (channel?.id === undefined) throw new Error('Slack opened a conversation without a name')
      opened.set(user, channel.id)
      const [oldest] = opened.keys()
      if (opened.size > conversationsKept && oldest !== undefined) opened.delete(oldest)
      return channel.id
    },
    known: (user) => opened.get(user),
    forget: (user) => void opened.delete(user),
  }
}
