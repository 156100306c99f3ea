import type { Activity } from './activity.ts'

/** What can be asked of the platform while a delivery is being answered. */
export type Turn = {
  /** What was typed, without our own name. */
  readonly text: string
  /** Somebody in the same conversation, by object id; undefined where they are not in it or it takes too long. */
  readonly memberOf: (
    user: string,
  ) => Promise<{ readonly user: string; readonly name?: string | undefined } | undefined>
}

/** What became of a delivery at the door. `keys-away`: what its token is held against could not be had. */
export type Verdict =
  | { readonly kind: 'let-in' }
  | { readonly kind: 'bad-token' }
  | { readonly kind: 'keys-away'; readonly fault: unknown }

/** Authenticates a delivery and has it answered inside. `answer` never fails. */
export type Gate = (
  activity: Activity,
  authorization: string,
  answer: (turn: Turn) => Promise<void>,
) => Promise<Verdict>
