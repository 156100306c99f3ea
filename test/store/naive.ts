import type Database from 'better-sqlite3'
import type { SqliteStatement } from 'kysely'
import { sha256 } from '../../src/hash.ts'
import type { Session, Store } from '../../src/ports/store.ts'
import type { Head } from '../../src/store/journal.ts'
import { openSession } from '../../src/store/session.ts'
import { connect, queries, whenFree } from '../../src/store/sqlite/connection.ts'
import { searchIndex } from '../../src/store/sqlite/dialect.ts'

/**
 * Ways to write the update that look right as long as nobody else writes: what the program's own store is held against.
 * `read first` reads before its transaction begins and does not check that the row is still as it was; `each by itself` has no
 * transaction around its statements; `deferred` takes the lock only when it first writes.
 */
export const naiveWays = ['read first', 'each by itself', 'deferred'] as const
export type NaiveWay = (typeof naiveWays)[number]

/** The same store on the same file, one press after another within the process, written in a naive way. */
export const openNaively = (file: string, way: NaiveWay): Store => {
  const raw = connect(file)
  const begin = (): void => {
    if (way === 'read first' && !raw.inTransaction) raw.exec('begin immediate')
  }
  const db = queries(way === 'read first' ? readingFirst(raw, begin) : raw)
  const head = raw.prepare<[], Head>('select seq, hash from events order by seq desc limit 1')
  const last = (): Head => head.get() ?? { seq: 0, hash: '' }
  /** Read at the moment of writing, so that nothing but the decision itself is naive. */
  const lateHead: Head = {
    get seq() {
      return last().seq
    },
    get hash() {
      return last().hash
    },
  }

  const attempt = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    if (way === 'deferred') raw.exec('begin')
    try {
      const { session } = openSession(db, searchIndex, sha256, way === 'read first' ? lateHead : last())
      const value = await work(session)
      if (raw.inTransaction) raw.exec('commit')
      return value
    } catch (thrown) {
      if (raw.inTransaction) raw.exec('rollback')
      throw thrown
    }
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    transact: (work, rescue) => {
      const mine = turn.then(() =>
        attempt(work).catch((thrown: unknown) => {
          if (!rescue) throw thrown
          return attempt((session) => rescue(session, thrown))
        }),
      )
      turn = mine.catch(() => undefined)
      return mine
    },
    audit: () => Promise.reject(new Error('the test looks with a store of its own')),
    backup: () => Promise.reject(new Error('nobody copies it')),
    check: () => Promise.resolve(),
    close: async () => {
      await turn
      await whenFree(raw, () => raw.close())
    },
  }
}

/** A write to a row that decides something; who was here when may be noted before. */
const ofState = /^(insert into|update) "?(people|assets|certifications|approvals)\b/

/** A connection whose first write of a state row begins the transaction, and whose updates take the row as it is by then. */
const readingFirst = (raw: Database.Database, begin: () => void): Database.Database => {
  const prepare = (text: string): SqliteStatement => {
    const statement: SqliteStatement = raw.prepare(text.replace('and writes = +?', 'and +? is not null'))
    if (!ofState.test(text)) return statement
    return {
      reader: statement.reader,
      all: (given) => (begin(), statement.all(given)),
      run: (given) => (begin(), statement.run(given)),
      iterate: (given) => (begin(), statement.iterate(given)),
    }
  }
  // `queries` prepares statements and does nothing else with it.
  return { prepare } as unknown as Database.Database
}
