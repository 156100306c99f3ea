/** https://docs.slack.dev/apis/web-api/rate-limits: about one message a second into one conversation. */
const everyMs = 1_000
/** Who would have to wait longer may as well come again. */
const longestMs = 5_000
const conversationsKept = 10_000

export type Pace = {
  /** Takes the next turn in a conversation: in how many milliseconds it comes, or after how many to ask again. */
  readonly turn: (conversation: string) => { readonly inMs: number } | { readonly againMs: number }
  /** Slack wants nothing there for so long. */
  readonly hold: (conversation: string, ms: number) => void
}

/** Spaces out what nobody waits for, each conversation for itself. `now` is in milliseconds. */
export const createPace = (now: () => number): Pace => {
  /** When the next turn is; forgotten where that is past. */
  const next = new Map<string, number>()
  const keep = (conversation: string, at: number): void => {
    next.set(conversation, at)
    if (next.size <= conversationsKept) return
    for (const [one, due] of next) if (due <= now()) next.delete(one)
  }

  return {
    turn: (conversation) => {
      const inMs = Math.max(0, (next.get(conversation) ?? 0) - now())
      if (inMs > longestMs) return { againMs: inMs }
      keep(conversation, now() + inMs + everyMs)
      return { inMs }
    },
    hold: (conversation, ms) => keep(conversation, Math.max(next.get(conversation) ?? 0, now() + ms)),
  }
}
