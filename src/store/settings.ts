import type { Kysely } from 'kysely'
import { canonical } from '../hash.ts'
import type { Session } from '../ports/store.ts'
import type { Hash, Journal } from './journal.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** The journal's subject for a setting. */
export const settingSubject = (name: string): string => `setting:${name}`

export const createSettings = (db: Kysely<Tables>, journal: Journal, hash: Hash): Session['settings'] => ({
  get: async (name) => {
    const { rows } = await valueOf(db, { name })
    return rows[0] && (JSON.parse(rows[0].value) as unknown)
  },

  set: async (name, value, event, stamp) => {
    const text = canonical(value)
    const before = await db
      .selectFrom('settings')
      .select('writes')
      .where('name', '=', name)
      .executeTakeFirst()
    const writes = (before?.writes ?? 0) + 1
    await db
      .insertInto('settings')
      .values({ name, value: text, writes })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text, writes }))
      .execute()
    const subject = settingSubject(name)
    await journal.append({ subject, rev: writes, digest: hash(text) }, [{ ...event, subject }], stamp)
  },
})

const valueOf = statement((db, { name }: { readonly name: string }) =>
  db.selectFrom('settings').select('value').where('name', '=', name),
)
