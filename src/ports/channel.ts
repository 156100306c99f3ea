import type { Card } from './card.ts'

/** Where a message goes. Opaque to everything but the channel that made it; JSON, so that it can be stored. */
export type Address = { readonly channel: string; readonly [detail: string]: string }

/** A message that was sent: enough for its channel to repaint it. Opaque; JSON. */
export type Posted = { readonly address: Address; readonly message: string }

export type Place = 'personal' | 'group' | 'channel'

/** Somebody whom a platform knows: whoever was picked, or whoever can be written to from now on. */
export type Known = {
  readonly account: string
  readonly name: string
  /** Where a personal message reaches them, though they may never have written. */
  readonly address: Address
  /** IANA name. */
  readonly zone?: string
  readonly locale?: string
}

/** A value that names somebody picked on a platform: this, then the account. The person stands among `people`. */
export const pickedMark = 'account:'

/** What came in, already authenticated by the channel. */
export type Incoming = {
  /** Unique per delivery: the platform's own id of the event. */
  readonly key: string
  /** `web:<persona>`, `slack:<team>:<user>`, `teams:<tenant>:<object id>`, from the authenticated envelope. */
  readonly account: string
  /** The account's display name, where the platform tells it. */
  readonly name?: string
  readonly address: Address
  readonly place: Place
  /** The message whose card was pressed. */
  readonly posted?: Posted
  readonly locale?: string
  /** IANA name. */
  readonly zone?: string
  /** Whoever was picked in an input of the form, or mentioned in the words under this name. */
  readonly people?: readonly Known[]
} & (
  | { readonly kind: 'word'; readonly text: string }
  /** A button. `values` are the card's inputs by id; empty where the card has none. */
  | {
      readonly kind: 'click'
      readonly verb: string
      readonly data: Readonly<Record<string, unknown>>
      readonly values: Readonly<Record<string, string>>
    }
  /** Somebody opened the conversation or their home; in a channel: the bot has come there. */
  | { readonly kind: 'open' }
  /** The platform asks for somebody's own view of a card that is up: nothing is done, only shown. */
  | {
      readonly kind: 'refresh'
      readonly verb: string
      readonly data: Readonly<Record<string, unknown>>
    }
  /** Somebody can be written to from now on, or no longer. Nothing is shown to them for it. */
  | { readonly kind: 'reachable'; readonly reachable: boolean }
)

/**
 * What to show; empty-handed only where nobody asked (`reachable`). `replace` is the new face of the card that was pressed, `reply` a further message;
 * both may be there. `matter` names what `replace` is about, or else `reply`, for `remember`.
 */
export type Answer = {
  readonly replace?: Card
  readonly reply?: Card
  /** `private`: only the person who asked may see the reply. */
  readonly audience: 'here' | 'private'
  /** The sentence at each input that was refused, by the input's id; the card that is shown says them too. */
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly matter?: string
  /** True where this delivery was answered before: show the same answer, but push nothing again. */
  readonly repeated: boolean
}

export type Delivery =
  | { readonly outcome: 'sent'; readonly posted: Posted }
  /** The message to replace no longer exists. */
  | { readonly outcome: 'gone' }
  /** The person blocked the bot, left, or never had it. */
  | { readonly outcome: 'unreachable' }
  | { readonly outcome: 'retry'; readonly afterMs: number }
  /** It may or may not have arrived. */
  | { readonly outcome: 'unknown' }

/**
 * Whether an account is still there. `untold`: the platform could not say, with `unasked` because there is no way to ask it.
 * `afterMs`: it is to be asked again so much later.
 */
export type Told =
  | { readonly presence: 'there' | 'missing' | 'deactivated' }
  | { readonly presence: 'untold'; readonly unasked?: boolean }
  | { readonly afterMs: number }
/** What a message that is owed brings along. What answers somebody has none: it goes at once, and never waits for what is owed. */
export type Errand = {
  /** Tells this message from every other one of ours, and says nothing about it. */
  readonly mark: string
  /** An earlier try began then and may have arrived, ISO 8601 UTC: where the platform can be asked, the channel looks before it sends. */
  readonly doubtedAt: string | null
  /** For how many milliseconds it is still ours to send; asked right before the call, which lasts no longer. */
  readonly left: () => number
}

/** When something may go out: in so many milliseconds, with its place taken; or, with none taken, when to ask again. */
export type Turn = { readonly inMs: number } | { readonly againMs: number }

export type Channel = {
  readonly name: 'web' | 'slack' | 'teams'
  /** `remember` is called once a card about a matter is up, so that it can be repainted later. */
  readonly start: (
    answer: (incoming: Incoming) => Promise<Answer>,
    remember: (matter: string, account: string, posted: Posted) => Promise<void>,
  ) => Promise<void>
  /** Asks the platform about an account; `address` is where its person is reached, if anywhere. Paced, and never for an answer that somebody waits for. */
  readonly look: (account: string, address: Address | null) => Promise<Told>
  /** Whose turn it is by the platform's limits. What is owed asks for it before `send` and `replace`. */
  readonly turn: (address: Address, what: 'send' | 'replace') => Turn
  readonly send: (address: Address, card: Card, errand?: Errand) => Promise<Delivery>
  readonly replace: (posted: Posted, card: Card, errand?: Errand) => Promise<Delivery>
  readonly stop: () => Promise<void>
}
