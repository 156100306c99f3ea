/** What is to come, the earliest first; of the same moment, in the order in which it was put there. */
export const createHeap = <T>() => {
  type Entry = { readonly at: number; readonly nth: number; readonly item: T }
  const entries: Entry[] = []
  let last = 0
  const isBefore = (a: Entry | undefined, b: Entry | undefined): boolean =>
    a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.nth < b.nth))
  const swap = (a: number, b: number): void => {
    const [one, other] = [entries[a], entries[b]]
    if (one === undefined || other === undefined) return
    entries[a] = other
    entries[b] = one
  }
  return {
    put: (at: number, item: T): void => {
      entries.push({ at, nth: (last += 1), item })
      let index = entries.length - 1
      while (index > 0) {
        const parent = (index - 1) >> 1
        if (!isBefore(entries[index], entries[parent])) break
        swap(index, parent)
        index = parent
      }
    },
    /** When the next one is; undefined where nothing is to come. */
    nextAt: (): number | undefined => entries[0]?.at,
    /** Takes the next one, if it is due by then. */
    take: (by: number): T | undefined => {
      const first = entries[0]
      if (first === undefined || first.at > by) return undefined
      const moved = entries.pop()
      if (moved !== undefined && entries.length > 0) {
        entries[0] = moved
        for (let index = 0; ;) {
          let least = index
          for (const child of [2 * index + 1, 2 * index + 2])
            if (isBefore(entries[child], entries[least])) least = child
          if (least === index) break
          swap(index, least)
          index = least
        }
      }
      return first.item
    },
  }
}
