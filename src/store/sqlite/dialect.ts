import { sql } from 'kysely'
import type { Alternatives, Candidate, Fields, SearchIndex } from '../search.ts'

/** What SQLite does in its own way: the full text index is FTS5. */
export const searchIndex: SearchIndex = {
  get: async (db, row) =>
    (await sql<Fields>`select name, purpose, other from search_texts where rowid = ${row}`.execute(db))
      .rows[0],

  put: async (db, row, { name, purpose, other }) => {
    await sql`insert into search_texts (rowid, name, purpose, other) values (${row}, ${name}, ${purpose}, ${other})`.execute(
      db,
    )
  },

  drop: async (db, row) => {
    await sql`delete from search_texts where rowid = ${row}`.execute(db)
  },

  // Newest first by row number, which the index walks without sorting; bm25 would visit every hit.
  candidates: async (db, words, most) =>
    (
      await sql<Candidate>`select rowid as "row", name, purpose, other from search_texts
        where search_texts match ${words.map(group).join(' AND ')} order by rowid desc limit ${sql.lit(most)}`.execute(
        db,
      )
    ).rows,
}

/** Words are letters and digits only, and quoted: nothing that somebody types is read as the query language. */
const group = ({ prefix, others }: Alternatives): string =>
  `(${[prefix.length > 1 ? `"${prefix}" *` : `"${prefix}"`, ...others.map((other) => `"${other}"`)].join(' OR ')})`
