import type { Kysely } from 'kysely'
import { erased } from '../domain/text.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/**
 * The words that people typed, apart from what is kept for ever. `bare` takes the bodies out of a value and leaves
 * `{ text, hash }`; `clothe` puts them back, or `(erased)` where there is none any more.
 */
export type Texts = {
  readonly bare: <Value>(value: Value) => {
    readonly bare: unknown
    readonly bodies: readonly Body[]
    /** Puts the bodies back: the value as it is read from now on. Nothing is bare any more then. */
    readonly dress: () => Value
  }
  readonly keep: (bodies: readonly Body[]) => Promise<void>
  /** The values themselves, which are nobody else's: just read, and dressed in place. */
  readonly clothe: <Values extends readonly unknown[]>(values: Values) => Promise<Values>
  /** The id of a text in these values whose body is not the one that was hashed; an erased one is fine. */
  readonly changed: (
    values: readonly unknown[],
    hash: (value: unknown) => string,
  ) => Promise<string | undefined>
  /** The texts that these values name, with the salts that their hashes need; erased ones are not among them. */
  readonly rows: (values: readonly unknown[]) => Promise<readonly Body[]>
}
type Body = { readonly id: string; readonly salt: string; readonly body: string }

export const createTexts = (db: Kysely<Tables>): Texts => ({
  bare: (value) => {
    const bodies: Stripped[] = []
    const bare = strip(value, bodies)
    return {
      bare,
      bodies,
      dress: () => {
        for (const { of, body } of bodies) of.body = body
        // It was made from one.
        return bare as typeof value
      },
    }
  },

  keep: async (bodies) => {
    // A text without a salt was read from here: it is kept already.
    const fresh = bodies.filter((body) => body.salt !== '')
    if (fresh.length === 0) return
    for (const body of fresh) await put(db, body)
  },

  clothe: async (values) => {
    const bare: Bare[] = []
    for (const value of values) collect(value, bare)
    const bodies = new Map<string, string>()
    for (const row of await rowsOf(db, new Set(bare.map(({ text }) => text)))) bodies.set(row.id, row.body)
    for (const one of bare) one.body = bodies.get(one.text) ?? erased
    return values
  },

  changed: async (values, hash) => {
    const hashes = collected(values)
    const rows = await rowsOf(db, hashes.keys())
    return rows.find((row) => hash(row.salt + row.body) !== hashes.get(row.id))?.id
  },

  rows: (values) => rowsOf(db, collected(values).keys()),
})

const rowsOf = async (db: Kysely<Tables>, ids: Iterable<string>): Promise<readonly Tables['texts'][]> => {
  const rows: Tables['texts'][] = []
  for (const some of chunks([...ids])) rows.push(...(await listed(some.length)(db, some)).rows)
  return rows
}

const lists = new Map<number, ReturnType<typeof listOf>>()
const listed = (length: number) => {
  const list = lists.get(length) ?? listOf(length)
  lists.set(length, list)
  return list
}
const listOf = (length: number) =>
  statement((db, ids: readonly string[]) =>
    db
      .selectFrom('texts')
      .selectAll()
      .where(
        'id',
        'in',
        Array.from({ length }, (_, at) => ids[at] ?? ''),
      ),
  )
const put = statement((db, { id, salt, body }: Tables['texts']) =>
  db
    .insertInto('texts')
    .values({ id, salt, body })
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

/**
 * Lists of at most 256, filled up to a power of two with their last member: each length would be one more statement
 * to prepare and keep.
 */
const chunks = (ids: readonly string[]): string[][] => {
  const lists: string[][] = []
  for (let from = 0; from < ids.length; from += 256) {
    const list = ids.slice(from, from + 256)
    const length = 2 ** Math.ceil(Math.log2(list.length))
    while (list.length < length) list.push(list[list.length - 1] ?? '')
    lists.push(list)
  }
  return lists
}

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

type Bare = { text: string; hash: string; body?: string }
/** A text as it is stored: exactly an id and a hash. */
const isBare = (value: Members): value is Bare =>
  typeof value['text'] === 'string' && typeof value['hash'] === 'string' && Object.keys(value).length === 2

/** A body, and the bare text that it was taken from. */
type Stripped = Body & { readonly of: Bare }

/** A copy without bodies and without what is absent. */
const strip = (value: unknown, bodies: Stripped[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => strip(item, bodies))
  if (!isObject(value)) return value
  const { text, hash, body, salt } = value
  if (typeof text === 'string' && typeof hash === 'string' && typeof body === 'string') {
    const of: Bare = { text, hash }
    bodies.push({ id: text, salt: typeof salt === 'string' ? salt : '', body, of })
    return of
  }
  // It would come back as an erased text.
  if (isBare(value)) throw new Error(`a text without its body cannot be saved: ${value.text}`)
  const copy: Record<string, unknown> = {}
  for (const name in value) if (value[name] !== undefined) copy[name] = strip(value[name], bodies)
  return copy
}

/** Finds the texts in a value. */
const collect = (value: unknown, bare: Bare[]): void => {
  if (Array.isArray(value)) for (const item of value) collect(item, bare)
  else if (isObject(value)) {
    if (isBare(value)) bare.push(value)
    else for (const name in value) collect(value[name], bare)
  }
}

/** The hashes of all texts in the values, by their id. */
const collected = (values: readonly unknown[]): ReadonlyMap<string, string> => {
  const bare: Bare[] = []
  for (const value of values) collect(value, bare)
  return new Map(bare.map(({ text, hash }) => [text, hash]))
}
