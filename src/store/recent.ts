/** A thing as it was read, and how often its row had been written by then. */
export type Read<T> = { readonly thing: T; readonly writes: number }

/**
 * Things as they stand in the database, kept from one session to the next: reading one, with its words, takes longer than most of what
 * is done with it. Whoever opens the transaction sees to it that nobody else has written meanwhile, or calls `clear`.
 */
export type Recent = {
  /** Of one kind, by the name of its table. */
  readonly of: <T>(table: string) => OfKind<T>
  /** The ids of those who hold a role, by name: asked for with most of what the clock or a press does, and hardly ever another. */
  readonly holders: Map<string, readonly string[]>
  readonly clear: () => void
}
type OfKind<T> = {
  readonly get: (id: string) => Read<T> | undefined
  readonly put: (id: string, read: Read<T>) => void
  readonly drop: (id: string) => void
}

/** Things of one kind that are kept at once, those that were asked for last: about 80 MB of certifications with every step. */
const most = 8000

export const createRecent = (): Recent => {
  const kinds = new Map<string, Map<string, Read<unknown>>>()
  const holders: Recent['holders'] = new Map()
  return {
    of: <T>(table: string) => {
      const kept = kinds.get(table) ?? new Map<string, Read<unknown>>()
      kinds.set(table, kept)
      return {
        get: (id) => {
          const read = kept.get(id)
          if (!read) return undefined
          // Asked for last.
          kept.delete(id)
          kept.set(id, read)
          // `put` of the same table took it.
          return read as Read<T>
        },
        put: (id, read) => {
          kept.delete(id)
          kept.set(id, read)
          const [oldest] = kept.keys()
          if (kept.size > most && oldest !== undefined) kept.delete(oldest)
        },
        drop: (id) => void kept.delete(id),
      }
    },
    holders,
    clear: () => {
      kinds.clear()
      holders.clear()
    },
  }
}
