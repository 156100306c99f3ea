import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { uncertifiedStates } from '../domain/brought-in.ts'
import type { Certification } from '../domain/certification.ts'
import type { Session } from '../ports/store.ts'
import { idsOf, names, nobody, stateColumns } from './lookup.ts'
import type { ShelfRoom } from './shelf.ts'
import { statementOver } from './statement.ts'
import type { Tables } from './tables.ts'

/** Certifications, and what they are found by. */
export const createCertifications = (
  db: Kysely<Tables>,
  shelf: ShelfRoom<Certification>,
): Session['certifications'] => ({
  find: shelf.find,
  save: shelf.save,

  of: async (people, most) => {
    // Two lookups, each by its own index, instead of an OR.
    const found = [...(await built(db, {}, people, most)).rows, ...(await owned(db, {}, people, most)).rows]
    const rows = new Map(found.map((row) => [row.id, row]))
    return shelf.findAll(idsOf([...rows.values()].sort(newestFirst).slice(0, most)))
  },

  asking: async (people, roles, most) => {
    // Each kind of those who are asked by its own index.
    const found = [
      ...(people.length > 0 ? (await askedPeople(db, {}, people, most)).rows : []),
      ...(roles.length > 0 ? (await askedRoles(db, {}, roles, most)).rows : []),
    ]
    return shelf.findAll([...new Set(idsOf(found))].sort(byReference).slice(0, most))
  },

  idsAsking: async (people, roles, naming) => {
    const asked = (column: 'person' | 'role', list: readonly string[]) =>
      db
        .selectFrom('asks')
        .select('asks.certification as id')
        .distinct()
        .where(column, 'in', [...list])
        .where(column, '<>', nobody)
        .$if(naming !== undefined, (some) =>
          some
            .innerJoin('certifications', 'certifications.id', 'asks.certification')
            .where(names('certifications', naming ?? [])),
        )
        .execute()
    const found = [
      ...(people.length > 0 ? idsOf(await asked('person', people)) : []),
      ...(roles.length > 0 ? idsOf(await asked('role', roles)) : []),
    ]
    return [...new Set(found)].sort()
  },

  idsBuiltForOthers: async (people) =>
    idsOf(
      await db
        .selectFrom('certifications')
        .select('id')
        .where('developer', 'in', [...people])
        .where('owner', 'not in', [...people])
        .orderBy('id')
        .execute(),
    ),

  idsOwned: async (owners, states) =>
    idsOf(
      await db
        .selectFrom('certifications')
        .select('id')
        .where('owner', 'in', [...owners])
        .where('status', 'in', [...states])
        .orderBy('id')
        .execute(),
    ),

  shared: async (makers, others) => {
    const by = (column: 'developer' | 'owner') =>
      db
        .selectFrom('certifications')
        .select(stateColumns)
        .where(column, 'in', [...makers])
        .where(names('certifications', others))
        .execute()
    const rows = new Map([...(await by('developer')), ...(await by('owner'))].map((row) => [row.id, row]))
    return shelf.read([...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
  },

  byVerify: async (verify) =>
    shelf.readOne(
      await db
        .selectFrom('certifications')
        .select(stateColumns)
        .where('verify', '=', verify)
        .executeTakeFirst(),
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

  idsInState: async (states, naming) =>
    states.length === 0
      ? []
      : (
          await db
            .selectFrom('certifications')
            .select('id')
            .where('status', 'in', [...states])
            .$if(naming !== undefined, (some) => some.where(names('certifications', naming ?? [])))
            .orderBy('id')
            .execute()
        ).map(({ id }) => id),
})

const by = (column: 'developer' | 'owner') =>
  statementOver((db, _given: object, people, most) =>
    db
      .selectFrom('certifications')
      .select(['id', 'created_at'])
      .where(column, 'in', [...people])
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  )
const built = by('developer')
const owned = by('owner')
const asked = (column: 'person' | 'role') =>
  statementOver((db, _given: object, list, most) =>
    db
      .selectFrom('asks')
      .select('certification as id')
      .distinct()
      .where(column, 'in', [...list])
      .where(column, '<>', nobody)
      // References count up: the oldest first.
      .orderBy(sql`length(certification)`)
      .orderBy('certification')
      .limit(most),
  )
const askedPeople = asked('person')
const askedRoles = asked('role')

const byReference = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1)
type Dated = { readonly id: string; readonly created_at: string }
const newestFirst = (a: Dated, b: Dated): number =>
  a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1
