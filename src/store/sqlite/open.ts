import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { sql } from 'kysely'
import type { AuditReport, Store } from '../../ports/store.ts'
import { audit } from '../audit.ts'
import type { Hash } from '../journal.ts'
import { readHead } from '../journal.ts'
import { openSession } from '../session.ts'
import { createRecent } from '../recent.ts'
import { backup } from './backup.ts'
import { assertSettings, connect, queries, whenFree } from './connection.ts'
import { searchIndex } from './dialect.ts'
import { createGroup } from './group.ts'
import { migrate } from './migrate.ts'

export type StoreOptions = {
  readonly file: string
  /** The folder of `NNNN-name.sql`; the repository's own by default. */
  readonly migrations?: string
  /** SHA-256, hex, of a string. */
  readonly hash: Hash
  /** Hears of what makes the whole database doubtful, such as a commit that failed. Its callers hear of it too. */
  readonly onFault?: (error: Error) => void
}

/** Opens the database, making and migrating it where that is needed. Throws, saying why, where it cannot be trusted. */
export const openStore = async ({
  file,
  migrations = ownMigrations,
  hash,
  onFault,
}: StoreOptions): Promise<Store> => {
  await mkdir(dirname(file), { recursive: true })
  const raw = await whenFree(null, () => connect(file))
  const assertMigrated = await migrate(raw, migrations).catch((error: unknown) => {
    raw.close()
    throw error
  })
  const db = queries(raw)
  const recent = createRecent()
  const version = raw.prepare('pragma data_version').pluck()
  let seen: unknown
  let doubt: Error | undefined
  const group = createGroup({
    raw,
    open: (head) => openSession(db, searchIndex, hash, head, recent),
    hasChanged: () => {
      const now = version.get()
      const hasChanged = now !== seen
      seen = now
      // What stood here may not stand any more.
      if (hasChanged) recent.clear()
      return hasChanged
    },
    readHead: () => readHead(db),
    assertSettings: () => assertSettings(raw),
    onFault: (error) => {
      recent.clear()
      doubt = error
      onFault?.(error)
    },
  })
  assertSettings(raw)

  return {
    transact: group.transact,
    audit: () => auditFile(file, hash),
    backup: (target) => backup(file, target, (copy) => prove(copy, hash)),
    check: async () => {
      if (!raw.open) throw new Error('the store is closed')
      assertSettings(raw)
      assertMigrated()
      // After a failed commit only one that succeeds shows that the database takes writes again.
      if (doubt) raw.exec(probe)
      doubt = undefined
    },
    close: async () => {
      await group.drain()
      if (!raw.open) return
      try {
        raw.pragma('wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // A full disk, say. What is in the log is safe there, and the next start takes it up.
        onFault?.(new Error('the log could not be folded into the database', { cause: error }))
      }
      raw.close()
    },
  }
}

const probe =
  "insert into counters (kind, last) values ('probe', 1) on conflict (kind) do update set last = last + 1"

/** The migrations that come with the program. */
export const ownMigrations = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** The file of a `DATABASE_URL` such as `file:data/assay.db`; throws where it names no file. */
export const fileOf = (url: string): string => {
  const path = url.startsWith('file:') ? url.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : ''
  if (path === '' || path.startsWith(':') || path.includes('?'))
    throw new Error(`DATABASE_URL has to be file:<path>, such as file:data/assay.db; it is ${url}`)
  return resolve(path)
}

/** Walks one moment of the database on a connection of its own, while others write. */
export const auditFile = async (file: string, hash: Hash): Promise<AuditReport> => {
  const raw = connect(file, { readonly: true })
  try {
    raw.exec('begin')
    return await audit(queries(raw), hash)
  } finally {
    raw.close()
  }
}

const prove = async (copy: string, hash: Hash): Promise<void> => {
  const raw = connect(copy)
  try {
    const found = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries(raw))
    const fault = found.rows.find((row) => row.integrity_check !== 'ok')
    if (fault) throw new Error(`the copy is damaged: ${fault.integrity_check}`)
    const report = await audit(queries(raw), hash)
    if (!report.sound) throw new Error(`the copy does not pass the audit: ${report.fault}`)
    raw.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    raw.close()
  }
}
