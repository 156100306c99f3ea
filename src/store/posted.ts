import type { Kysely } from 'kysely'
import { canonical } from '../hash.ts'
import type { PostedCard, Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** The cards that are up. */
export const createPosted = (db: Kysely<Tables>): Session['posted'] => ({
  of: async (matter) => {
    const rows = await db
      .selectFrom('posted')
      .selectAll()
      .where('matter', '=', matter)
      .orderBy('at')
      .orderBy('account')
      .execute()
    return rows.map(toPostedCard)
  },

  put: async ({ matter, account, posted, at }) => {
    const row = { address: canonical(posted.address), message: posted.message, at }
    await db
      .insertInto('posted')
      .values({ matter, account, ...row })
      .onConflict((conflict) => conflict.columns(['matter', 'account']).doUpdateSet(row))
      .execute()
  },

  at: async (message) => {
    const rows = await db
      .selectFrom('posted')
      .selectAll()
      .where('message', '=', message)
      .orderBy('matter')
      .orderBy('account')
      .execute()
    return rows.map(toPostedCard)
  },

  forget: async ({ address, message }) => {
    await db
      .deleteFrom('posted')
      .where('message', '=', message)
      .where('address', '=', canonical(address))
      .execute()
  },
})

const toPostedCard = (row: Tables['posted']): PostedCard => ({
  matter: row.matter,
  account: row.account,
  // `put` wrote it.
  posted: { address: JSON.parse(row.address) as PostedCard['posted']['address'], message: row.message },
  at: row.at,
})
