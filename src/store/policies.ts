import type { Kysely } from 'kysely'
import type { Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** Texts of the programme policy by their hash. They prove themselves, so the journal need not. */
export const createPolicies = (db: Kysely<Tables>): Session['policies'] => ({
  keep: async ({ hash, version, text, at }) => {
    await db
      .insertInto('policies')
      .values({ hash, version, text, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },

  since: async () =>
    (
      await db
        .selectFrom('policies')
        .select((row) => row.fn.min<string | null>('at').as('at'))
        .executeTakeFirst()
    )?.at ?? undefined,

  find: async (hash) =>
    (await db.selectFrom('policies').select('text').where('hash', '=', hash).executeTakeFirst())?.text,
})
