import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { entryText } from './journal.ts'
import type { Tables } from './tables.ts'

/** Entries read at once; between chunks the event loop has its turn. */
const chunk = 500

/** An entry as a line of JSON: the canonical text that was hashed, with its hash as the last member. */
export const lineOf = (entry: Tables['events']): string =>
  `${entryText(entry).slice(0, -1)},"hash":${JSON.stringify(entry.hash)}}`

/**
 * Every entry as one line of JSON, the oldest first: the canonical text that was hashed, with its hash as the last member. Names and
 * words that people typed are not in it, only their ids and salted hashes.
 */
export const journalLines = async function* (db: Kysely<Tables>): AsyncGenerator<string> {
  let seq = 0
  for (;;) {
    const entries = await db
      .selectFrom('events')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(sql.lit(chunk))
      .execute()
    for (const entry of entries) {
      yield lineOf(entry)
      seq = entry.seq
    }
    if (entries.length < chunk) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}
