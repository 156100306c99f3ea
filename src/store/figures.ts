import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Figures } from '../ports/figures.ts'
import type { Tables } from './tables.ts'

/** The list as the index has it, so that the index is used. */
const ofRequests = sql<boolean>`events.type in ('approval-requested', 'approval-closed')`

export const createFigures = (db: Kysely<Tables>): Figures => ({
  open: async () => {
    const count = await db
      .selectFrom('approvals')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('id', 'in', db.selectFrom('seats').select('approval'))
      .where('status', '=', sql.lit('open'))
      .executeTakeFirstOrThrow()
    const oldest = await db
      .selectFrom('events')
      .innerJoin('approvals', 'approvals.id', 'events.subject')
      .select(['events.subject', 'events.at'])
      .where(ofRequests)
      .where('events.type', '=', 'approval-requested')
      .where('approvals.status', '=', 'open')
      .orderBy('events.at')
      .limit(sql.lit(1))
      .executeTakeFirst()
    return { count: count.count, oldest: oldest ? { approval: oldest.subject, since: oldest.at } : null }
  },

  requests: async (from, to) => {
    const rows = await db
      .selectFrom('events')
      .innerJoin('approvals', 'approvals.id', 'events.subject')
      .select(['events.type', 'events.subject', 'events.at', 'approvals.status', 'approvals.due'])
      .where(ofRequests)
      .where('events.at', '>=', from)
      .where('events.at', '<', to)
      .orderBy('events.at')
      .execute()
    // One that was decided anew after an undo is one decision, the last.
    const closed = new Map(
      rows
        .filter((row) => row.type === 'approval-closed' && decided.includes(row.status))
        .map((row) => [row.subject, row]),
    )
    return {
      asked: new Set(rows.filter((row) => row.type === 'approval-requested').map((row) => row.subject)).size,
      decided: closed.size,
      inTime: [...closed.values()].filter(({ at, due }) => due === null || at <= due).length,
    }
  },

  steps: (from) =>
    db
      .selectFrom('events')
      .select((row) => [sql<string>`data ->> 'step'`.as('step'), row.fn.countAll<number>().as('count')])
      .where('type', '=', sql.lit('step-passed'))
      .where('at', '>=', from)
      .groupBy('step')
      .orderBy('count', 'desc')
      .orderBy('step')
      .execute(),

  ending: async (before) => {
    const row = await db
      .selectFrom('timers')
      .select([
        sql<number>`count(*) filter (where kind = 'expires')`.as('certificates'),
        // A waiver with days of grace ends before them, and one that was made longer ends later than it would have.
        sql<number>`count(*) filter (where kind = 'waiver-ends' or (kind = 'waiver-expires' and not exists (
          select 1 from timers as ends
          where ends.kind = 'waiver-ends' and ends.subject = timers.subject and ends.occurrence = timers.occurrence
        )))`.as('waivers'),
      ])
      .where('fired_at', 'is', null)
      .where('due', '<', before)
      .where('kind', 'in', [sql.lit('expires'), sql.lit('waiver-ends'), sql.lit('waiver-expires')])
      .where(
        sql<boolean>`(kind = 'expires' or not exists (
          select 1 from timers as later
          where later.kind = 'waiver-expires' and later.subject = timers.subject
            and later.occurrence > timers.occurrence
            and substr(later.occurrence, 1, length(later.occurrence) - 10) =
              substr(timers.occurrence, 1, length(timers.occurrence) - 10)
        ))`,
      )
      .executeTakeFirstOrThrow()
    return { certificates: row.certificates, waivers: row.waivers }
  },
})

const decided: readonly string[] = ['approved', 'rejected', 'changes_requested']
