import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { Account, Session } from '../ports/store.ts'
import * as kinds from './kinds.ts'
import type { Search } from './search.ts'
import type { ShelfRoom } from './shelf.ts'
import { createShelf } from './shelf.ts'
import type { Tables } from './tables.ts'

type Room = Parameters<typeof createShelf>[1]
type Shelves = Pick<Session, 'people' | 'assets' | 'certifications' | 'approvals' | 'feedback'>

const state = ['id', 'rev', 'writes', 'state'] as const

export const createShelves = (room: Room, search: Search): Shelves => ({
  people: people(room.db, createShelf(kinds.person, room)),
  assets: assets(room.db, createShelf(kinds.asset, room), search),
  certifications: certifications(room.db, createShelf(kinds.certification, room)),
  approvals: approvals(room.db, createShelf(kinds.approval, room)),
  feedback: feedback(room.db, createShelf(kinds.feedback, room)),
})

type Things = { [name in keyof Shelves]: Shelves[name] extends ShelfOf<infer T> ? T : never }
type ShelfOf<T> = { readonly find: (id: string) => Promise<T | undefined> }

const people = (db: Kysely<Tables>, shelf: ShelfRoom<Things['people']>): Shelves['people'] => ({
  find: shelf.find,
  save: shelf.save,

  byAccount: async (account) =>
    shelf.readOne(
      await db
        .selectFrom('people')
        .innerJoin('accounts', 'accounts.person', 'people.id')
        .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
        .where('accounts.account', '=', account)
        .executeTakeFirst(),
    ),

  accounts: async (person) => {
    const rows = await db
      .selectFrom('accounts')
      .selectAll()
      .where('person', '=', person)
      .orderBy('last_active_at', 'desc')
      .orderBy('account')
      .execute()
    return rows.map(toAccount)
  },

  putAccount: async ({ account, person, address, lastActiveAt }) => {
    const row = await db.selectFrom('accounts').selectAll().where('account', '=', account).executeTakeFirst()
    if (row && row.person !== person) throw new Error(`${account} belongs to another person`)
    const kept = address === null ? null : canonical(address)
    if (!row)
      await db
        .insertInto('accounts')
        .values({ account, person, address: kept, last_active_at: lastActiveAt })
        .execute()
    else
      await db
        .updateTable('accounts')
        .set({
          address: kept ?? row.address,
          last_active_at: lastActiveAt > row.last_active_at ? lastActiveAt : row.last_active_at,
        })
        .where('account', '=', account)
        .execute()
  },

  withRole: async (role) =>
    shelf.read(
      await db
        .selectFrom('people')
        .innerJoin('holders', 'holders.person', 'people.id')
        .leftJoin('texts', 'texts.id', 'people.name')
        .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
        .where('holders.role', '=', role)
        .orderBy((name) => name.fn('lower', ['texts.body']))
        .orderBy('people.id')
        .execute(),
    ),

  list: async (most) =>
    shelf.read(
      await db
        .selectFrom('people')
        .leftJoin('texts', 'texts.id', 'people.name')
        .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
        .orderBy((name) => name.fn('lower', ['texts.body']))
        .orderBy('people.id')
        .limit(most)
        .execute(),
    ),
})

const toAccount = (row: Tables['accounts']): Account => ({
  account: row.account,
  person: row.person,
  // `putAccount` wrote it.
  address: row.address === null ? null : (JSON.parse(row.address) as NonNullable<Account['address']>),
  lastActiveAt: row.last_active_at,
})

const assets = (
  db: Kysely<Tables>,
  shelf: ShelfRoom<Things['assets']>,
  search: Search,
): Shelves['assets'] => ({
  find: shelf.find,

  save: async (asset, events, stamp) => {
    await shelf.save(asset, events, stamp)
    await search.put(asset)
  },

  search: async (words, most) => {
    const found = await search.find(words, most)
    const similar = []
    for (const { asset, because } of found) {
      const thing = await shelf.find(asset)
      if (thing) similar.push({ asset, matched: because(thing) })
    }
    return similar
  },

  ownedBy: async (person, most) =>
    shelf.read(
      await db
        .selectFrom('assets')
        .select(state)
        .where('owner', '=', person)
        .orderBy('registered_at', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    ),
})

const certifications = (
  db: Kysely<Tables>,
  shelf: ShelfRoom<Things['certifications']>,
): Shelves['certifications'] => ({
  find: shelf.find,
  save: shelf.save,

  of: async (person, most) => {
    // Two lookups, each by its own index, instead of an OR.
    const by = (column: 'developer' | 'owner') =>
      db
        .selectFrom('certifications')
        .select([...state, 'created_at'])
        .where(column, '=', person)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute()
    const rows = new Map([...(await by('developer')), ...(await by('owner'))].map((row) => [row.id, row]))
    return shelf.read([...rows.values()].sort(newestFirst).slice(0, most))
  },

  asking: async (person, roles, most) => {
    const ids = db
      .selectFrom('asks')
      .select('certification')
      .where((ask) =>
        ask.or([
          ask.and([ask('person', '=', person), ask('person', '<>', nobody)]),
          ...(roles.length > 0 ? [ask.and([ask('role', 'in', [...roles]), ask('role', '<>', nobody)])] : []),
        ]),
      )
    return shelf.read(
      await db
        .selectFrom('certifications')
        .select(state)
        .where('id', 'in', ids)
        .orderBy('created_at')
        .orderBy('id')
        .limit(most)
        .execute(),
    )
  },

  byVerify: async (verify) =>
    shelf.readOne(
      await db.selectFrom('certifications').select(state).where('verify', '=', verify).executeTakeFirst(),
    ),

  inState: async (states, most) =>
    states.length === 0
      ? []
      : shelf.read(
          await db
            .selectFrom('certifications')
            .select(state)
            .where('status', 'in', [...states])
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(most)
            .execute(),
        ),
})

/** In `asks`; written into the query's text, so that the index over those who are asked is used. */
const nobody = sql.lit('')

type Dated = { readonly id: string; readonly created_at: string }
const newestFirst = (a: Dated, b: Dated): number =>
  a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1

const approvals = (db: Kysely<Tables>, shelf: ShelfRoom<Things['approvals']>): Shelves['approvals'] => ({
  find: shelf.find,
  save: shelf.save,

  waitingFor: async (roles, most) => {
    if (roles.length === 0) return []
    const ids = db
      .selectFrom('seats')
      .select('approval')
      .where('role', 'in', [...roles])
    return shelf.read(
      await db
        .selectFrom('approvals')
        .select(state)
        .where('id', 'in', ids)
        .orderBy((row) => row.fn.coalesce('due', row.val('9999')))
        .orderBy('id')
        .limit(most)
        .execute(),
    )
  },
})

const feedback = (db: Kysely<Tables>, shelf: ShelfRoom<Things['feedback']>): Shelves['feedback'] => ({
  find: shelf.find,
  save: shelf.save,

  of: async (certification, person) =>
    shelf.readOne(
      await db
        .selectFrom('feedback')
        .select(state)
        .where('certification', '=', certification)
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ),
})
