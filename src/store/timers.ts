import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

export const createTimers = (db: Kysely<Tables>): Session['timers'] => ({
  set: async ({ kind, subject, occurrence, due }) => {
    await begin(db, { kind, subject, occurrence, due })
  },

  clear: async (subject, kinds, beginning = '') => {
    const waiting = db.deleteFrom('timers').where('subject', '=', subject).where('fired_at', 'is', null)
    if (kinds === undefined) await waiting.execute()
    else if (kinds.length > 0)
      await waiting
        .where('kind', 'in', [...kinds])
        .$if(beginning !== '', (some) =>
          some.where(sql<boolean>`substr(occurrence, 1, ${beginning.length}) = ${beginning}`),
        )
        .execute()
  },

  due: async (now, most) => {
    const { rows } = await dueBy(db, { now, most })
    // `set` took a timer's kind.
    return rows.map((row) => ({ ...row, kind: row.kind as Timer['kind'] }))
  },

  ahead: async (kinds, before, most) => {
    const rows = await db
      .selectFrom('timers')
      .select(['kind', 'subject', 'occurrence', 'due'])
      .where('fired_at', 'is', null)
      .where('due', '<', before)
      .where('kind', 'in', [...kinds])
      .orderBy('due')
      .orderBy('subject')
      .limit(most)
      .execute()
    // `set` took a timer's kind.
    return rows.map((row) => ({ ...row, kind: row.kind as Timer['kind'] }))
  },

  fired: async ({ kind, subject, occurrence }, at) => {
    const { numUpdatedRows } = await db
      .updateTable('timers')
      .set({ fired_at: at })
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('occurrence', '=', occurrence)
      .where('fired_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  },

  nextDue: async (except = []) =>
    (
      await db
        .selectFrom('timers')
        .select('due')
        .where('fired_at', 'is', null)
        .$if(except.length > 0, (waiting) => waiting.where('kind', 'not in', [...except]))
        .orderBy('due')
        .limit(1)
        .executeTakeFirst()
    )?.due,

  of: async (kind, subject) => {
    const rows = await db
      .selectFrom('timers')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .orderBy('occurrence')
      .execute()
    return rows.map(({ occurrence, due, fired_at: at }) => ({
      kind,
      subject,
      occurrence,
      due,
      isFired: at !== null,
    }))
  },

  forget: async (kind, subject, except) => {
    await db
      .deleteFrom('timers')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('occurrence', '!=', except)
      .where('fired_at', 'is not', null)
      .execute()
  },
})

const begin = statement((db, { kind, subject, occurrence, due }: Omit<Tables['timers'], 'fired_at'>) =>
  db
    .insertInto('timers')
    .values({ kind, subject, occurrence, due, fired_at: null })
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'occurrence']).doNothing()),
)
const dueBy = statement((db, { now, most }: { readonly now: string; readonly most: number }) =>
  db
    .selectFrom('timers')
    .select(['kind', 'subject', 'occurrence', 'due'])
    .where('fired_at', 'is', null)
    .where('due', '<=', now)
    .orderBy('due')
    .orderBy('kind')
    .orderBy('subject')
    .limit(most),
)
