import type { Compilable, CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Runs a query whose text and parameters stand, at once. */
type Run = (query: CompiledQuery) => QueryResult<unknown>

const direct = new WeakMap<Kysely<Tables>, Run>()

/** From now on statements on this connection go straight to its driver: the ways of Kysely to it take longer than the statement. */
export const runDirectly = (db: Kysely<Tables>, run: Run): void => void direct.set(db, run)

/** Runs a query whose text stands, by the shortest way. */
export const run = async <Row>(db: Kysely<Tables>, query: CompiledQuery<Row>): Promise<QueryResult<Row>> => {
  const straight = direct.get(db)
  // The row is that of the query.
  return straight ? (straight(query) as QueryResult<Row>) : db.executeQuery(query)
}

/** Stands for a value while a statement's text is made: of that name, or of that place in the list. */
class Slot {
  readonly name: string | number
  constructor(name: string | number) {
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
  const one = shape((db) => build(db, slots as Given))
  return (db, given) => one(db, given, [])
}

/** A query of one shape, with the values of its slots by their names or their places in the list. */
const shape = <Row>(
  build: (db: Kysely<Tables>) => Compilable<Row>,
): ((db: Kysely<Tables>, given: object, list: readonly (string | number)[]) => Promise<QueryResult<Row>>) => {
  let made: CompiledQuery<Row> | undefined
  return async (db, given, list) => {
    // The stand-ins are put where the values go, and nowhere else.
    made ??= build(db).compile()
    const parameters = made.parameters.map((one) => {
      if (!(one instanceof Slot)) return one
      return typeof one.name === 'number' ? list[one.name] : given[one.name as keyof typeof given]
    })
    return run(db, { ...made, parameters })
  }
}

/**
 * The same for a query with a list of words or numbers in it, or one that ends after so many rows: one text for each length and each `most`. A
 * limit is written into the text, because with one that is bound SQLite plans the query anew each time.
 */
export const statementOver = <Given extends object, Row, Item extends string | number = string>(
  build: (
    db: Kysely<Tables>,
    given: Given,
    list: readonly Item[],
    most: RawBuilder<number>,
  ) => Compilable<Row>,
): ((
  db: Kysely<Tables>,
  given: Given,
  list: readonly Item[],
  most?: number,
) => Promise<QueryResult<Row>>) => {
  const made = new Map<string, ReturnType<typeof shape<Row>>>()
  return (db, given, list, most = 0) => {
    const name = `${list.length} ${most}`
    const one =
      made.get(name) ??
      shape((on) => {
        const places = list.map((_, place) => new Slot(place) as unknown as Item)
        return build(on, slots as Given, places, sql.lit(most))
      })
    made.set(name, one)
    return one(db, given, list)
  }
}

/** The same for a query without a list that ends after so many rows. */
export const statementUpTo = <Given extends object, Row>(
  build: (db: Kysely<Tables>, given: Given, most: RawBuilder<number>) => Compilable<Row>,
): ((db: Kysely<Tables>, given: Given, most: number) => Promise<QueryResult<Row>>) => {
  const some = statementOver((db, given: Given, _list, most) => build(db, given, most))
  return (db, given, most) => some(db, given, [], most)
}
