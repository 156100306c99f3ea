import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { mostOwedAtOnce } from '../ports/outbox.ts'
import type { OutboxRow, Undelivered } from '../ports/outbox.ts'
import type { Session } from '../ports/store.ts'
import { insertOwed } from './owed-insert.ts'
import { statement, statementOver, statementUpTo } from './statement.ts'
import type { Tables } from './tables.ts'

/** What is to be sent. */
export const createOutbox = (db: Kysely<Tables>): Session['outbox'] => ({
  owe: async (owed) => {
    await insertOwed(db, [owed])
  },
  oweAll: async (owed) => {
    if (owed.length > mostOwedAtOnce)
      throw new Error(`${owed.length} messages in one go: at most ${mostOwedAtOnce}`)
    if (owed.length > 0) await insertOwed(db, owed)
  },

  withdraw: async (key) => {
    const { numDeletedRows } = await db
      .deleteFrom('outbox')
      .where('key', '=', key)
      .where('state', '=', ready)
      .where('tries', '=', 0)
      .executeTakeFirstOrThrow()
    return numDeletedRows === 1n
  },

  lease: async (now, until, most) => {
    const upTo = 2 ** Math.ceil(Math.log2(most))
    const { rows: due } = await freeNow(db, { now }, upTo)
    const { rows: left } = await lapsed(db, { now }, upTo)
    const rows = [...due, ...left].sort(inOrder).slice(0, most)
    if (rows.length === 0) return []
    const { rows: given } = await take(
      db,
      { until },
      rows.map(({ id }) => id),
    )
    return [...given].sort(inOrder).map(toOutboxRow)
  },

  begin: async (row, now) => {
    const { numAffectedRows } = await call(db, { id: row.id, lease: row.lease, now })
    return numAffectedRows === 1n
  },

  settle: async (row, outcome) => {
    if (outcome.state === 'sent')
      return (await arrived(db, { id: row.id, lease: row.lease })).numAffectedRows === 1n
    const { numUpdatedRows } = await db
      .updateTable('outbox')
      .set((column) => ({
        state: outcome.state,
        lease: null,
        leased_until: null,
        begun_at: null,
        ...(outcome.state === 'ready' ? { due: outcome.due } : {}),
        ...(outcome.state === 'ready' && outcome.doubted !== undefined
          ? { doubts: column('doubts', '+', 1), doubted_at: outcome.doubted }
          : {}),
        ...('lost' in outcome && outcome.lost ? { why: outcome.lost.why, ended_at: outcome.lost.at } : {}),
      }))
      .where('id', '=', row.id)
      .where('state', '=', leased)
      .where('lease', '=', row.lease)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  },

  defer: async (rows) => {
    for (const { row, due } of rows)
      await db
        .updateTable('outbox')
        .set({ state: 'ready', due, lease: null, leased_until: null, begun_at: null })
        .where('id', '=', row.id)
        .where('state', '=', leased)
        .where('lease', '=', row.lease)
        .execute()
  },

  nextDue: async () => (await nextOf(db, {})).rows[0]?.due,

  undelivered: async (most) =>
    (await lost(db).orderBy('ended_at', 'desc').orderBy('id', 'desc').limit(sql.lit(most)).execute()).map(
      toUndelivered,
    ),

  resend: async (id, now) => {
    const { numUpdatedRows } = await db
      .updateTable('outbox')
      // Since when it is in doubt stays: it may still be found where it was sent to.
      .set({ state: 'ready', due: now, tries: 0, doubts: 0, why: null, ended_at: null })
      .where('id', '=', id)
      .where('why', 'is not', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  },

  drop: async (id) => {
    const { numUpdatedRows } = await db
      .updateTable('outbox')
      .set({ state: 'dead', why: null })
      .where('id', '=', id)
      .where('why', 'is not', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  },

  figures: async (now) => {
    const due = await db
      .selectFrom('outbox')
      .select((row) => [row.fn.countAll<number>().as('waiting'), row.fn.min('due').as('oldest')])
      .where('state', '=', ready)
      .where('due', '<=', now)
      .executeTakeFirstOrThrow()
    const ended = await db
      .selectFrom('outbox')
      .select((row) => row.fn.countAll<number>().as('undelivered'))
      .where('why', 'is not', null)
      .executeTakeFirstOrThrow()
    return { waiting: due.waiting, oldest: due.waiting === 0 ? null : due.oldest, ...ended }
  },
})

type Row = Omit<Tables['outbox'], 'id' | 'tries' | 'doubts'> & {
  readonly id: number
  readonly tries: number
  readonly doubts: number
}

/** By due, and by age among those that are due together. */
const inOrder = (a: Pick<Row, 'due' | 'id'>, b: Pick<Row, 'due' | 'id'>): number =>
  a.due === b.due ? a.id - b.id : a.due < b.due ? -1 : 1

/**
 * Ready rows that no earlier row of the same recipient holds up. An earlier one does while it is leased, while it is
 * tried again, or where it is due no later: what one person gets comes in order, and one at a time. A reminder for
 * next week, not tried yet, holds up nothing. `now` null: whatever their due.
 */
const free = (db: Kysely<Tables>, now: string | null) => {
  const rows = db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', ready)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.recipient', '=', 'outbox.recipient')
            .whereRef('earlier.id', '<', 'outbox.id')
            .where('earlier.state', 'in', [ready, leased])
            .where((earlier) =>
              earlier.or([
                // Leased now, or tried before.
                earlier('earlier.attempt', '>', 0),
                earlier('earlier.due', '<=', now ?? earlier.ref('outbox.due')),
              ]),
            ),
        ),
      ),
    )
  return now === null ? rows : rows.where('due', '<=', now)
}

type Moment = { readonly now: string }
const freeNow = statementUpTo((db, { now }: Moment, most) =>
  free(db, now).orderBy('due').orderBy('id').limit(most),
)

const take = statementOver((db, { until }: { readonly until: string }, ids: readonly number[]) =>
  db
    .updateTable('outbox')
    .set((row) => ({
      state: 'leased',
      attempt: row('attempt', '+', sql.lit(1)),
      // Each attempt has its own lease, so that who comes back late cannot close somebody else's.
      lease: sql<string>`id || '.' || (attempt + 1)`,
      leased_until: until,
      // Whoever had it was in the middle of a call: it may have arrived.
      doubts: sql<number>`doubts + (case when begun_at is null then 0 else 1 end)`,
      doubted_at: sql<string | null>`coalesce(begun_at, doubted_at)`,
      begun_at: null,
    }))
    .where('id', 'in', [...ids])
    .returningAll(),
)
type Held = Pick<Row, 'id' | 'lease'>
const call = statement((db, { id, lease, now }: Held & { readonly now: string }) =>
  db
    .updateTable('outbox')
    .set((column) => ({ tries: column('tries', '+', 1), begun_at: now }))
    .where('id', '=', id)
    .where('state', '=', leased)
    .where('lease', '=', lease)
    .where('leased_until', '>', now),
)
const arrived = statement((db, { id, lease }: Held) =>
  db
    .updateTable('outbox')
    .set({ state: sent, lease: null, leased_until: null, begun_at: null })
    .where('id', '=', id)
    .where('state', '=', leased)
    .where('lease', '=', lease),
)

const nextOf = statement((db) => free(db, null).orderBy('due').orderBy('id').limit(sql.lit(1)))

/** Rows whose lease ran out: who had it is gone. A recipient has at most one leased row, so nothing stands before it. */
const lapsed = statementUpTo((db, { now }: Moment, most) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', leased)
    .where('leased_until', '<=', now)
    .orderBy('leased_until')
    .orderBy('id')
    .limit(most),
)

/** Rows that somebody should know reached nobody. */
const lost = (db: Kysely<Tables>) => db.selectFrom('outbox').selectAll().where('why', 'is not', null)

/** Written into the query's text: an index over some rows is used only where the text says that they are meant. */
const ready = sql.lit<'ready'>('ready')
const leased = sql.lit<'leased'>('leased')
const sent = sql.lit<'sent'>('sent')

const toOutboxRow = (row: Row): OutboxRow => ({
  id: row.id,
  key: row.key,
  matter: row.matter,
  // `owe` wrote these.
  to: JSON.parse(row.recipient) as OutboxRow['to'],
  content: JSON.parse(row.content) as unknown,
  ...(row.replaces === null
    ? {}
    : { replaces: JSON.parse(row.replaces) as NonNullable<OutboxRow['replaces']> }),
  due: row.due,
  attempt: row.attempt,
  state: row.state,
  lease: row.lease,
  leasedUntil: row.leased_until,
  tries: row.tries,
  doubts: row.doubts,
  doubtedAt: row.doubted_at,
})

const toUndelivered = (row: Row): Undelivered => ({
  id: row.id,
  to: JSON.parse(row.recipient) as Undelivered['to'],
  content: JSON.parse(row.content) as unknown,
  matter: row.matter,
  why: row.why ?? 'unknown',
  at: row.ended_at ?? row.due,
})
