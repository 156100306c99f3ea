import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Session } from '../ports/store.ts'
import { createCampaigns } from './campaigns.ts'
import { uncertifiedStates } from '../domain/brought-in.ts'
import * as kinds from './kinds.ts'
import { createPeople } from './people.ts'
import type { Search } from './search.ts'
import type { ShelfRoom } from './shelf.ts'
import { createShelf } from './shelf.ts'
import { statement, statementOver } from './statement.ts'
import type { Tables } from './tables.ts'

type Room = Parameters<typeof createShelf>[1]
type Shelves = Pick<
  Session,
  'people' | 'assets' | 'certifications' | 'approvals' | 'reviews' | 'campaigns' | 'feedback'
>

const state = ['id', 'rev', 'writes', 'state'] as const

/** How to make each shelf: a press uses one or two of them. */
export const shelfMakers = (
  room: Room,
  search: () => Search,
): { readonly [Name in keyof Shelves]: () => Shelves[Name] } => ({
  people: () => createPeople(room.db, createShelf(kinds.person, room)),
  assets: () => assets(room.db, createShelf(kinds.asset, room), search()),
  certifications: () => certifications(room.db, createShelf(kinds.certification, room)),
  approvals: () => approvals(room.db, createShelf(kinds.approval, room)),
  reviews: () => reviews(room.db, createShelf(kinds.review, room)),
  campaigns: () => createCampaigns(room.db, createShelf(kinds.campaign, room)),
  feedback: () => feedback(room.db, createShelf(kinds.feedback, room)),
})

type Things = { [name in keyof Shelves]: Shelves[name] extends ShelfOf<infer T> ? T : never }
type ShelfOf<T> = { readonly find: (id: string) => Promise<T | undefined> }

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

  ownedBy: async (people, most) =>
    shelf.read(
      await db
        .selectFrom('assets')
        .select(state)
        .where('owner', 'in', [...people])
        .orderBy('registered_at', 'desc')
        .orderBy('id', 'desc')
        .limit(sql.lit(most))
        .execute(),
    ),

  listedAs: async (keys) =>
    keys.length === 0
      ? []
      : shelf.read(
          await db
            .selectFrom('assets')
            .select(state)
            .where('listed_as', 'in', [...keys])
            .where('listed_as', '<>', nobody)
            .execute(),
        ),

  offeredTo: async (people, most) => shelf.read((await offered(db, {}, people, most)).rows),
})

const certifications = (
  db: Kysely<Tables>,
  shelf: ShelfRoom<Things['certifications']>,
): Shelves['certifications'] => ({
  find: shelf.find,
  save: shelf.save,

  of: async (people, most) => {
    // Two lookups, each by its own index, instead of an OR.
    const found = [...(await built(db, {}, people, most)).rows, ...(await owned(db, {}, people, most)).rows]
    const rows = new Map(found.map((row) => [row.id, row]))
    return shelf.read([...rows.values()].sort(newestFirst).slice(0, most))
  },

  asking: async (people, roles, most) => {
    // Each kind of those who are asked by its own index.
    const found = [
      ...(people.length > 0 ? (await askedPeople(db, {}, people, most)).rows : []),
      ...(roles.length > 0 ? (await askedRoles(db, {}, roles, most)).rows : []),
    ]
    const rows = new Map(found.map((row) => [row.id, row]))
    return shelf.read([...rows.values()].sort((a, b) => newestFirst(b, a)).slice(0, most))
  },

  byVerify: async (verify) =>
    shelf.readOne(
      await db.selectFrom('certifications').select(state).where('verify', '=', verify).executeTakeFirst(),
    ),

  firstBroughtIn: async (owner, due) =>
    (
      await db
        .selectFrom('certifications')
        .select('id')
        .where('owner', '=', owner)
        .where('status', 'in', [...uncertifiedStates])
        .where('state', 'like', `%"existing":{%"due":"${due}"}%`)
        .orderBy('created_at')
        .orderBy('id')
        .limit(sql.lit(1))
        .executeTakeFirst()
    )?.id,

  broughtIn: async () =>
    (
      await db
        .selectFrom('certifications')
        .select('id')
        .where('status', 'in', [...uncertifiedStates])
        .where('state', 'like', '%"existing":{%')
        .orderBy('id')
        .execute()
    ).map(({ id }) => id),

  idsInState: async (states) =>
    states.length === 0
      ? []
      : (
          await db
            .selectFrom('certifications')
            .select('id')
            .where('status', 'in', [...states])
            .orderBy('id')
            .execute()
        ).map(({ id }) => id),
})

/** In `asks`; written into the query's text, so that the index over those who are asked is used. */
const nobody = sql.lit('')

const by = (column: 'developer' | 'owner') =>
  statementOver((db, _given: object, people, most) =>
    db
      .selectFrom('certifications')
      .select([...state, 'created_at'])
      .where(column, 'in', [...people])
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  )
const built = by('developer')
const owned = by('owner')
const offered = statementOver((db, _given: object, people, most) =>
  db
    .selectFrom('assets')
    .select(state)
    .where('offered_to', 'in', [...people])
    .where('offered_to', '<>', nobody)
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most),
)
const asked = (column: 'person' | 'role') =>
  statementOver((db, _given: object, list, most) =>
    db
      .selectFrom('certifications')
      .select([...state, 'created_at'])
      .where('id', 'in', (certification) =>
        certification
          .selectFrom('asks')
          .select('certification')
          .where(column, 'in', [...list])
          .where(column, '<>', nobody),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(most),
  )
const askedPeople = asked('person')
const askedRoles = asked('role')
const openOne = statement((db, { subject }: { readonly subject: string }) =>
  db.selectFrom('reviews').select(state).where('subject', '=', subject).where('status', '=', sql.lit('open')),
)

type Dated = { readonly id: string; readonly created_at: string }
const newestFirst = (a: Dated, b: Dated): number =>
  a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1

const waiting = statementOver((db, _given: object, roles, most) =>
  db
    .selectFrom('approvals')
    .select(state)
    .where('id', 'in', (approval) =>
      approval
        .selectFrom('seats')
        .select('approval')
        .where('role', 'in', [...roles]),
    )
    .orderBy((row) => row.fn.coalesce('due', sql.lit('9999')))
    .orderBy('id')
    .limit(most),
)

const approvals = (db: Kysely<Tables>, shelf: ShelfRoom<Things['approvals']>): Shelves['approvals'] => ({
  find: shelf.find,
  save: shelf.save,

  waitingFor: async (roles, most) => {
    if (roles.length === 0) return []
    return shelf.read((await waiting(db, {}, roles, most)).rows)
  },
})

const reviews = (db: Kysely<Tables>, shelf: ShelfRoom<Things['reviews']>): Shelves['reviews'] => ({
  find: shelf.find,
  save: shelf.save,

  openOf: async (subject) => shelf.readOne((await openOne(db, { subject })).rows[0]),

  lastOf: async (kind) =>
    shelf.readOne(
      await db
        .selectFrom('reviews')
        .select(state)
        .where('kind', '=', kind)
        .where('status', '=', 'closed')
        // References count up.
        .orderBy(sql`length(id)`, 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst(),
    ),

  openAmong: async (subjects) =>
    subjects.length === 0
      ? []
      : shelf.read(
          await db
            .selectFrom('reviews')
            .select(state)
            .where('subject', 'in', [...subjects])
            .where('status', '=', sql.lit('open'))
            .orderBy('due')
            .orderBy('id')
            .execute(),
        ),

  open: async (kind, most) =>
    shelf.read(
      await db
        .selectFrom('reviews')
        .select(state)
        .where('kind', '=', kind)
        .where('status', '=', sql.lit('open'))
        .orderBy('due')
        .orderBy('id')
        .limit(sql.lit(most))
        .execute(),
    ),
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
        .limit(sql.lit(1))
        .executeTakeFirst(),
    ),
})
