import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { outcomes, reasons } from '../domain/governor.ts'
import { reminderKinds } from '../domain/reminder.ts'
import { canonical } from '../hash.ts'
import type { Decided, ReminderRow, Reminders } from '../ports/reminders.ts'
import { statement, statementOver } from './statement.ts'
import type { Tables } from './tables.ts'

const Decision = z.object({
  at: z.string(),
  outcome: z.enum(outcomes),
  because: z.enum(reasons),
  until: z.string().optional(),
})
const Decisions = z.array(Decision)
const Kind = z.enum(reminderKinds)
const Count = Decision.pick({ outcome: true, because: true }).extend({ count: z.number() })

/** What the clock wanted to say and what was decided about it. Not journalled: it changes nothing in the programme. */
export const createReminders = (db: Kysely<Tables>): Reminders => ({
  note: async ({ kind, matter, recipient, occurrence, content, due, blocks, at, decisions }) => {
    const { rows } = await begin(db, {
      kind,
      matter,
      recipient,
      occurrence,
      content: canonical(content),
      due,
      blocks: blocks ? 1 : 0,
      at,
      ...latest(decisions),
      decisions: JSON.stringify(decisions),
    })
    return rows[0]?.id
  },

  find: async (id) => {
    const { rows } = await byId(db, { id })
    return rows[0] && toReminder(rows[0])
  },

  has: async (recipients, matter, { kind, occurrence }) =>
    (await same(db, { kind, matter, occurrence }, recipients)).rows.length > 0,

  decide: async (id, decided) => {
    const { rows } = await byId(db, { id })
    if (!rows[0]) throw new Error(`reminder ${id} is not there`)
    const decisions = [...toReminder(rows[0]).decisions, decided]
    await settle(db, { id, ...latest(decisions), decisions: JSON.stringify(decisions) })
  },

  waiting: async (recipients) => (await unsent(db, {}, recipients)).rows.map(toReminder),

  waitingAbout: async (recipients, matter) =>
    (await unsentAbout(db, { matter }, recipients)).rows.map(toReminder),

  underWay: async (recipients, except) => (await coming(db, { except }, recipients)).rows[0]?.count ?? 0,

  sent: async (id, at) => {
    await send(db, { id, at })
  },

  told: async (recipients, at) => {
    const { numAffectedRows } = await tell(db, { at }, recipients)
    return Number(numAffectedRows)
  },

  sentSince: async (recipients, since) =>
    (await pinged(db, { since }, recipients)).rows.flatMap(({ sent_at: at }) => (at === null ? [] : [at])),

  of: async (recipients, most) => (await newest(db, {}, recipients, most)).rows.map(toReminder),

  ofKind: async (recipients, kind, most) =>
    (await newestOfKind(db, { kind }, recipients, most)).rows.map(toReminder),

  counts: async (since) =>
    (
      await db
        .selectFrom('reminders')
        .select((row) => ['outcome', 'because', row.fn.countAll<number>().as('count')])
        .where('decided_at', '>', since)
        .groupBy(['outcome', 'because'])
        .orderBy('outcome')
        .orderBy('because')
        .execute()
    ).map((row) => Count.parse(row)),

  say: async (said) => {
    await db
      .insertInto('reminder_words')
      .values(said)
      .onConflict((conflict) =>
        conflict.columns(['person', 'matter', 'word']).doUpdateSet({ at: said.at, until: said.until }),
      )
      .execute()
  },

  said: async (matter, now) => {
    const { rows } = await wordsAbout(db, { matter, now })
    // `say` took a word.
    return rows.map((row) => ({ ...row, word: row.word as 'snoozed' | 'on-it' }))
  },
})

type Row = Awaited<ReturnType<typeof byId>>['rows'][number]
const toReminder = (row: Row): ReminderRow => ({
  id: row.id,
  kind: Kind.parse(row.kind),
  matter: row.matter,
  recipient: row.recipient,
  occurrence: row.occurrence,
  content: JSON.parse(row.content) as unknown,
  due: row.due,
  blocks: row.blocks === 1,
  at: row.at,
  decisions: Decisions.parse(JSON.parse(row.decisions)).map(({ until, ...decided }) => ({
    ...decided,
    ...(until === undefined ? {} : { until }),
  })),
  sentAt: row.sent_at,
})

const latest = (decisions: readonly Decided[]) => {
  const last = decisions.at(-1)
  if (!last) throw new Error('a reminder without a decision')
  const { at, outcome, because, until } = last
  return { decided_at: at, outcome, because, until: until ?? null }
}

type Begun = Omit<Tables['reminders'], 'id' | 'sent_at'>
const begin = statement((db, row: Begun) =>
  db
    .insertInto('reminders')
    .values({
      kind: row.kind,
      matter: row.matter,
      recipient: row.recipient,
      occurrence: row.occurrence,
      content: row.content,
      due: row.due,
      blocks: row.blocks,
      at: row.at,
      decided_at: row.decided_at,
      outcome: row.outcome,
      because: row.because,
      until: row.until,
      decisions: row.decisions,
      sent_at: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'matter', 'recipient', 'occurrence']).doNothing())
    .returning('id'),
)
const byId = statement((db, { id }: { readonly id: number }) =>
  db.selectFrom('reminders').selectAll().where('id', '=', id),
)
const settle = statement(
  (
    db,
    {
      id,
      decided_at,
      outcome,
      because,
      until,
      decisions,
    }: { readonly id: number } & Pick<Begun, 'decided_at' | 'outcome' | 'because' | 'until' | 'decisions'>,
  ) =>
    db.updateTable('reminders').set({ decided_at, outcome, because, until, decisions }).where('id', '=', id),
)
const send = statement((db, { id, at }: { readonly id: number; readonly at: string }) =>
  db.updateTable('reminders').set({ sent_at: at }).where('id', '=', id).where('sent_at', 'is', null),
)

// Outcomes are written into the text, so that the indexes over some of them are used.
const untold = (db: Kysely<Tables>, recipients: readonly string[]) =>
  db
    .selectFrom('reminders')
    .selectAll()
    .where('recipient', 'in', [...recipients])
    .where('outcome', 'in', [sql.lit('ping'), sql.lit('digest'), sql.lit('deferred')])
    .where('sent_at', 'is', null)
    .orderBy('id')
const unsent = statementOver((db, _given: object, recipients) => untold(db, recipients))
const unsentAbout = statementOver((db, { matter }: { readonly matter: string }, recipients) =>
  untold(db, recipients).where('matter', '=', matter),
)
const coming = statementOver((db, { except }: { readonly except: string }, recipients) =>
  db
    .selectFrom('reminders')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('recipient', 'in', [...recipients])
    .where('outcome', '=', sql.lit('ping'))
    .where('sent_at', 'is', null)
    .where('matter', '<>', except),
)
const tell = statementOver((db, { at }: { readonly at: string }, recipients) =>
  db
    .updateTable('reminders')
    .set({ sent_at: at })
    .where('recipient', 'in', [...recipients])
    .where('outcome', '=', sql.lit('digest'))
    .where('sent_at', 'is', null),
)
const pinged = statementOver((db, { since }: { readonly since: string }, recipients) =>
  db
    .selectFrom('reminders')
    .select('sent_at')
    .where('recipient', 'in', [...recipients])
    .where('outcome', '=', sql.lit('ping'))
    .where('sent_at', '>', since)
    .orderBy('sent_at'),
)
const same = statementOver(
  (db, { kind, matter, occurrence }: Pick<Begun, 'kind' | 'matter' | 'occurrence'>, recipients) =>
    db
      .selectFrom('reminders')
      .select('id')
      .where('kind', '=', kind)
      .where('matter', '=', matter)
      .where('recipient', 'in', [...recipients])
      .where('occurrence', '=', occurrence),
)
const newest = statementOver((db, _given: object, recipients, most) =>
  db
    .selectFrom('reminders')
    .selectAll()
    .where('recipient', 'in', [...recipients])
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most),
)
const newestOfKind = statementOver((db, { kind }: { readonly kind: string }, recipients, most) =>
  db
    .selectFrom('reminders')
    .selectAll()
    .where('recipient', 'in', [...recipients])
    .where('kind', '=', kind)
    // Behind a plus, so that the few of the kind are found, and sorted, instead of reading through all that they ever got.
    .orderBy(sql`+decided_at`, 'desc')
    .orderBy('id', 'desc')
    .limit(most),
)
const wordsAbout = statement((db, { matter, now }: { readonly matter: string; readonly now: string }) =>
  db.selectFrom('reminder_words').selectAll().where('matter', '=', matter).where('until', '>', now),
)
