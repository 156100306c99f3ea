import type { Kysely } from 'kysely'
import { canonical } from '../hash.ts'
import type { PostedCard, Session } from '../ports/store.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** The cards that are up. */
export const createPosted = (db: Kysely<Tables>): Session['posted'] => ({
  of: async (matter) => {
    const { rows } = await about(db, { matter })
    return rows.map(toPostedCard)
  },

  put: async ({ matter, account, posted, at }) => {
    await other(db, { matter, address: canonical(posted.address), message: posted.message })
    await hold(db, { matter, account, address: canonical(posted.address), message: posted.message, at })
  },

  at: async (message) => {
    const { rows } = await within(db, { message })
    return rows.map(toPostedCard)
  },

  forget: async ({ address, message }) => {
    await takeDown(db, { message, address: canonical(address) })
  },
})

const about = statement((db, { matter }: { readonly matter: string }) =>
  db.selectFrom('posted').selectAll().where('matter', '=', matter).orderBy('at').orderBy('account'),
)
/** A card is about one matter: what it was about before is not painted there any more. */
const other = statement(
  (db, { matter, address, message }: Pick<Tables['posted'], 'matter' | 'address' | 'message'>) =>
    db
      .deleteFrom('posted')
      .where('message', '=', message)
      .where('address', '=', address)
      .where('matter', '<>', matter),
)
const within = statement((db, { message }: { readonly message: string }) =>
  db.selectFrom('posted').selectAll().where('message', '=', message).orderBy('matter').orderBy('account'),
)
const takeDown = statement((db, { message, address }: Pick<Tables['posted'], 'message' | 'address'>) =>
  db.deleteFrom('posted').where('message', '=', message).where('address', '=', address),
)
const hold = statement((db, { matter, account, address, message, at }: Tables['posted']) =>
  db
    .insertInto('posted')
    .values({ matter, account, address, message, at })
    .onConflict((conflict) => conflict.columns(['matter', 'account']).doUpdateSet({ address, message, at })),
)

const toPostedCard = (row: Tables['posted']): PostedCard => ({
  matter: row.matter,
  account: row.account,
  // `put` wrote it.
  posted: { address: JSON.parse(row.address) as PostedCard['posted']['address'], message: row.message },
  at: row.at,
})
