import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Session } from '../ports/store.ts'
import { createCampaigns } from './campaigns.ts'
import { createCertifications } from './certifications.ts'
import { certificationStates, isOver } from '../domain/certification.ts'
import * as kinds from './kinds.ts'
import { idsOf, names, nobody, stateColumns } from './lookup.ts'
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

/** How to make each shelf: a press uses one or two of them. */
export const shelfMakers = (
  room: Room,
  search: () => Search,
): { readonly [Name in keyof Shelves]: () => Shelves[Name] } => ({
  people: () => createPeople(room.db, createShelf(kinds.person, room), room.recent),
  assets: () => assets(room.db, createShelf(kinds.asset, room), search()),
  certifications: () => createCertifications(room.db, createShelf(kinds.certification, room)),
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
        .select(stateColumns)
        .where('owner', 'in', [...people])
        .orderBy('registered_at', 'desc')
        .orderBy('id', 'desc')
        .limit(sql.lit(most))
        .execute(),
    ),

  idsInUse: async (owners) =>
    idsOf(
      await db
        .selectFrom('assets')
        .select('assets.id')
        .innerJoin('certifications', (join) =>
          join.on(sql<boolean>`certifications.id = assets.state ->> '$.certification'`),
        )
        .where('assets.owner', 'in', [...owners])
        .where('certifications.status', 'not in', certificationStates.filter(isOver))
        .orderBy('assets.registered_at', 'desc')
        .orderBy('assets.id', 'desc')
        .execute(),
    ),

  listedAs: async (keys) =>
    keys.length === 0
      ? []
      : shelf.read(
          await db
            .selectFrom('assets')
            .select(stateColumns)
            .where('listed_as', 'in', [...keys])
            .where('listed_as', '<>', nobody)
            .execute(),
        ),

  offeredTo: async (people, most) => shelf.read((await offered(db, {}, people, most)).rows),
})

const offered = statementOver((db, _given: object, people, most) =>
  db
    .selectFrom('assets')
    .select(stateColumns)
    .where('offered_to', 'in', [...people])
    .where('offered_to', '<>', nobody)
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most),
)
const openOne = statement((db, { subject }: { readonly subject: string }) =>
  db
    .selectFrom('reviews')
    .select(stateColumns)
    .where('subject', '=', subject)
    .where('status', '=', sql.lit('open')),
)

const openOfSome = statementOver((db, _given: object, subjects) =>
  db
    .selectFrom('reviews')
    .select(stateColumns)
    .where('subject', 'in', [...subjects])
    .where('status', '=', sql.lit('open'))
    .orderBy('due')
    .orderBy('id'),
)

const waiting = statementOver((db, _given: object, roles, most) =>
  db
    .selectFrom('approvals')
    .select(stateColumns)
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

  idsWaitingFor: async (roles, ...naming) => {
    if (roles.length === 0) return []
    let open = db
      .selectFrom('seats')
      .select('seats.approval as id')
      .distinct()
      .innerJoin('approvals', 'approvals.id', 'seats.approval')
      .where('seats.role', 'in', [...roles])
      .orderBy('seats.approval')
    for (const group of naming) open = open.where(names('approvals', group))
    return idsOf(await open.execute())
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
        .select(stateColumns)
        .where('kind', '=', kind)
        .where('status', '=', 'closed')
        // References count up.
        .orderBy(sql`length(id)`, 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst(),
    ),

  openAmong: async (subjects) =>
    subjects.length === 0 ? [] : shelf.read((await openOfSome(db, {}, subjects)).rows),

  open: async (kind, most) =>
    shelf.read(
      await db
        .selectFrom('reviews')
        .select(stateColumns)
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
        .select(stateColumns)
        .where('certification', '=', certification)
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(sql.lit(1))
        .executeTakeFirst(),
    ),
})
