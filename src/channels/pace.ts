import type { Turn } from '../ports/channel.ts'

/** The most that a platform takes: a bucket of `most` places, each of which is free again `inMs` after it was taken. */
export type Limit = { readonly most: number; readonly inMs: number }
/** What a message counts against, by name: a conversation, a tenant, a method. */
export type Bucket = { readonly name: string; readonly limits: readonly Limit[] }

export type Pace = {
  /** Takes a place in every bucket at once, for the first moment that all of them have one. */
  readonly turn: (buckets: readonly Bucket[]) => Turn
  /** Counts what went out without asking: somebody waited for it. */
  readonly spend: (buckets: readonly Bucket[]) => void
  /** The platform wants nothing under this name for so long. */
  readonly hold: (name: string, ms: number) => void
  /** For how long it still wants nothing. */
  readonly held: (name: string) => number
}

/** Who would have to wait longer gives its place up and comes again. */
const longestMs = 5_000
/** How long a place is taken, in whole milliseconds: a message can be faster on its way than the one before it. */
const takenMs = ({ inMs }: Limit): number => Math.ceil(inMs * 1.02)
/** So many names are kept before those that count nothing any more are looked for. */
const namesKept = 10_000

/** `taken`: when each place is used, in order; some of it is still to come. `told`: when the last of those who come again does. */
type Use = { taken: number[]; heldUntil: number; told: number; keepsMs: number }

/**
 * Spaces out what nobody waits for. No stretch of `inMs` ever holds more than `most`, whatever comes before or after: that
 * satisfies a platform that counts in fixed windows as well as one that refills its buckets. `now` is in milliseconds.
 */
export const createPace = (now: () => number): Pace => {
  const uses = new Map<string, Use>()
  let sweepAt = namesKept

  const useOf = ({ name, limits }: Bucket): Use => {
    const known = uses.get(name)
    const use = known ?? { taken: [], heldUntil: 0, told: 0, keepsMs: 0 }
    use.keepsMs = Math.max(use.keepsMs, ...limits.map(takenMs))
    const gone = use.taken.findIndex((at) => at > now() - use.keepsMs)
    if (gone !== 0) use.taken.splice(0, gone === -1 ? use.taken.length : gone)
    if (!known) remember(name, use)
    return use
  }
  const remember = (name: string, use: Use): void => {
    uses.set(name, use)
    if (uses.size < sweepAt) return
    for (const [one, { taken, heldUntil, keepsMs }] of uses)
      if (one !== name && heldUntil <= now() && (taken.at(-1) ?? 0) <= now() - keepsMs) uses.delete(one)
    sweepAt = Math.max(namesKept, uses.size * 2)
  }
  const take = (use: Use, at: number): void => {
    use.taken.splice(after(use.taken, at), 0, at)
  }

  return {
    turn: (buckets) => {
      const asked = buckets.map((bucket) => ({ ...bucket, use: useOf(bucket) }))
      let at = Math.ceil(now())
      let narrow: { readonly use: Use; readonly limit: Limit } | undefined
      for (let moved = true; moved;) {
        moved = false
        for (const { use, limits } of asked)
          for (const limit of limits) {
            const first = fit(use.taken, Math.max(at, use.heldUntil), limit)
            if (first === at) continue
            at = first
            narrow = { use, limit }
            moved = true
          }
      }
      if (at - now() > longestMs && narrow) {
        // Those who come again are told to do so one after another, not all at the same moment.
        const { use, limit } = narrow
        use.told = Math.max(use.told, at) + limit.inMs / limit.most
        return { againMs: Math.ceil(use.told - now()) }
      }
      for (const { use } of asked) take(use, at)
      return { inMs: Math.max(0, at - now()) }
    },
    spend: (buckets) => {
      for (const bucket of buckets) take(useOf(bucket), Math.ceil(now()))
    },
    hold: (name, ms) => {
      const use = useOf({ name, limits: [] })
      use.heldUntil = Math.max(use.heldUntil, Math.ceil(now() + ms))
    },
    held: (name) => Math.max(0, (uses.get(name)?.heldUntil ?? 0) - now()),
  }
}

/** The place of the first that comes later. */
const after = (taken: readonly number[], at: number): number => {
  let [low, high] = [0, taken.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((taken[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The first moment from `from` on at which one more leaves no stretch of the limit's time overfull. */
const fit = (taken: readonly number[], from: number, limit: Limit): number => {
  let at = from
  for (;;) {
    const place = after(taken, at)
    const next = crowded(taken, place, at, limit.most, takenMs(limit))
    if (next === undefined) return at
    at = next
  }
}

/** Where `most` others lie within `ms` around it, the next moment to try. */
const crowded = (
  taken: readonly number[],
  place: number,
  at: number,
  most: number,
  ms: number,
): number | undefined => {
  for (let first = Math.max(0, place - most); first <= place; first += 1) {
    // The stretch of `most` + 1 that begins with `first`, with the new one at its place.
    const begins = first === place ? at : (taken[first] ?? at)
    const last = first + most
    const ends = last === place ? at : taken[last - 1]
    if (ends === undefined || ends - begins >= ms) continue
    return first === place ? taken[place] : begins + ms
  }
  return undefined
}
