import type { Account } from '../ports/account.ts'

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
  /** The accounts of persons: asked for with each message. */
  readonly accounts: Map<string, readonly Account[]>
  readonly clear: () => void
}
type OfKind<T> = {
  readonly get: (id: string) => Read<T> | undefined
  readonly put: (id: string, read: Read<T>) => void
  readonly drop: (id: string) => void
}

/** Things of one kind that are kept at least, those that were asked for last: about 40 MB of certifications with every step, and twice that at most. */
const least = 4000

export const createRecent = (): Recent => {
  const kinds = new Map<string, OfKind<unknown>>()
  const holders: Recent['holders'] = new Map()
  const accounts: Recent['accounts'] = new Map()
  return {
    of: <T>(table: string) => {
      const kept = kinds.get(table) ?? createOfKind()
      kinds.set(table, kept)
      // `put` of the same table took it.
      return kept as OfKind<T>
    },
    holders,
    accounts,
    clear: () => {
      kinds.clear()
      holders.clear()
      accounts.clear()
    },
  }
}

/** Two halves: what is asked for comes into the newer one, and once that is full the older one goes. So a thing that is found costs one look. */
const createOfKind = (): OfKind<unknown> => {
  let newer = new Map<string, Read<unknown>>()
  let older = new Map<string, Read<unknown>>()
  const put = (id: string, read: Read<unknown>): void => {
    if (newer.size >= least) {
      older = newer
      newer = new Map()
    }
    newer.set(id, read)
  }
  return {
    get: (id) => {
      const found = newer.get(id)
      if (found) return found
      const before = older.get(id)
      if (before) put(id, before)
      return before
    },
    put,
    drop: (id) => {
      newer.delete(id)
      older.delete(id)
    },
  }
}
