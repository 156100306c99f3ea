import type { Kysely } from 'kysely'
import type { Session } from '../ports/store.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Deliveries that were answered: a repeated one gets the same answer, and nothing happens again. */
export const createInbox = (db: Kysely<Tables>): Session['inbox'] => ({
  answered: async (key) => {
    const { rows } = await answerTo(db, { key })
    return rows[0] && (JSON.parse(rows[0].answer) as unknown)
  },

  record: async (key, account, answer, at) => {
    await keep(db, { key, account, answer: JSON.stringify(answer), at })
  },
})

const answerTo = statement((db, { key }: { readonly key: string }) =>
  db.selectFrom('inbox').select('answer').where('key', '=', key),
)
const keep = statement((db, { key, account, answer, at }: Tables['inbox']) =>
  db.insertInto('inbox').values({ key, account, answer, at }),
)
