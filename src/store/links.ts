import type { Kysely } from 'kysely'
import type { Link, Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** One-time codes that link accounts. They are nobody's state: not journalled, and gone once used; what they lead to is journalled. */
export const createLinks = (db: Kysely<Tables>): Session['links'] => {
  const one = async (column: 'id' | 'code', value: string): Promise<Link | undefined> => {
    const row = await db.selectFrom('links').selectAll().where(column, '=', value).executeTakeFirst()
    return row && toLink(row)
  }
  return {
    offer: async ({ id, code, account, claimedBy, until }) => {
      await db.deleteFrom('links').where('account', '=', account).execute()
      await db.insertInto('links').values({ id, code, account, claimed_by: claimedBy, until }).execute()
    },

    byCode: (code) => one('code', code),
    find: (id) => one('id', id),

    claim: async (id, account) => {
      await db.updateTable('links').set({ claimed_by: account }).where('id', '=', id).execute()
    },

    drop: async (id) => {
      await db.deleteFrom('links').where('id', '=', id).execute()
    },

    miss: async (account, at) => {
      await db.insertInto('link_misses').values({ account, at }).execute()
    },

    misses: async (account, since) => {
      const { count } = await db
        .selectFrom('link_misses')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('account', '=', account)
        .where('at', '>', since)
        .executeTakeFirstOrThrow()
      return count
    },
  }
}

const toLink = (row: Tables['links']): Link => ({
  id: row.id,
  code: row.code,
  account: row.account,
  claimedBy: row.claimed_by,
  until: row.until,
})
