import type { Context } from './context.ts'

/**
 * What brought an event about: a person, or the clock with nobody there. `at` is when, ISO 8601 UTC; `nth` tells one occurrence of an event
 * from the next.
 */
export type Cause = { readonly nth: string; readonly by: 'person' | 'clock'; readonly at: string }

export const causeOf = ({ platform, now }: Pick<Context, 'platform' | 'now'>, nth: string): Cause => ({
  nth,
  by: platform === 'clock' ? 'clock' : 'person',
  at: now,
})
