import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { nobodyYet } from '../domain/brought-in.ts'
import type { Person } from '../domain/person.ts'
import type { Session } from '../ports/store.ts'
import { createAccounts } from './accounts.ts'
import type { Recent } from './recent.ts'
import type { ShelfRoom } from './shelf.ts'
import { neededAmong } from './needed.ts'
import { statement, statementOver } from './statement.ts'
import type { Tables } from './tables.ts'

/** Persons, with the accounts that they come by and the roles that they hold. */
export const createPeople = (
  db: Kysely<Tables>,
  shelf: ShelfRoom<Person>,
  recent: Recent,
): Session['people'] => {
  const { holders } = recent
  let hasSaved = false
  return {
    find: shelf.find,
    save: (...given) => {
      holders.clear()
      hasSaved = true
      return shelf.save(...given)
    },

    ...createAccounts(db, recent.accounts),
    byAccount: async (account) => shelf.readOne((await behind(db, { account })).rows[0]),

    units: async () =>
      (
        await db
          .selectFrom('people')
          .select('unit')
          .distinct()
          .where('unit', '>', '')
          .orderBy('unit')
          .execute()
      ).map((row) => row.unit),

    withRole: async (role) => {
      const kept = holders.get(role)
      if (kept) return (await Promise.all(kept.map(shelf.find))).filter((one) => one !== undefined)
      const people = await shelf.read((await holding(db, { role })).rows)
      // What this session saved may still be undone: it stays with it.
      if (!hasSaved)
        holders.set(
          role,
          people.map(({ id }) => id),
        )
      return people
    },

    named: async (words, most) => {
      const wanted = words.replaceAll(/[\\%_]/g, '\\$&')
      const name = sql<string>`lower(texts.body)`
      return shelf.read(
        await db
          .selectFrom('people')
          .innerJoin('texts', 'texts.id', 'people.name')
          .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
          .where('people.state', 'not like', '%"joinedTo":"%')
          // Nobody is called so: it stands for an owner who is not known.
          .where('people.id', '<>', nobodyYet)
          .where(sql<boolean>`' ' || ${name} like ${`% ${wanted}%`} escape '\\'`)
          .orderBy(sql`${name} <> ${words}`)
          .orderBy(name)
          .orderBy('people.id')
          .limit(sql.lit(most))
          .execute(),
      )
    },

    withRequests: async (most) =>
      shelf.read(
        await db
          .selectFrom('people')
          .select(['id', 'rev', 'writes', 'state'])
          .where('state', 'like', '%"state":"asked"%')
          .orderBy('id')
          .limit(sql.lit(most))
          .execute(),
      ),

    page: async (after, most) =>
      shelf.read(
        await db
          .selectFrom('people')
          .select(['id', 'rev', 'writes', 'state'])
          .where('id', '>', after)
          .where('state', 'not like', '%"joinedTo":"%')
          .orderBy('id')
          .limit(sql.lit(most))
          .execute(),
      ),

    mayBeNeeded: async (ids, backSince) => (await neededAmong(db, ids, backSince)).size > 0,

    needless: async (ids, backSince) => {
      const needed = await neededAmong(db, ids, backSince)
      const others = ids.filter((id) => !needed.has(id))
      const { rows } = others.length === 0 ? { rows: [] } : await alone(db, {}, others)
      return shelf.read(rows)
    },

    whoseDelegate: async (ids) => shelf.read((await standingInFor(db, {}, ids)).rows),

    list: async (most) =>
      shelf.read(
        await db
          .selectFrom('people')
          .leftJoin('texts', 'texts.id', 'people.name')
          .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
          .where('people.state', 'not like', '%"joinedTo":"%')
          .where('people.is_left', '=', 0)
          .orderBy((name) => name.fn('lower', ['texts.body']))
          .orderBy('people.id')
          .limit(sql.lit(most))
          .execute(),
      ),
  }
}

const behind = statement((db, { account }: { readonly account: string }) =>
  db
    .selectFrom('people')
    .innerJoin('accounts', 'accounts.person', 'people.id')
    .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
    .where('accounts.account', '=', account),
)
const holding = statement((db, { role }: { readonly role: string }) =>
  db
    .selectFrom('people')
    .innerJoin('holders', 'holders.person', 'people.id')
    .leftJoin('texts', 'texts.id', 'people.name')
    .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
    .where('holders.role', '=', role)
    .orderBy((name) => name.fn('lower', ['texts.body']))
    .orderBy('people.id'),
)
/** Those who stand for themselves alone: what stands under another id may need them, too. */
const alone = statementOver((db, _given: object, ids) =>
  db
    .selectFrom('people')
    .select(['id', 'rev', 'writes', 'state'])
    .where('id', 'in', [...ids])
    .where('state', 'like', '%"joined":[]%')
    .where('state', 'not like', '%"joinedTo":"%'),
)
const standingInFor = statementOver((db, _given: object, ids) =>
  db
    .selectFrom('people')
    .select(['id', 'rev', 'writes', 'state'])
    .where('delegate', 'in', [...ids])
    // Written into the text, so that the index over those who have one is used.
    .where('delegate', '<>', sql.lit(''))
    .orderBy('id'),
)
