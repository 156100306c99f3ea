import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { Account, Lookout, Looked } from '../ports/account.ts'
import type { Session } from '../ports/store.ts'
import type { Recent } from './recent.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

type Part = 'accounts' | 'accountsOf' | 'moveAccounts' | 'putAccount' | 'unreach' | keyof Lookout

/** The accounts that persons come by: where each is reached, when it was used last, and what a look at it has found. */
export const createAccounts = (
  db: Kysely<Tables>,
  kept: Recent['accounts'],
): Pick<Session['people'], Part> => {
  let hasWritten = false
  /** What this session writes may still be undone: from here on nothing that it reads is kept. */
  const write = (...people: readonly string[]): void => {
    hasWritten = true
    for (const person of people) kept.delete(person)
  }
  const accountsIn = async (person: string): Promise<readonly Account[]> => {
    const known = kept.get(person)
    if (known) return known
    const found = (await accountsOfOne(db, { person })).rows.map(toAccount)
    if (kept.size >= mostKept) kept.clear()
    if (!hasWritten) kept.set(person, found)
    return found
  }
  return {
    accounts: accountsIn,

    accountsOf: async (people) => {
      const [person, ...others] = people
      if (person === undefined) return []
      if (others.length === 0) return accountsIn(person)
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('person', 'in', [...people])
        .orderBy('last_active_at', 'desc')
        .orderBy('account')
        .execute()
      return rows.map(toAccount)
    },

    moveAccounts: async (from, to) => {
      write(from, to)
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
      const { rows } = await accountsOfOne(db, { person })
      const row = rows.find((one) => one.account === account)
      const kept = address === null ? null : canonical(address)
      if (row && isAsGood(row, rows[0], kept, lastActiveAt)) return
      write(person)
      if (!row) {
        const [other] = (await accountRow(db, { account })).rows
        if (other) throw new Error(`${account} belongs to another person`)
        await db
          .insertInto('accounts')
          .values({
            account,
            person,
            address: kept,
            last_active_at: lastActiveAt,
            looked_on: '',
            missing_on: null,
            gone_on: null,
            unreached_at: null,
          })
          .execute()
      } else
        await touch(db, {
          account,
          address: kept ?? row.address,
          last_active_at: lastActiveAt > row.last_active_at ? lastActiveAt : row.last_active_at,
          unreached_at: kept === null ? row.unreached_at : null,
          // Whoever writes is there, whatever a look has found.
          missing_on: lastActiveAt > row.last_active_at ? null : row.missing_on,
          gone_on: lastActiveAt > row.last_active_at ? null : row.gone_on,
        })
    },

    unreach: async (account, at) => {
      const [row] = (await accountRow(db, { account })).rows
      if (row) write(row.person)
      await db
        .updateTable('accounts')
        .set({ address: null, unreached_at: at })
        .where('account', '=', account)
        .where('address', 'is not', null)
        .execute()
    },

    unlooked: async (platform, night, most) =>
      (
        await db
          .selectFrom('accounts')
          .selectAll()
          .where('looked_on', '<', night)
          .where('account', 'like', `${platform}:%`)
          .orderBy('looked_on')
          .orderBy('account')
          .limit(sql.lit(most))
          .execute()
      ).map(toLooked),

    look: async (account, night, { missingOn, goneOn }) => {
      const { numUpdatedRows } = await db
        .updateTable('accounts')
        .set({ looked_on: night, missing_on: missingOn, gone_on: goneOn })
        .where('account', '=', account)
        .where('looked_on', '<', night)
        .executeTakeFirstOrThrow()
      return numUpdatedRows === 1n
    },

    lookAll: async (accounts, night) => {
      if (accounts.length === 0) return
      await db
        .updateTable('accounts')
        .set({ looked_on: night })
        .where('account', 'in', [...accounts])
        .where('looked_on', '<', night)
        .execute()
    },

    foundOf: async (person) =>
      (
        await db.selectFrom('accounts').selectAll().where('person', '=', person).orderBy('account').execute()
      ).map(toLooked),
  }
}

/** Persons whose accounts are kept at once. */
const mostKept = 10_000

/** Which account was used last counts, not at which second: so long stands what was written. */
const sameMs = 60_000

/** Whether all that would be written stands there but for a moment of the time. */
const isAsGood = (
  row: Tables['accounts'],
  latest: Tables['accounts'] | undefined,
  address: string | null,
  lastActiveAt: string,
): boolean =>
  row.account === latest?.account &&
  (address === null || (address === row.address && row.unreached_at === null)) &&
  row.missing_on === null &&
  row.gone_on === null &&
  Date.parse(lastActiveAt) < Date.parse(row.last_active_at) + sameMs

const toLooked = (row: Tables['accounts']): Looked => ({
  ...toAccount(row),
  missingOn: row.missing_on,
  goneOn: row.gone_on,
  unreachedAt: row.unreached_at,
})

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
const touch = statement(
  (
    db,
    row: Pick<
      Tables['accounts'],
      'account' | 'address' | 'last_active_at' | 'missing_on' | 'gone_on' | 'unreached_at'
    >,
  ) =>
    db
      .updateTable('accounts')
      .set({
        address: row.address,
        last_active_at: row.last_active_at,
        missing_on: row.missing_on,
        gone_on: row.gone_on,
        unreached_at: row.unreached_at,
      })
      .where('account', '=', row.account),
)

const toAccount = (row: Tables['accounts']): Account => ({
  account: row.account,
  person: row.person,
  // `putAccount` wrote it.
  address: row.address === null ? null : (JSON.parse(row.address) as NonNullable<Account['address']>),
  lastActiveAt: row.last_active_at,
})
