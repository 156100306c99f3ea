import { AsyncLocalStorage } from 'node:async_hooks'
import type Database from 'better-sqlite3'
import type { Session } from '../../ports/store.ts'
import type { Head } from '../journal.ts'
import type { OpenSession } from '../session.ts'
import { whenFree } from './connection.ts'

/** One `transact`: its work, and whom to tell. */
type Member = {
  readonly run: (session: Session) => Promise<unknown>
  readonly rescue: ((session: Session, thrown: unknown) => Promise<unknown>) | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}
type Outcome = { readonly value: unknown } | { readonly error: unknown }

export type Group = {
  readonly transact: <T>(
    work: (session: Session) => Promise<T>,
    rescue?: (session: Session, thrown: unknown) => Promise<T>,
  ) => Promise<T>
  /** Takes no more, and resolves when all that waited is answered. */
  readonly drain: () => Promise<void>
}

type Parts = {
  readonly raw: Database.Database
  readonly open: (head: Head) => OpenSession
  /** Whether another connection has committed since this was asked last; true when it is asked for the first time. */
  readonly hasChanged: () => boolean
  /** The end of the journal as it stands in the database. */
  readonly readHead: () => Promise<Head>
  /** Called once, after the first commit and before its answers leave. */
  readonly assertSettings: () => void
  /** Hears of what makes the whole database doubtful: a commit that failed, a transaction that was lost. */
  readonly onFault: (error: Error) => void
}

/** Sets the work of one member apart within the transaction. `undo` takes back that work alone, and gives the end of the journal then. */
type Apart = {
  readonly begin: () => void
  readonly keep: () => void
  readonly undo: (head: Head) => Promise<Head>
}

/** The most members of one commit: a longer one would keep the event loop for too long. */
const mostMembers = 64

/**
 * Group commit. What waits is run together in one transaction, one after another, each set apart from the others so that
 * one refusal rolls back alone; every answer leaves after the one COMMIT, because a commit waits for the disk and the
 * work does not.
 */
export const createGroup = (parts: Parts): Group => {
  const { raw } = parts
  const said = (sql: string): (() => void) => {
    const statement = raw.prepare(sql)
    return () => void statement.run()
  }
  const beginNow = said('begin immediate')
  const commitNow = said('commit')
  const savepoint = said('savepoint member')
  const release = said('release member')
  const rollBackTo = said('rollback to member')
  /** Set while a member's work runs, for the code that it calls. */
  const inside = new AsyncLocalStorage<{ isRunning: boolean }>()
  let waiting: Member[] = []
  let isBusy = false
  let isClosed = false
  let isProven = false
  let drained: (() => void) | undefined
  /** Where the chain of the journal ended at the last commit; undefined where that is to be read. */
  let end: Head | undefined

  const wake = (): void => {
    if (isBusy || waiting.length === 0) return
    isBusy = true
    // The next turn of the event loop: what arrived in this one goes into the same commit.
    setImmediate(() => void turn())
  }

  const turn = async (): Promise<void> => {
    const members = waiting.slice(0, mostMembers)
    waiting = waiting.slice(mostMembers)
    try {
      const outcomes = await commit(members)
      for (const [index, member] of members.entries()) {
        const outcome = outcomes[index]
        if (outcome && 'value' in outcome) member.resolve(outcome.value)
        else member.reject(outcome?.error)
      }
    } catch (error) {
      for (const member of members) member.reject(error)
    }
    isBusy = false
    wake()
    if (!isBusy) drained?.()
  }

  const commit = async (members: readonly Member[]): Promise<readonly Outcome[]> => {
    await whenFree(raw, beginNow)
    try {
      let head = await endNow()
      const outcomes: Outcome[] = []
      const apart = members.length === 1 ? alone : amongOthers
      for (const member of members) {
        const done = await runMember(member, head, apart)
        // SQLite gives up the whole transaction on some errors (a full disk): what looked done is not.
        if (!raw.inTransaction)
          throw new Error('the database gave the transaction up', { cause: errorOf(done) })
        head = done.head
        outcomes.push(done.outcome)
      }
      commitNow()
      if (!isProven) parts.assertSettings()
      isProven = true
      end = head
      return outcomes
    } catch (cause) {
      end = undefined
      if (raw.inTransaction) raw.exec('rollback')
      const fault = new Error('nothing was saved: the database did not commit', { cause })
      parts.onFault(fault)
      throw fault
    }
  }

  /** The end of the journal, in a transaction that has just begun. */
  const endNow = async (): Promise<Head> => {
    if (parts.hasChanged()) end = undefined
    return end ?? parts.readHead()
  }

  const amongOthers: Apart = {
    begin: savepoint,
    keep: release,
    undo: (head) => {
      rollBackTo()
      release()
      return Promise.resolve(head)
    },
  }

  /** A member that has the transaction to itself: a savepoint would keep a copy of each page that it changes. */
  const alone: Apart = {
    begin: () => {},
    keep: () => {},
    undo: async () => {
      raw.exec('rollback')
      await whenFree(raw, beginNow)
      return endNow()
    },
  }

  const runMember = async (member: Member, head: Head, apart: Apart): Promise<Done> => {
    const done = await setApart(head, apart, member.run)
    const { rescue } = member
    if (!('error' in done.outcome) || !rescue || !raw.inTransaction) return done
    const { error } = done.outcome
    return setApart(done.head, apart, (session) => rescue(session, error))
  }

  type Done = { readonly outcome: Outcome; readonly head: Head }
  const errorOf = ({ outcome }: Done): unknown => ('error' in outcome ? outcome.error : undefined)

  const setApart = async (
    head: Head,
    apart: Apart,
    work: (session: Session) => Promise<unknown>,
  ): Promise<Done> => {
    apart.begin()
    const opened = parts.open(head)
    let outcome = await bounded(opened.session, work)
    const left = await opened.end()
    if (left > 0 && 'value' in outcome)
      outcome = {
        error: new Error(`${left} call(s) on the session were not awaited: await each inside the transact`),
      }
    if ('value' in outcome) {
      apart.keep()
      opened.keep()
      return { outcome, head: opened.head() }
    }
    return { outcome, head: raw.inTransaction ? await apart.undo(head) : head }
  }

  /**
   * Runs the work to its end within this turn of the event loop. Database work alone ends within microtasks; what reaches
   * `setImmediate` waits for something else (the network, a timer) while everybody waits for it.
   */
  const bounded = (session: Session, work: (session: Session) => Promise<unknown>): Promise<Outcome> => {
    const place = { isRunning: true }
    return new Promise((resolve) => {
      const end = (outcome: Outcome): void => {
        place.isRunning = false
        clearImmediate(late)
        resolve(outcome)
      }
      const late = setImmediate(() =>
        end({ error: new Error('something other than the database was awaited inside transact') }),
      )
      inside
        .run(place, async () => work(session))
        .then(
          (value) => end({ value }),
          (error: unknown) => end({ error }),
        )
    })
  }

  return {
    transact: async <T>(
      work: (session: Session) => Promise<T>,
      rescue?: (session: Session, thrown: unknown) => Promise<T>,
    ): Promise<T> => {
      if (inside.getStore()?.isRunning)
        throw new Error('transact was called inside transact: use the session that was given')
      if (isClosed) throw new Error('the store is closed')
      const value = await new Promise((resolve, reject) => {
        waiting.push({ run: work, rescue, resolve, reject })
        wake()
      })
      // It is what this `work` or this `rescue` gave.
      return value as T
    },

    drain: () => {
      isClosed = true
      return new Promise((resolve) => {
        if (isBusy) drained = resolve
        else resolve()
      })
    },
  }
}
