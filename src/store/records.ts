import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { KeptState, Session } from '../ports/store.ts'
import { lineOf } from './journal-lines.ts'
import type { Tables } from './tables.ts'
import type { Texts } from './texts.ts'

type Kept = { readonly subject: string; readonly state: unknown }

/** What decisions rested on. A record is proven by the journal: each state's hash is the digest of one of its entries. */
export const createRecords = (db: Kysely<Tables>, texts: Texts): Session['records'] => {
  const clothed = async (kept: readonly Kept[]): Promise<readonly KeptState[]> => {
    const words = await texts.clothe(kept.map(({ state }) => structuredClone(state)))
    return kept.map(({ subject, state }, index) => ({ subject, bare: state, state: words[index] }))
  }

  const rows = async (subjects: readonly string[]): Promise<readonly Kept[]> => {
    const kept: Kept[] = []
    for (const subject of subjects) {
      const row = await db
        .selectFrom(tableOf(subject))
        .select('state')
        .where('id', '=', subject)
        .executeTakeFirst()
      if (row) kept.push({ subject, state: JSON.parse(row.state) as unknown })
    }
    return kept
  }

  return {
    keep: async (certification, subjects, at) => {
      const last = await db
        .selectFrom('events')
        .select('seq')
        .orderBy('seq', 'desc')
        .limit(sql.lit(1))
        .executeTakeFirst()
      await db
        .insertInto('records')
        .values({ certification, seq: last?.seq ?? 0, at, states: canonical(await rows(subjects)) })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    latest: async (certification) => {
      const row = await db
        .selectFrom('records')
        .select(['at', 'states'])
        .where('certification', '=', certification)
        .orderBy('seq', 'desc')
        .limit(sql.lit(1))
        .executeTakeFirst()
      // `keep` wrote it.
      return row && { at: row.at, states: await clothed(JSON.parse(row.states) as readonly Kept[]) }
    },

    now: async (subjects) => clothed(await rows(subjects)),

    lines: async (subjects) => {
      const lines = []
      for (const subject of subjects)
        lines.push(...(await db.selectFrom('events').selectAll().where('subject', '=', subject).execute()))
      return lines.sort((a, b) => a.seq - b.seq).map((entry) => ({ seq: entry.seq, line: lineOf(entry) }))
    },

    words: texts.rows,
  }
}

const tableOf = (subject: string): 'certifications' | 'assets' | 'approvals' => {
  if (subject.startsWith('CRT-')) return 'certifications'
  return subject.startsWith('AST-') ? 'assets' : 'approvals'
}
