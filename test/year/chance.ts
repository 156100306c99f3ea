/** Chance that can be had again: the same seed gives the same row of numbers. */
export type Chance = ReturnType<typeof createChance>

/** Numbers from a seed (a whole number), by mulberry32: fast, and good enough to play people. */
export const createChance = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** A whole number from `least` to `most`, both included. */
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  /** Eight digits of hex. */
  const word = (): string => (4_294_967_296 + Math.floor(next() * 4_294_967_296)).toString(16).slice(1)
  return {
    /** In [0, 1). */
    next,
    between,
    /** True so often in a hundred. */
    percent: (share: number): boolean => next() * 100 < share,
    pick: <T>(items: readonly T[]): T => {
      const found = items[between(0, items.length - 1)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    /** 128 bits, hex: what an id is made from. */
    id: (): string => word() + word() + word() + word(),
  }
}
