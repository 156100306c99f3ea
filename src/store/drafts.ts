import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { Draft, Session } from '../ports/store.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Forms that were begun. They are nobody's decision yet: not journalled, and gone when they are dropped. */
export const createDrafts = (db: Kysely<Tables>): Session['drafts'] => ({
  get: async (person, form, subject) => {
    const { rows } = await one(db, { person, form, subject })
    return rows[0] && toDraft(rows[0])
  },

  put: async (draft) => {
    await keep(db, { ...draft, values: canonical(draft.values) })
  },

  drop: async (person, form, subject) => {
    await remove(db, { person, form, subject })
  },

  of: async (person, most) => {
    const rows = await db
      .selectFrom('drafts')
      .selectAll()
      .where('person', '=', person)
      .orderBy('at', 'desc')
      .orderBy('form')
      .orderBy('subject')
      .limit(sql.lit(most))
      .execute()
    return rows.map(toDraft)
  },
})

type Place = Pick<Tables['drafts'], 'person' | 'form' | 'subject'>
const one = statement((db, { person, form, subject }: Place) =>
  db
    .selectFrom('drafts')
    .selectAll()
    .where((draft) => draft.and({ person, form, subject })),
)
const keep = statement((db, { person, form, subject, values, at }: Tables['drafts']) =>
  db
    .insertInto('drafts')
    .values({ person, form, subject, values, at })
    .onConflict((conflict) => conflict.columns(['person', 'form', 'subject']).doUpdateSet({ values, at })),
)
const remove = statement((db, { person, form, subject }: Place) =>
  db.deleteFrom('drafts').where((draft) => draft.and({ person, form, subject })),
)

const toDraft = (row: Tables['drafts']): Draft => ({
  ...row,
  // `put` wrote it.
  values: JSON.parse(row.values) as Draft['values'],
})
