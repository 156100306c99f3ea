import type { Session, Store } from '../../../src/ports/store.ts'

/** What every part of the contract is played in: the store of the test that is running, and two short words for what it does often. */
export type Room = {
  readonly store: Store
  /** Reads or writes in a transaction of its own. */
  readonly look: <T>(work: (session: Session) => Promise<T>) => Promise<T>
  /** Lets the event loop go round. */
  readonly turn: () => Promise<void>
}

/** A room whose store is the one that `current` gives at the moment. */
export const roomOf = (current: () => Store): Room => ({
  store: {
    transact: (...given) => current().transact(...given),
    audit: () => current().audit(),
    backup: (target) => current().backup(target),
    check: () => current().check(),
    close: () => current().close(),
  },
  look: (work) => current().transact(work),
  turn: () => new Promise((resolve) => setTimeout(resolve, 1)),
})
