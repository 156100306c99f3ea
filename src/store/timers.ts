import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'
import { statement, statementOver, statementUpTo } from './statement.ts'
import type { Tables } from './tables.ts'

export const createTimers = (db: Kysely<Tables>): Session['timers'] => ({
  set: async ({ kind, subject, occurrence, due }) => {
    await begin(db, { kind, subject, occurrence, due })
  },

  clear: async (subject, kinds, beginning = '') => {
    const [only] = kinds ?? []
    if (kinds?.length === 1 && only !== undefined && beginning === '')
      return void (await clearKind(db, { subject, kind: only }))
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
    const { rows } = await dueBy(db, { now }, most)
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
      .limit(sql.lit(most))
      .execute()
    // `set` took a timer's kind.
    return rows.map((row) => ({ ...row, kind: row.kind as Timer['kind'] }))
  },

  fired: async ({ kind, subject, occurrence }, at) => {
    const { numAffectedRows } = await fire(db, { kind, subject, occurrence, at })
    return numAffectedRows === 1n
  },

  nextDue: async (except = []) => (await next(db, {}, except)).rows[0]?.due,

  of: async (kind, subject) => {
    const { rows } = await ofOne(db, { kind, subject })
    return rows.map(({ occurrence, due, fired_at: at }) => ({
      kind,
      subject,
      occurrence,
      due,
      isFired: at !== null,
    }))
  },

  ofAll: async (kind, subjects) => {
    if (subjects.length === 0) return []
    const { rows } = await ofSome(db, { kind }, subjects)
    return rows.map(({ subject, occurrence, due, fired_at: at }) => ({
      kind,
      subject,
      occurrence,
      due,
      isFired: at !== null,
    }))
  },

  forget: async (kind, subject, except) => {
    await forgetFired(db, { kind, subject, except })
  },
})

const begin = statement((db, { kind, subject, occurrence, due }: Omit<Tables['timers'], 'fired_at'>) =>
  db
    .insertInto('timers')
    .values({ kind, subject, occurrence, due, fired_at: null })
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'occurrence']).doNothing()),
)
const dueBy = statementUpTo((db, { now }: { readonly now: string }, most) =>
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
const next = statementOver((db, _given: object, except) =>
  db
    .selectFrom('timers')
    .select('due')
    .where('fired_at', 'is', null)
    .$if(except.length > 0, (waiting) => waiting.where('kind', 'not in', [...except]))
    .orderBy('due')
    .limit(sql.lit(1)),
)

type Key = Pick<Tables['timers'], 'kind' | 'subject' | 'occurrence'>
const fire = statement((db, { kind, subject, occurrence, at }: Key & { readonly at: string }) =>
  db
    .updateTable('timers')
    .set({ fired_at: at })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('occurrence', '=', occurrence)
    .where('fired_at', 'is', null),
)
const clearKind = statement((db, { kind, subject }: Omit<Key, 'occurrence'>) =>
  db
    .deleteFrom('timers')
    .where('subject', '=', subject)
    .where('fired_at', 'is', null)
    .where('kind', '=', kind),
)
const ofOne = statement((db, { kind, subject }: Omit<Key, 'occurrence'>) =>
  db
    .selectFrom('timers')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .orderBy('occurrence'),
)
const ofSome = statementOver((db, { kind }: Pick<Key, 'kind'>, subjects) =>
  db
    .selectFrom('timers')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', 'in', [...subjects])
    .orderBy('occurrence'),
)
const forgetFired = statement(
  (db, { kind, subject, except }: Omit<Key, 'occurrence'> & { readonly except: string }) =>
    db
      .deleteFrom('timers')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('occurrence', '!=', except)
      // Behind a plus, so that the key finds these few: the index over all that have fired would be read through.
      .where(sql<boolean>`+fired_at is not null`),
)
