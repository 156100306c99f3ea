import type { Kysely } from 'kysely'
import { erased } from '../domain/text.ts'
import type { Tables } from './tables.ts'

/**
 * The words that people typed, apart from what is kept for ever. `bare` takes the bodies out of a value and leaves
 * `{ text, hash }`; `clothe` puts them back, or `(erased)` where there is none any more.
 */
export type Texts = {
  readonly bare: (value: unknown) => { readonly bare: unknown; readonly bodies: readonly Body[] }
  readonly keep: (bodies: readonly Body[]) => Promise<void>
  readonly clothe: (values: readonly unknown[]) => Promise<readonly unknown[]>
}
type Body = { readonly id: string; readonly salt: string; readonly body: string }

export const createTexts = (db: Kysely<Tables>): Texts => ({
  bare: (value) => {
    const bodies: Body[] = []
    return { bare: strip(value, bodies), bodies }
  },

  keep: async (bodies) => {
    // A text without a salt was read from here: it is kept already.
    const fresh = bodies.filter((body) => body.salt !== '')
    if (fresh.length === 0) return
    await db
      .insertInto('texts')
      .values(fresh)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  },

  clothe: async (values) => {
    const ids = new Set<string>()
    for (const value of values) collect(value, ids)
    const bodies = new Map<string, string>()
    for (const some of chunks([...ids]))
      for (const row of await db.selectFrom('texts').select(['id', 'body']).where('id', 'in', some).execute())
        bodies.set(row.id, row.body)
    return values.map((value) => dress(value, bodies))
  },
})

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

/** A text as it is stored: exactly an id and a hash. */
const isBare = (value: Members): value is { text: string; hash: string } =>
  typeof value['text'] === 'string' && typeof value['hash'] === 'string' && Object.keys(value).length === 2

const strip = (value: unknown, bodies: Body[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => strip(item, bodies))
  if (!isObject(value)) return value
  const { text, hash, body, salt } = value
  if (typeof text === 'string' && typeof hash === 'string' && typeof body === 'string') {
    bodies.push({ id: text, salt: typeof salt === 'string' ? salt : '', body })
    return { text, hash }
  }
  // It would come back as an erased text.
  if (isBare(value)) throw new Error(`a text without its body cannot be saved: ${value.text}`)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, strip(member, bodies)]))
}

const collect = (value: unknown, ids: Set<string>): void => {
  if (Array.isArray(value)) for (const item of value) collect(item, ids)
  else if (isObject(value)) {
    if (isBare(value)) ids.add(value.text)
    else for (const member of Object.values(value)) collect(member, ids)
  }
}

const dress = (value: unknown, bodies: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => dress(item, bodies))
  if (!isObject(value)) return value
  if (isBare(value)) return { ...value, body: bodies.get(value.text) ?? erased }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, dress(member, bodies)]))
}
