import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { AuditReport } from '../../ports/store.ts'
import type { Hash } from '../journal.ts'
import { journalLines } from '../journal-lines.ts'
import { connect, queries } from './connection.ts'
import { migrate } from './migrate.ts'
import { auditFile, ownMigrations } from './open.ts'

/** Audits a database that is there, without changing anything of it; throws where there is none. */
export const auditStore = async (
  file: string,
  hash: Hash,
  migrations = ownMigrations,
): Promise<AuditReport> => {
  assertThere(file)
  await assertSchema(file, migrations)
  const report = await auditFile(file, hash)
  if (report.sound && report.entries === 0)
    throw new Error(`the journal of ${file} is empty: there is nothing to prove`)
  return report
}

/** The tables, indexes and triggers have to be those that the migrations make: a trigger less, and entries could be changed. */
const assertSchema = async (file: string, migrations: string): Promise<void> => {
  const wanted = connect(':memory:', { readonly: false, memory: true })
  const raw = connect(file, { readonly: true })
  try {
    await migrate(wanted, migrations)
    const should = schemaOf(wanted)
    const is = schemaOf(raw)
    const wrong = [...new Set([...should.keys(), ...is.keys()])].find(
      (name) => should.get(name) !== is.get(name),
    )
    if (wrong !== undefined) throw new Error(`${wrong} is not as the migrations make it`)
  } finally {
    wanted.close()
    raw.close()
  }
}

const schemaOf = (raw: Database.Database): ReadonlyMap<string, string> =>
  new Map(
    // SQLite's own catalogue.
    (
      raw.prepare('select type, name, sql from sqlite_master').all() as {
        type: string
        name: string
        sql: string | null
      }[]
    ).map(({ type, name, sql: text }) => [`${type} ${name}`, text ?? '']),
  )

const assertThere = (file: string): void => {
  if (!existsSync(file)) throw new Error(`there is no database at ${file}`)
}

/** The journal of a database that is there, a line of JSON for each entry, the oldest first; all of one moment. */
export const exportStore = async function* (file: string): AsyncGenerator<string> {
  assertThere(file)
  const raw = connect(file, { readonly: true })
  try {
    raw.exec('begin')
    yield* journalLines(queries(raw))
  } finally {
    raw.close()
  }
}
