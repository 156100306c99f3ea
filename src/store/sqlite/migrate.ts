import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { sha256 } from '../../hash.ts'
import { whenFree } from './connection.ts'

type Migration = {
  readonly number: number
  readonly name: string
  readonly hash: string
  readonly text: string
}
type Landed = Omit<Migration, 'text'>

/**
 * Brings the database up to the newest migration in one transaction, so that one that fails leaves everything as it was. Throws where the
 * database is newer than the folder, or where a migration that has landed was edited. Gives a check that it still is at that point.
 */
export const migrate = async (raw: Database.Database, folder: string): Promise<() => void> => {
  const migrations = await read(folder)
  await whenFree(raw, () =>
    raw.exec(
      'create table if not exists migrations (number integer primary key, name text not null, hash text not null) strict',
    ),
  )
  await whenFree(raw, () => land(raw, migrations))
  const assertMigrated = (): void => {
    const done = landed(raw)
    assertKnown(done, migrations)
    if (done.length !== migrations.length)
      throw new Error(`the database has ${done.length} of ${migrations.length} migrations`)
  }
  assertMigrated()
  return assertMigrated
}

/** Reads `NNNN-name.sql`, numbered from 0001 without a gap. */
const read = async (folder: string): Promise<readonly Migration[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  if (files.length === 0) throw new Error(`there are no migrations in ${folder}`)
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
      if (number !== index + 1)
        throw new Error(
          `${join(folder, file)} has to be named ${String(index + 1).padStart(4, '0')}-name.sql`,
        )
      // A checkout on Windows may end lines differently.
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name: file, hash: sha256(text), text }
    }),
  )
}

const landed = (raw: Database.Database): readonly Landed[] =>
  // The table is ours, made in `migrate`.
  raw.prepare('select number, name, hash from migrations order by number').all() as Landed[]

/** Another process may be at the same work: what has landed is read inside the transaction. */
const land = (raw: Database.Database, migrations: readonly Migration[]): void => {
  raw.exec('begin immediate')
  try {
    const done = landed(raw)
    assertKnown(done, migrations)
    for (const one of migrations) if (!done.some(({ number }) => number === one.number)) landOne(raw, one)
    raw.exec('commit')
  } catch (error) {
    if (raw.inTransaction) raw.exec('rollback')
    throw error
  }
}

const landOne = (raw: Database.Database, { number, name, hash, text }: Migration): void => {
  try {
    raw.exec(text)
    raw.prepare('insert into migrations (number, name, hash) values (?, ?, ?)').run(number, name, hash)
  } catch (cause) {
    throw new Error(`migration ${name} failed; the database is as it was before it`, { cause })
  }
}

class Unknown extends Error {}

const assertKnown = (done: readonly Landed[], all: readonly Migration[]): void => {
  for (const one of done) {
    const known = all[one.number - 1]
    if (!known)
      throw new Unknown(
        `the database is newer than this version of Assay: it has migration ${one.name}, which is unknown here; start the newer version, or restore the backup from before`,
      )
    if (known.hash !== one.hash)
      throw new Unknown(
        `migration ${known.name} was edited after it landed; put it back as it was, and write a new migration`,
      )
  }
}
