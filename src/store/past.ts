import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { passingTimers } from '../domain/past.ts'
import type { PastKind } from '../domain/past.ts'
import type { Session } from '../ports/store.ts'
import { statementUpTo } from './statement.ts'
import type { Tables } from './tables.ts'

/** What is over is forgotten, so much at a time. */
export const createPast = (db: Kysely<Tables>): Session['past'] => ({
  forget: async (kind, before, most) => {
    const { numAffectedRows } = await over[kind](db, { before }, most)
    return Number(numAffectedRows)
  },
})

type Before = { readonly before: string }
type Forget = ReturnType<typeof statementUpTo<Before, unknown>>

/** Each by an index of its own; what an index over some rows says of them is written as it says it, so that it is used. */
const over: { readonly [K in PastKind]: Forget } = {
  deliveries: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('inbox')
      .where('key', 'in', (old) =>
        old.selectFrom('inbox').select('key').where('at', '<', before).limit(most),
      ),
  ),
  arrived: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('outbox')
      .where('id', 'in', (old) =>
        old
          .selectFrom('outbox')
          .select('id')
          .where('state', '=', sql.lit<'sent'>('sent'))
          .where('due', '<', before)
          .limit(most),
      ),
  ),
  dropped: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('outbox')
      .where('id', 'in', (old) =>
        old
          .selectFrom('outbox')
          .select('id')
          .where('state', '=', sql.lit<'dead'>('dead'))
          .where('due', '<', before)
          .where('why', 'is', null)
          .limit(most),
      ),
  ),
  reminders: statementUpTo((db, { before }, most) =>
    db.deleteFrom('reminders').where('id', 'in', (old) =>
      old
        .selectFrom('reminders')
        .select('id')
        .where((row) =>
          row.or([
            row('sent_at', 'is not', null),
            row('outcome', 'in', [sql.lit('merged'), sql.lit('suppressed')]),
          ]),
        )
        .where('decided_at', '<', before)
        .where((row) => row.or([row('sent_at', 'is', null), row('sent_at', '<', before)]))
        .limit(most),
    ),
  ),
  words: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('reminder_words')
      .where((row) =>
        row(
          row.refTuple('person', 'matter', 'word'),
          'in',
          row
            .selectFrom('reminder_words')
            .select(['person', 'matter', 'word'])
            .where('until', '<', before)
            .limit(most)
            .$asTuple('person', 'matter', 'word'),
        ),
      ),
  ),
  timers: statementUpTo((db, { before }, most) =>
    db.deleteFrom('timers').where((row) =>
      row(
        row.refTuple('kind', 'subject', 'occurrence'),
        'in',
        row
          .selectFrom('timers')
          .select(['kind', 'subject', 'occurrence'])
          .where(
            'kind',
            'in',
            passingTimers.map((kind) => sql.lit(kind)),
          )
          .where('fired_at', 'is not', null)
          .where('fired_at', '<', before)
          .limit(most)
          .$asTuple('kind', 'subject', 'occurrence'),
      ),
    ),
  ),
  codes: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('links')
      .where('id', 'in', (old) =>
        old.selectFrom('links').select('id').where('until', '<', before).limit(most),
      ),
  ),
  misses: statementUpTo((db, { before }, most) =>
    db
      .deleteFrom('link_misses')
      .where((row) =>
        row(
          row.refTuple('account', 'at'),
          'in',
          row
            .selectFrom('link_misses')
            .select(['account', 'at'])
            .where('at', '<', before)
            .limit(most)
            .$asTuple('account', 'at'),
        ),
      ),
  ),
}
