import { sha256 } from '../../hash.ts'

/** For so long a token that was found right is right. The library keeps the keys that it is held against for a day. */
const knownMs = 5 * 60_000
/** Tokens known at once: Teams uses one for an hour or so, for everything that it delivers. */
const most = 100

/**
 * Remembers what was found out about a token together with all else that the answer depends on (`asked`), so that a press does not pay
 * for the same signature again. A refusal is never remembered, nor is the token itself: only its digest. `now` is in milliseconds; whether
 * a token has run out is for the caller to look at.
 */
export const createKnownTokens = <Found>(now: () => number) => {
  const known = new Map<string, { readonly found: Found; readonly at: number }>()
  return async (asked: readonly unknown[], ask: () => Promise<Found>): Promise<Found> => {
    const key = sha256(JSON.stringify(asked))
    const before = known.get(key)
    const age = before ? now() - before.at : -1
    // A clock that was set back makes nothing known for longer.
    if (before && age >= 0 && age < knownMs) return before.found
    known.delete(key)
    const found = await ask()
    known.set(key, { found, at: now() })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return found
  }
}
