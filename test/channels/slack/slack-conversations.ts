export type Args = Readonly<Record<string, string>>
export type Message = {
  readonly ts: string
  readonly text: string
  readonly blocks: readonly object[]
  /** Whoever alone sees it. */
  readonly onlyFor?: string
  readonly thread?: string
}

/** The messages of a workspace. `next` numbers them, `now` is in milliseconds. */
export const createConversations = ({
  now,
  next,
}: {
  readonly now: () => number
  readonly next: () => number
}) => {
  const conversations = new Map<string, Message[]>()
  /** What apps see of a message beside its text, and when it came. */
  const unseen = new Map<string, { readonly at: number; readonly metadata: unknown }>()
  const messagesIn = (conversation: string): Message[] => conversations.get(conversation) ?? []

  return {
    conversations,
    messagesIn,
    put: (conversation: string, message: Omit<Message, 'ts'>, metadata?: string): object => {
      const ts = `${1_760_000_000 + next()}.000100`
      unseen.set(`${conversation} ${ts}`, {
        at: now(),
        metadata: metadata === undefined ? undefined : (JSON.parse(metadata) as unknown),
      })
      messagesIn(conversation).push({ ts, ...message })
      return { ok: true, channel: conversation, ts, message_ts: ts }
    },
    history: ({ channel = '', limit, oldest = '0', include_all_metadata: all }: Args) => ({
      ok: true,
      // The newest first, as Slack gives them.
      messages: messagesIn(channel)
        .map((message) => ({ ...message, ...unseen.get(`${channel} ${message.ts}`) }))
        .filter(({ at = 0 }) => at >= Number(oldest) * 1000)
        .slice(-Number(limit ?? 100))
        .toReversed()
        .map(({ ts, text, metadata }) => ({ ts, text, ...(all === 'true' ? { metadata } : {}) })),
    }),
  }
}
