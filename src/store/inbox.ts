import type { Kysely } from 'kysely'
import { canonical } from '../hash.ts'
import type { Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** Deliveries that were answered: a repeated one gets the same answer, and nothing happens again. */
export const createInbox = (db: Kysely<Tables>): Session['inbox'] => ({
  answered: async (key) => {
    const row = await db.selectFrom('inbox').select('answer').where('key', '=', key).executeTakeFirst()
    return row && (JSON.parse(row.answer) as unknown)
  },

  record: async (key, account, answer, at) => {
    await db
      .insertInto('inbox')
      .values({ key, account, answer: canonical(answer), at })
      .execute()
  },

  purge: async (before) => {
    await db.deleteFrom('inbox').where('at', '<', before).execute()
  },
})
