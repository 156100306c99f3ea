/** The first wait where nobody said how long; it doubles with each try. */
const firstMs = 5_000
/** The longest wait between two tries. */
const longestMs = 600_000
/** What failed together comes back spread over so much of its wait. */
const spread = 0.25

/**
 * How long to wait before a message is tried again: never less than the platform asked for, twice as long with each try, ten minutes at
 * most unless it asked for more, and somewhat later by chance.
 * @param toldMs what the platform, or its channel, asked for
 * @param tries how often it was tried so far, from 1
 * @param chance in [0, 1)
 */
export const waitMs = (toldMs: number, tries: number, chance: number): number => {
  const doubled = firstMs * 2 ** Math.min(Math.max(0, tries - 1), 20)
  const most = Math.max(longestMs, toldMs)
  return Math.round(Math.min(most, Math.max(toldMs, doubled) * (1 + spread * chance)))
}
