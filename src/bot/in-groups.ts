import { setImmediate as turn } from 'node:timers/promises'

/** For how long a group may keep the database to itself: whoever presses a button waits behind it. */
const togetherMs = 1
const fewest = 1
const most = 200

/**
 * Does a thing in bulk in small groups, the members of one under way together so that the store commits them together, with a turn of
 * the event loop between groups. A group is as large as fits in about a millisecond. `now` is in milliseconds.
 */
export const createInGroups = (
  now: () => number,
): (<T>(items: readonly T[], work: (item: T) => Promise<unknown>) => Promise<void>) => {
  let size = fewest

  return async (items, work) => {
    for (let done = 0; done < items.length;) {
      const group = items.slice(done, done + size)
      const before = now()
      await Promise.all(group.map(work))
      // Who pressed a button meanwhile is answered before the next group joins them.
      await turn()
      done += group.length
      size = Math.max(fewest, Math.min(most, now() - before >= togetherMs ? size >> 1 : size + 1))
    }
  }
}
