import type { Event } from '../domain/event.ts'

/** One entry of the journal as it is shown and exported. `data` is the event without its type and subject. */
export type JournalEntry = {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly platform: string
  readonly subject: string
  readonly rev: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly policyVersion: number
  /** SHA-256 of the subject's state after the entry, hex. */
  readonly digest: string
  readonly prev: string
  readonly hash: string
}

/** The journal as it is read; a part of a session. */
export type Journal = {
  /** The newest first; with `before` only those before that number. */
  readonly of: (subject: string, most: number, before?: number) => Promise<readonly JournalEntry[]>
  /** The newest first of these types. */
  readonly ofTypes: (
    subject: string,
    types: readonly Event['type'][],
    most: number,
  ) => Promise<readonly JournalEntry[]>
  /** How many there are, or are before that number, without reading them. */
  readonly count: (subject: string, before?: number) => Promise<number>
  /** Every request for approval that a certification had, the oldest first. */
  readonly requestsOf: (certification: string) => Promise<readonly string[]>
  /** Who did something of one kind to a subject, each actor once, however long ago. */
  readonly actorsOf: (subject: string, type: Event['type']) => Promise<readonly string[]>
  /** How many sampled certificates were looked at, and at how many something was found. */
  readonly samples: () => Promise<{ readonly looked: number; readonly found: number }>
  /** The time of the last entry, or undefined in an empty database. */
  readonly lastAt: () => Promise<string | undefined>
}
