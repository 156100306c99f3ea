import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { OutboxRow, PostedCard, Session } from '../ports/store.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** What is to be sent, and what is up. */
export const createOutbox = (db: Kysely<Tables>): Session['outbox'] => ({
  owe: async (owed) => {
    await note(db, {
      key: owed.key,
      matter: owed.matter,
      recipient: canonical(owed.to),
      content: canonical(owed.content),
      replaces: owed.replaces ? canonical(owed.replaces) : null,
      due: owed.due,
    })
  },

  withdraw: async (key) => {
    const { numDeletedRows } = await db
      .deleteFrom('outbox')
      .where('key', '=', key)
      .where('state', '=', ready)
      .where('attempt', '=', 0)
      .executeTakeFirstOrThrow()
    return numDeletedRows === 1n
  },

  lease: async (now, until, most) => {
    const { rows: due } = await freeNow(db, { now, most })
    const { rows: lost } = await lapsed(db, { now, most })
    const rows = [...due, ...lost]
      .sort((a, b) => (a.due === b.due ? a.id - b.id : a.due < b.due ? -1 : 1))
      .slice(0, most)
    const given: OutboxRow[] = []
    for (const row of rows) {
      const attempt = row.attempt + 1
      // Each attempt has its own lease, so that who comes back late cannot close somebody else's.
      const lease = `${row.id}.${attempt}`
      await db
        .updateTable('outbox')
        .set({ state: 'leased', attempt, lease, leased_until: until })
        .where('id', '=', row.id)
        .execute()
      given.push(toOutboxRow({ ...row, state: 'leased', attempt, lease }))
    }
    return given
  },

  settle: async (row, outcome) => {
    const { numUpdatedRows } = await db
      .updateTable('outbox')
      .set({
        state: outcome.state,
        ...(outcome.state === 'ready' ? { due: outcome.due } : {}),
        lease: null,
        leased_until: null,
      })
      .where('id', '=', row.id)
      .where('state', '=', leased)
      .where('lease', '=', row.lease)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  },

  purge: async (before) => {
    await db.deleteFrom('outbox').where('state', '=', sent).where('due', '<', before).execute()
  },

  nextDue: async () => (await free(db, null).orderBy('due').orderBy('id').limit(1).executeTakeFirst())?.due,
})

type Noted = Pick<Tables['outbox'], 'key' | 'matter' | 'recipient' | 'content' | 'replaces' | 'due'>
const note = statement((db, { key, matter, recipient, content, replaces, due }: Noted) =>
  db
    .insertInto('outbox')
    .values({
      key,
      matter,
      recipient,
      content,
      replaces,
      due,
      attempt: 0,
      state: 'ready',
      lease: null,
      leased_until: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing()),
)

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

type Moment = { readonly now: string; readonly most: number }
const freeNow = statement((db, { now, most }: Moment) =>
  free(db, now).orderBy('due').orderBy('id').limit(most),
)

/** Rows whose lease ran out: who had it is gone. A recipient has at most one leased row, so nothing stands before it. */
const lapsed = statement((db, { now, most }: Moment) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', leased)
    .where('leased_until', '<=', now)
    .orderBy('leased_until')
    .orderBy('id')
    .limit(most),
)

/** Written into the query's text: an index over some rows is used only where the text says that they are meant. */
const ready = sql.lit<'ready'>('ready')
const leased = sql.lit<'leased'>('leased')
const sent = sql.lit<'sent'>('sent')

const toOutboxRow = (row: Omit<Tables['outbox'], 'id'> & { readonly id: number }): OutboxRow => ({
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
})

export const createPosted = (db: Kysely<Tables>): Session['posted'] => ({
  of: async (matter) => {
    const { rows } = await about(db, { matter })
    return rows.map(toPostedCard)
  },

  put: async ({ matter, account, posted, at }) => {
    await hold(db, { matter, account, address: canonical(posted.address), message: posted.message, at })
  },

  at: async (message) => {
    const { rows } = await within(db, { message })
    return rows.map(toPostedCard)
  },

  forget: async ({ address, message }) => {
    await db
      .deleteFrom('posted')
      .where('message', '=', message)
      .where('address', '=', canonical(address))
      .execute()
  },
})

const about = statement((db, { matter }: { readonly matter: string }) =>
  db.selectFrom('posted').selectAll().where('matter', '=', matter).orderBy('at').orderBy('account'),
)
const within = statement((db, { message }: { readonly message: string }) =>
  db.selectFrom('posted').selectAll().where('message', '=', message).orderBy('matter').orderBy('account'),
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
