import type { CompiledQuery, Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { Owed } from '../ports/outbox.ts'
import { run } from './statement.ts'
import type { Tables } from './tables.ts'

const columns = ['key', 'matter', 'recipient', 'content', 'replaces', 'due'] as const

/** Puts rows into the outbox; one whose key is there already changes nothing. */
export const insertOwed = async (db: Kysely<Tables>, owed: readonly Owed[]): Promise<void> => {
  const parameters = owed.flatMap(({ key, matter, to, content, replaces, due }) => [
    key,
    matter,
    // Rows of one recipient are found by it.
    canonical(to),
    JSON.stringify(content),
    replaces ? JSON.stringify(replaces) : null,
    due,
  ])
  await run(db, { ...insertOf(db, owed.length), parameters })
}

/** The statement for so many rows, written once each: writing it takes longer than carrying it out. */
const insertOf = (db: Kysely<Tables>, count: number): CompiledQuery => {
  const written = inserts.get(db) ?? new Map<number, CompiledQuery>()
  inserts.set(db, written)
  const before = written.get(count)
  if (before) return before
  const blank = Object.fromEntries(columns.map((column) => [column, sql.val('')]))
  const fixed = {
    attempt: sql.lit(0),
    state: sql.lit<'ready'>('ready'),
    lease: sql.lit(null),
    leased_until: sql.lit(null),
  }
  const query = db
    .insertInto('outbox')
    .values(Array.from({ length: count }, () => ({ ...blank, ...fixed }) as unknown as Blank))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .compile()
  written.set(count, query)
  return query
}

type Blank = Record<(typeof columns)[number], string> & Pick<Tables['outbox'], 'attempt' | 'state'>
const inserts = new WeakMap<Kysely<Tables>, Map<number, CompiledQuery>>()
