import type { Address, Posted } from './channel.ts'

/** Messages owed in one statement: one that takes longer would keep the event loop. */
export const mostOwedAtOnce = 200

/** Something owed to somebody. `key` makes it once. `matter` groups the cards about one thing; `content` is the JSON that the sender presents and renders when it goes out. */
export type Owed = {
  readonly key: string
  readonly matter: string
  /** A person is reached on the account where they were last active; an address is a channel's. */
  readonly to: { readonly person: string } | { readonly address: Address }
  readonly content: unknown
  /** Present where a card that is up has to be repainted instead of a new one sent. */
  readonly replaces?: Posted
  readonly due: string
}
export type OutboxRow = Owed & {
  readonly id: number
  /** How often it was leased: with the id, what tells one lease from the next. */
  readonly attempt: number
  readonly state: 'ready' | 'leased' | 'sent' | 'unknown' | 'dead'
  readonly lease: string | null
  readonly leasedUntil: string | null
  /** How often a call was begun for it. */
  readonly tries: number
  /** How many of them may or may not have arrived, and when the last of those began. */
  readonly doubts: number
  readonly doubtedAt: string | null
}

/** Why a message reached nobody: there is nobody to write to, it was tried for a day, or nobody knows whether it arrived. */
export type Why = 'nobody' | 'tried' | 'unknown'
/** A message that reached nobody, for an administrator to send again or to drop. */
export type Undelivered = Pick<Owed, 'to' | 'content' | 'matter'> & {
  readonly id: number
  readonly why: Why
  readonly at: string
}
/** What becomes of a leased row; `lost` where somebody should know that it reached nobody, `doubted` since when it may have arrived. */
export type Settled =
  | { readonly state: 'sent' }
  | { readonly state: 'unknown' | 'dead'; readonly lost?: { readonly why: Why; readonly at: string } }
  | { readonly state: 'ready'; readonly due: string; readonly doubted?: string }

/** What is owed and what became of it; a part of a session. */
export type Outbox = {
  /** Once per key: a second one with the same key changes nothing. */
  readonly owe: (owed: Owed) => Promise<void>
  /** Takes back what nobody has begun to send; false where somebody has. */
  readonly withdraw: (key: string) => Promise<boolean>
  /** The same for many in one statement; at most `mostOwedAtOnce`. */
  readonly oweAll: (owed: readonly Owed[]) => Promise<void>
  /**
   * Marks due rows as leased until `until` and gives them, oldest first. Rows whose lease has run out are given again; where a call
   * had begun for one, it may have arrived.
   */
  readonly lease: (now: string, until: string, most: number) => Promise<readonly OutboxRow[]>
  /** The fence: notes that a call begins now, and says whether the row is still leased to whoever asks. */
  readonly begin: (row: OutboxRow, now: string) => Promise<boolean>
  /** Closes a leased row; refuses silently (false) if the lease was lost meanwhile. */
  readonly settle: (row: OutboxRow, outcome: Settled) => Promise<boolean>
  /** Puts leased rows back untried, each due when its turn may have come. What stands behind them still waits for them. */
  readonly defer: (rows: readonly { readonly row: OutboxRow; readonly due: string }[]) => Promise<void>
  /** The earliest due of a row that is ready, if any. */
  readonly nextDue: () => Promise<string | undefined>
  /** What reached nobody, the newest first. */
  readonly undelivered: (most: number) => Promise<readonly Undelivered[]>
  /** Owes it anew; false where it is no longer among the undelivered. */
  readonly resend: (id: number, now: string) => Promise<boolean>
  /** Nobody has to care about it any more; false where it is no longer among the undelivered. */
  readonly drop: (id: number) => Promise<boolean>
  /** How many are due by now and how old the oldest is, and how many reached nobody. */
  readonly figures: (
    now: string,
  ) => Promise<{ readonly waiting: number; readonly oldest: string | null; readonly undelivered: number }>
}
