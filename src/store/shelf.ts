import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { z } from 'zod'
import { canonical } from '../hash.ts'
import type { Shelf } from '../ports/store.ts'
import type { Hash, Journal } from './journal.ts'
import type { Read, Recent } from './recent.ts'
import { run, statement, statementOver } from './statement.ts'
import type { Tables } from './tables.ts'
import type { Texts } from './texts.ts'

const tables = [
  'people',
  'assets',
  'certifications',
  'approvals',
  'reviews',
  'campaigns',
  'feedback',
] as const

type Cell = string | number | null
export type Cells = Readonly<Record<string, Cell>>

/** How one kind of thing is kept. Everything but the state itself can be computed from it, and the audit does so. */
export type Kind<T> = {
  readonly table: (typeof tables)[number]
  readonly schema: z.ZodType<T>
  /** The columns that queries need. */
  readonly columns: (thing: T) => Cells
  /** Rows of a side table, for what a thing has several of; `key` is the column that holds the thing's id. */
  readonly side?: {
    readonly table: 'holders' | 'asks' | 'seats' | 'campaign_reviews'
    readonly key: string
    readonly rows: (thing: T) => readonly Cells[]
  }
}

export type StateRow = {
  readonly id: string
  readonly rev: number
  readonly writes: number
  readonly state: string
}

/** A shelf, and the way for its lookups to turn rows into things. */
export type ShelfRoom<T> = Shelf<T> & {
  readonly read: (rows: readonly StateRow[]) => Promise<readonly T[]>
  readonly readOne: (row: StateRow | undefined) => Promise<T | undefined>
  /** Things by their ids, in that order: a list that gives only ids does not read the states of those that are known. */
  readonly findAll: (ids: readonly string[]) => Promise<readonly T[]>
}

type Thing = { readonly id: string; readonly rev: number }

export const createShelf = <T extends Thing>(
  kind: Kind<T>,
  {
    db,
    texts,
    journal,
    hash,
    recent,
    onKept,
  }: {
    db: Kysely<Tables>
    texts: Texts
    journal: Journal
    hash: Hash
    recent: Recent
    onKept: (put: () => void) => void
  },
): ShelfRoom<T> => {
  const table = sql.table(kind.table)
  const kept = recent.of<T>(kind.table)
  /**
   * What this session knows of each row it read or wrote: how often it was written, and the thing as it was read or saved. Nobody else
   * writes while the session lasts, so it is not read again.
   */
  const known = new Map<string, Read<T>>()
  const sideOf = (thing: T): string => canonical(kind.side?.rows(thing) ?? [])

  /** The thing without reading it, as this session or one before read it. */
  const recall = (id: string): T | undefined => {
    const before = known.get(id) ?? kept.get(id)
    if (!before) return undefined
    known.set(id, before)
    return before.thing
  }

  const read = async (rows: readonly StateRow[]): Promise<readonly T[]> => {
    const unread = rows.filter((row) => recall(row.id) === undefined)
    const states = await texts.clothe(unread.map((row) => JSON.parse(row.state) as unknown))
    const found = new Map<string, T>()
    for (const [index, row] of unread.entries()) {
      const parsed = kind.schema.safeParse(states[index])
      if (!parsed.success)
        throw new Error(`the state of ${row.id} in ${kind.table} cannot be read`, { cause: parsed.error })
      found.set(row.id, parsed.data)
      const fresh = { writes: row.writes, thing: parsed.data }
      known.set(row.id, fresh)
      kept.put(row.id, fresh)
    }
    return rows.flatMap((row) => found.get(row.id) ?? recall(row.id) ?? [])
  }
  const readOne = async (row: StateRow | undefined): Promise<T | undefined> =>
    row ? (await read([row]))[0] : undefined

  const insert = async (thing: T, cells: Cells): Promise<void> => {
    const all = { id: thing.id, writes: 1, ...cells }
    const { numAffectedRows } = await run(
      db,
      filled(`insert ${kind.table}`, Object.values(all), () =>
        sql`insert into ${table} (${names(all)}) values (${values(all)}) on conflict (id) do nothing`.compile(
          db,
        ),
      ),
    )
    if (numAffectedRows !== 1n)
      throw new Error(`${thing.id} is there already, and this session did not read it`)
  }
  const update = async (thing: T, cells: Cells, { writes, thing: before }: Read<T>): Promise<void> => {
    const columns: Cells = kind.columns(before)
    // An index is written anew for whatever is named here, changed or not.
    const changed = Object.entries(cells).filter(([name, cell]) => columns[name] !== cell)
    const all: Cells = { ...Object.fromEntries(changed), writes: writes + 1 }
    const { numAffectedRows } = await run(
      db,
      filled(
        `update ${kind.table} ${Object.keys(all).join()}`,
        [...Object.values(all), thing.id, writes],
        () =>
          sql`update ${table} set ${pairs(all)} where id = ${thing.id} and writes = ${writes}`.compile(db),
      ),
    )
    if (numAffectedRows !== 1n) throw new Error(`${thing.id} was changed meanwhile`)
  }
  const putSide = async (thing: T, isNew: boolean): Promise<void> => {
    if (!kind.side) return
    const side = sql.table(kind.side.table)
    if (!isNew) await sql`delete from ${side} where ${sql.ref(kind.side.key)} = ${thing.id}`.execute(db)
    for (const row of kind.side.rows(thing)) {
      const all = { [kind.side.key]: thing.id, ...row }
      await sql`insert into ${side} (${names(all)}) values (${values(all)})`.execute(db)
    }
  }

  const findAll = async (ids: readonly string[]): Promise<readonly T[]> => {
    const unread = ids.filter((id) => recall(id) === undefined)
    const found = new Map(
      unread.length === 0
        ? []
        : (await read((await rowsOf[kind.table](db, {}, unread)).rows)).map((thing) => [thing.id, thing]),
    )
    return ids.flatMap((id) => found.get(id) ?? recall(id) ?? [])
  }

  return {
    read,
    readOne,
    findAll,
    find: async (id) => recall(id) ?? readOne((await rowOf[kind.table](db, { id })).rows[0]),

    save: async (thing, events, stamp) => {
      const { bare, bodies, dress } = texts.bare(thing)
      const state = canonical(bare)
      const cells = { rev: thing.rev, state, ...kind.columns(thing) }
      const before = known.get(thing.id)
      kept.drop(thing.id)
      if (before) await update(thing, cells, before)
      else await insert(thing, cells)
      if (sideOf(thing) !== (before ? sideOf(before.thing) : '[]')) await putSide(thing, !before)
      await texts.keep(bodies)
      const fresh = { writes: (before?.writes ?? 0) + 1, thing: dress() }
      known.set(thing.id, fresh)
      // It may still be undone: others see it once this session is over.
      onKept(() => kept.put(thing.id, fresh))
      await journal.append({ subject: thing.id, rev: thing.rev, digest: hash(state) }, events, stamp)
    },
  }
}

/** Texts of what is written, made once each: a kind has the same columns, in the same order, every time. */
const texts = new Map<string, CompiledQuery>()
const filled = (name: string, parameters: readonly Cell[], make: () => CompiledQuery): CompiledQuery => {
  const made = texts.get(name) ?? make()
  texts.set(name, made)
  return { ...made, parameters }
}

const rowIn = (table: Kind<Thing>['table']) =>
  statement((db, { id }: { readonly id: string }) =>
    db.selectFrom(table).select(['id', 'rev', 'writes', 'state']).where('id', '=', id),
  )
const rowsIn = (table: Kind<Thing>['table']) =>
  statementOver((db, _given: object, ids) =>
    db
      .selectFrom(table)
      .select(['id', 'rev', 'writes', 'state'])
      .where('id', 'in', [...ids]),
  )
const inEach = <T>(make: (table: Kind<Thing>['table']) => T) =>
  // Each table, and what was made of it.
  Object.fromEntries(tables.map((table) => [table, make(table)])) as Readonly<
    Record<(typeof tables)[number], T>
  >
const rowOf = inEach(rowIn)
const rowsOf = inEach(rowsIn)

const names = (cells: Cells): RawBuilder<unknown> => sql.join(Object.keys(cells).map((name) => sql.ref(name)))
const values = (cells: Cells): RawBuilder<unknown> => sql.join(Object.values(cells))
const pairs = (cells: Cells): RawBuilder<unknown> =>
  sql.join(Object.entries(cells).map(([name, cell]) => sql`${sql.ref(name)} = ${cell}`))
