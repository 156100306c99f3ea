import type { Kysely } from 'kysely'
import type { Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** One-time links to an evidence pack. They are nobody's state: not journalled, and gone once used; what was handed out is journalled. */
export const createDownloads = (db: Kysely<Tables>): Session['downloads'] => ({
  offer: async (download, now) => {
    await db.deleteFrom('downloads').where('until', '<=', now).execute()
    await db.insertInto('downloads').values(download).execute()
  },

  find: (code) => db.selectFrom('downloads').selectAll().where('code', '=', code).executeTakeFirst(),

  drop: async (code) => {
    await db.deleteFrom('downloads').where('code', '=', code).execute()
  },
})
