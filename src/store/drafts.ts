import type { Kysely } from 'kysely'
import { canonical } from '../hash.ts'
import type { Draft, Session } from '../ports/store.ts'
import type { Tables } from './tables.ts'

/** Forms that were begun. They are nobody's decision yet: not journalled, and gone when they are dropped. */
export const createDrafts = (db: Kysely<Tables>): Session['drafts'] => {
  const one = (person: string, form: string, subject: string) =>
    ({ person, form, subject }) satisfies Partial<Tables['drafts']>
  return {
    get: async (person, form, subject) => {
      const row = await db
        .selectFrom('drafts')
        .selectAll()
        .where((draft) => draft.and(one(person, form, subject)))
        .executeTakeFirst()
      return row && toDraft(row)
    },

    put: async ({ person, form, subject, values, at }) => {
      const row = { values: canonical(values), at }
      await db
        .insertInto('drafts')
        .values({ ...one(person, form, subject), ...row })
        .onConflict((conflict) => conflict.columns(['person', 'form', 'subject']).doUpdateSet(row))
        .execute()
    },

    drop: async (person, form, subject) => {
      await db
        .deleteFrom('drafts')
        .where((draft) => draft.and(one(person, form, subject)))
        .execute()
    },

    of: async (person, most) => {
      const rows = await db
        .selectFrom('drafts')
        .selectAll()
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('form')
        .orderBy('subject')
        .limit(most)
        .execute()
      return rows.map(toDraft)
    },
  }
}

const toDraft = (row: Tables['drafts']): Draft => ({
  ...row,
  // `put` wrote it.
  values: JSON.parse(row.values) as Draft['values'],
})
