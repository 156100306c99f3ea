import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import Database from 'better-sqlite3'
import { runDirectly } from '../statement.ts'
import type { Tables } from '../tables.ts'

/** How long one try for the lock may block the event loop. */
export const busyTimeoutMs = 250

/**
 * What every connection is set to. `synchronous` is FULL: better-sqlite3 is built with NORMAL for a database in WAL mode,
 * which loses acknowledged commits when the power fails, and reads 2 until the first write.
 */
const settings = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  // Pages of the log that are folded into the file at once. At SQLite's own 1,000, among many reminders every thirtieth press waits for it,
  // about 5 ms; at 10,000 (40 MB) it is one in three hundred, 10 to 20 ms.
  wal_autocheckpoint: 10_000,
  busy_timeout: busyTimeoutMs,
} as const

/** Versions before 3.51.3 have a race in WAL mode with two connections that can lose commits. */
const leastVersion = [3, 51, 3] as const

/** Opens a connection and sets it up. `readonly` sees the state of its first read for as long as its transaction is open; a database in `memory` is only looked at, and has no log. */
export const connect = (file: string, { readonly = false, memory = false } = {}): Database.Database => {
  const raw = new Database(file, { readonly, timeout: busyTimeoutMs })
  try {
    // A connection that cannot write finds the mode in the file.
    if (!readonly && !memory) raw.pragma(`journal_mode = ${settings.journal_mode}`)
    for (const name of [
      'synchronous',
      'foreign_keys',
      'secure_delete',
      'trusted_schema',
      'cell_size_check',
      'wal_autocheckpoint',
    ] as const)
      raw.pragma(`${name} = ${settings[name]}`)
    raw.pragma('journal_size_limit = 67108864')
    raw.pragma('temp_store = MEMORY')
    if (!memory) assertSettings(raw)
  } catch (error) {
    raw.close()
    throw error
  }
  return raw
}

/** Throws where a setting is not what it has to be, naming each. */
export const assertSettings = (raw: Database.Database): void => {
  const wrong = Object.entries(settings)
    .map(([name, wanted]) => ({ name, wanted, is: raw.pragma(name, { simple: true }) }))
    .filter(({ wanted, is }) => is !== wanted)
    .map(({ name, wanted, is }) => `${name} is ${String(is)} and has to be ${wanted}`)
  if (wrong.length > 0) throw new Error(`the database is not set up as it has to be: ${wrong.join(', ')}`)
  const version = String(raw.prepare('select sqlite_version()').pluck().get())
  if (isOlder(version))
    throw new Error(`SQLite ${version} is older than ${leastVersion.join('.')}, which is needed`)
}

const isOlder = (version: string): boolean => {
  const parts = version.split('.').map(Number)
  for (const [index, least] of leastVersion.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part < least
  }
  return false
}

/** Typed queries on a connection that somebody else begins, commits and closes. */
export const queries = (raw: Database.Database): Kysely<Tables> => {
  const database = remembering(raw)
  const db = new Kysely<Tables>({ dialect: new OneConnection({ database }) })
  runDirectly(db, ({ sql, parameters }) => {
    const prepared = database.prepare(sql)
    if (prepared.reader) return { rows: prepared.all(parameters) }
    const { changes, lastInsertRowid } = prepared.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  })
  return db
}

/** A call to SQLite is over before the next one begins, so none has to wait for another's lock: Kysely would take one for each query. */
class OneConnection extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Unlocked()
  }
}
class Unlocked extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** Statements kept at once; the queries have about a hundred shapes. */
const mostStatements = 500

/** Kysely prepares a statement each time it runs, which costs more than running it: here each text is prepared once. */
const remembering = (raw: Database.Database): SqliteDatabase => {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {},
    prepare: (text) => {
      const kept = statements.get(text)
      if (kept) return kept
      if (statements.size >= mostStatements) statements.clear()
      const statement: SqliteStatement = raw.prepare(unseen(text))
      statements.set(text, statement)
      return statement
    },
  }
}

/**
 * A value that is compared stands behind a plus, which changes nothing but this: SQLite does not look at it while it plans. It looks at
 * one where an index is over some rows only or rows are to be sorted, and then plans anew each time the statement is run, which takes
 * ten times as long as running it.
 */
const unseen = (text: string): string => text.replaceAll(/ (=|<>|!=|<|>|<=|>=) \?/g, ' $1 +?')

export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

/**
 * Tries until the lock is free, without blocking the event loop: about two seconds in all, then it throws. The first try
 * waits inside SQLite, where it blocks everything; the others ask and come back. `raw` is null while there is no connection yet.
 */
export const whenFree = async <T>(raw: Database.Database | null, attempt: () => T): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      if (tried > 1) raw?.pragma('busy_timeout = 0')
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (tried > 28)
        throw new Error('the database was locked by another process for two seconds', { cause: error })
    } finally {
      if (tried > 1) raw?.pragma(`busy_timeout = ${busyTimeoutMs}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80))
  }
}
