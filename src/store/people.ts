import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Person } from '../domain/person.ts'
import { canonical } from '../hash.ts'
import type { Account, Session } from '../ports/store.ts'
import type { ShelfRoom } from './shelf.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Persons, with the accounts that they come by and the roles that they hold. */
export const createPeople = (db: Kysely<Tables>, shelf: ShelfRoom<Person>): Session['people'] => ({
  find: shelf.find,
  save: shelf.save,

  byAccount: async (account) => shelf.readOne((await behind(db, { account })).rows[0]),

  accounts: async (person) => (await accountsOfOne(db, { person })).rows.map(toAccount),

  accountsOf: async (people) => {
    const [person, ...others] = people
    if (person === undefined) return []
    const rows =
      others.length === 0
        ? (await accountsOfOne(db, { person })).rows
        : await db
            .selectFrom('accounts')
            .selectAll()
            .where('person', 'in', [...people])
            .orderBy('last_active_at', 'desc')
            .orderBy('account')
            .execute()
    return rows.map(toAccount)
  },

  moveAccounts: async (from, to) => {
    await db.updateTable('accounts').set({ person: to }).where('person', '=', from).execute()
    // Where both began the same form, the one of the person who stays is kept.
    await db
      .updateTable('drafts')
      .set({ person: to })
      .where('person', '=', from)
      .where((draft) =>
        draft.not(
          draft.exists(
            draft
              .selectFrom('drafts as theirs')
              .select('theirs.form')
              .where('theirs.person', '=', to)
              .whereRef('theirs.form', '=', 'drafts.form')
              .whereRef('theirs.subject', '=', 'drafts.subject'),
          ),
        ),
      )
      .execute()
    await db.deleteFrom('drafts').where('person', '=', from).execute()
  },

  putAccount: async ({ account, person, address, lastActiveAt }) => {
    const [row] = (await accountRow(db, { account })).rows
    if (row && row.person !== person) throw new Error(`${account} belongs to another person`)
    const kept = address === null ? null : canonical(address)
    if (!row)
      await db
        .insertInto('accounts')
        .values({ account, person, address: kept, last_active_at: lastActiveAt })
        .execute()
    else
      await touch(db, {
        account,
        address: kept ?? row.address,
        last_active_at: lastActiveAt > row.last_active_at ? lastActiveAt : row.last_active_at,
      })
  },

  unreach: async (account) => {
    await db.updateTable('accounts').set({ address: null }).where('account', '=', account).execute()
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

  named: async (words, most) => {
    const wanted = words.replaceAll(/[\\%_]/g, '\\$&')
    const name = sql<string>`lower(texts.body)`
    return shelf.read(
      await db
        .selectFrom('people')
        .innerJoin('texts', 'texts.id', 'people.name')
        .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
        .where('people.state', 'not like', '%"joinedTo":"%')
        .where(sql<boolean>`' ' || ${name} like ${`% ${wanted}%`} escape '\\'`)
        .orderBy(sql`${name} <> ${words}`)
        .orderBy(name)
        .orderBy('people.id')
        .limit(most)
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
        .limit(most)
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
        .limit(most)
        .execute(),
    ),

  mayBeNeeded: async (ids) => {
    for (const id of ids)
      if ((await needed(db, { id, delegate: `%"delegate":"${id}"%` })).rows.length > 0) return true
    return false
  },

  list: async (most) =>
    shelf.read(
      await db
        .selectFrom('people')
        .leftJoin('texts', 'texts.id', 'people.name')
        .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
        .where('people.state', 'not like', '%"joinedTo":"%')
        .orderBy((name) => name.fn('lower', ['texts.body']))
        .orderBy('people.id')
        .limit(most)
        .execute(),
    ),
})

/** Where a certification asks something of those who made it: whatever waits for nobody else, and waivers in every state. */
const asksItsMakers = sql<boolean>`(status IN ('draft', 'classified', 'preparing', 'changes_requested', 'conditionally_certified',
  'review_due', 'recertifying', 'suspended', 'expired', 'revoked')
  OR (status IN ('submitted', 'in_review', 'certified') AND state NOT LIKE '%"waivers":[]%'))`

const needed = statement((db, { id, delegate }: { readonly id: string; readonly delegate: string }) =>
  db
    .selectFrom('people')
    .select('id')
    .where('id', '=', id)
    .where((row) =>
      row.or([
        row.exists(row.selectFrom('holders').select('person').where('person', '=', id)),
        row.exists(
          row.selectFrom('asks').select('person').where('person', '=', id).where('person', '<>', sql.lit('')),
        ),
        row.exists(row.selectFrom('drafts').select('person').where('person', '=', id)),
        row.exists(
          row.selectFrom('certifications').select('id').where('developer', '=', id).where(asksItsMakers),
        ),
        row.exists(
          row.selectFrom('certifications').select('id').where('owner', '=', id).where(asksItsMakers),
        ),
        // Who decides in the place of somebody who holds a role.
        row.exists(
          row
            .selectFrom('holders as held')
            .innerJoin('people as absent', 'absent.id', 'held.person')
            .select('held.person')
            .where('absent.state', 'like', delegate),
        ),
      ]),
    ),
)

const behind = statement((db, { account }: { readonly account: string }) =>
  db
    .selectFrom('people')
    .innerJoin('accounts', 'accounts.person', 'people.id')
    .select(['people.id', 'people.rev', 'people.writes', 'people.state'])
    .where('accounts.account', '=', account),
)
const accountRow = statement((db, { account }: { readonly account: string }) =>
  db.selectFrom('accounts').selectAll().where('account', '=', account),
)
const accountsOfOne = statement((db, { person }: { readonly person: string }) =>
  db
    .selectFrom('accounts')
    .selectAll()
    .where('person', '=', person)
    .orderBy('last_active_at', 'desc')
    .orderBy('account'),
)
const touch = statement((db, { account, address, last_active_at }: Omit<Tables['accounts'], 'person'>) =>
  db.updateTable('accounts').set({ address, last_active_at }).where('account', '=', account),
)

const toAccount = (row: Tables['accounts']): Account => ({
  account: row.account,
  person: row.person,
  // `putAccount` wrote it.
  address: row.address === null ? null : (JSON.parse(row.address) as NonNullable<Account['address']>),
  lastActiveAt: row.last_active_at,
})
