import type { Compilable, CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Runs a query whose text and parameters stand, at once. */
type Run = (query: CompiledQuery) => QueryResult<unknown>

const direct = new WeakMap<Kysely<Tables>, Run>()

/** From now on statements on this connection go straight to its driver: the ways of Kysely to it take longer than the statement. */
export const runDirectly = (db: Kysely<Tables>, run: Run): void => void direct.set(db, run)

/** Stands for a value while a statement's text is made. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Any name gives its slot; the text is the same whatever the values are. */
const slots: object = new Proxy({}, { get: (_target, name) => new Slot(String(name)) })

/**
 * A query of one shape, whose text is made once: making it costs several times what running it does. Every press goes through about
 * twenty of them. `build` sees a stand-in for each value, so the shape cannot depend on one; what varies in shape is built in place.
 */
export const statement = <Given extends object, Row>(
  build: (db: Kysely<Tables>, given: Given) => Compilable<Row>,
): ((db: Kysely<Tables>, given: Given) => Promise<QueryResult<Row>>) => {
  let made: CompiledQuery<Row> | undefined
  return async (db, given) => {
    // The stand-ins are put where the values go, and nowhere else.
    made ??= build(db, slots as Given).compile()
    const parameters = made.parameters.map((one) =>
      one instanceof Slot ? given[one.name as keyof Given] : one,
    )
    const query = { ...made, parameters }
    const run = direct.get(db)
    if (!run) return db.executeQuery(query)
    // The row is that of the query.
    return run(query) as QueryResult<Row>
  }
}

/**
 * The same for a query with a list of words in it, or one that ends after so many rows: one text for each length and each `most`. A
 * limit is written into the text, because with one that is bound SQLite plans the query anew each time.
 */
export const statementOver = <Given extends object, Row>(
  build: (
    db: Kysely<Tables>,
    given: Given,
    list: readonly string[],
    most: RawBuilder<number>,
  ) => Compilable<Row>,
): ((
  db: Kysely<Tables>,
  given: Given,
  list: readonly string[],
  most?: number,
) => Promise<QueryResult<Row>>) => {
  const made = new Map<string, ReturnType<typeof statement<Record<string, unknown>, Row>>>()
  return (db, given, list, most = 0) => {
    const names = list.map((_, index) => `${index} of the list`)
    const shape = `${list.length} ${most}`
    const one =
      made.get(shape) ??
      statement((on, all: Record<string, unknown>) =>
        // Stand-ins of both, by name.
        build(
          on,
          all as unknown as Given,
          names.map((name) => all[name] as string),
          sql.lit(most),
        ),
      )
    made.set(shape, one)
    return one(db, { ...given, ...Object.fromEntries(names.map((name, index) => [name, list[index]])) })
  }
}

/** The same for a query without a list that ends after so many rows. */
export const statementUpTo = <Given extends object, Row>(
  build: (db: Kysely<Tables>, given: Given, most: RawBuilder<number>) => Compilable<Row>,
): ((db: Kysely<Tables>, given: Given, most: number) => Promise<QueryResult<Row>>) => {
  const some = statementOver((db, given: Given, _list, most) => build(db, given, most))
  return (db, given, most) => some(db, given, [], most)
}
