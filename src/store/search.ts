import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Asset } from '../domain/asset.ts'
import type { Tables } from './tables.ts'
import type { Token } from './words.ts'
import { longestQuery, mostQueryWords, stopWords, tokens, variants } from './words.ts'

/** What is searched of one asset: its words, folded, by where they stand. */
export type Fields = { readonly name: string; readonly purpose: string; readonly other: string }
export type Candidate = Fields & { readonly row: number }

/** One word of a query: what it may begin with, and words that it may be a typing error of. */
export type Alternatives = { readonly prefix: string; readonly others: readonly string[] }

/** The part of the search that every database has its own way for. Rows with a higher number are more recent. */
export type SearchIndex = {
  readonly get: (db: Kysely<Tables>, row: number) => Promise<Fields | undefined>
  readonly put: (db: Kysely<Tables>, row: number, fields: Fields) => Promise<void>
  readonly drop: (db: Kysely<Tables>, row: number) => Promise<void>
  /** Rows in which each of the words stands, the most recent first. */
  readonly candidates: (
    db: Kysely<Tables>,
    words: readonly Alternatives[],
    most: number,
  ) => Promise<readonly Candidate[]>
}

export type Search = {
  readonly put: (asset: Asset) => Promise<void>
  /** Ids, the best first, and a way to say which words of the asset matched, as they are written there. */
  readonly find: (
    words: string,
    most: number,
  ) => Promise<readonly { readonly asset: string; readonly because: (asset: Asset) => readonly string[] }[]>
}

/** More are not ranked: ranking everything is linear in hits. They are taken from the rarest word on, the newest first. */
const mostCandidates = 500
const fieldWeights = { name: 3, purpose: 1, other: 1 } as const

export const createSearch = (db: Kysely<Tables>, index: SearchIndex): Search => ({
  put: async (asset) => {
    const fields = fieldsOf(asset)
    const row = (
      await db.selectFrom('search_rows').select('row').where('asset', '=', asset.id).executeTakeFirst()
    )?.row
    const before = row === undefined ? undefined : await index.get(db, row)
    if (row !== undefined && before) {
      if (before.name === fields.name && before.purpose === fields.purpose && before.other === fields.other)
        return
      await index.drop(db, row)
      await forget(db, wordsOf(before))
      await db.deleteFrom('search_rows').where('row', '=', row).execute()
    }
    const added = await db
      .insertInto('search_rows')
      .values({ asset: asset.id })
      .returning('row')
      .executeTakeFirstOrThrow()
    await index.put(db, added.row, fields)
    await learn(db, wordsOf(fields))
  },

  find: async (words, most) => {
    const asked = await meant(db, words)
    if (asked.length === 0 || most < 1) return []
    const found = new Map<number, Candidate>()
    const gather = async (some: readonly Asked[]): Promise<void> => {
      if (found.size >= mostCandidates) return
      for (const one of await index.candidates(db, some, mostCandidates)) {
        if (found.size >= mostCandidates) return
        found.set(one.row, one)
      }
    }
    await gather(asked)
    for (const word of asked) await gather([word])

    // One word of a whole sentence says little.
    const needed = asked.length >= 4 ? 2 : 1
    const best = [...found.values()]
      .map((candidate) => ({ candidate, ...rank(candidate, asked) }))
      .filter((one) => one.matched >= needed)
      .sort((a, b) => b.score - a.score || b.candidate.row - a.candidate.row)
      .slice(0, most)
    if (best.length === 0) return []
    const rows = await db
      .selectFrom('search_rows')
      .selectAll()
      .where(
        'row',
        'in',
        best.map((one) => one.candidate.row),
      )
      .execute()
    const ids = new Map(rows.map((row) => [row.row, row.asset]))
    return best.flatMap(({ candidate }) => {
      const asset = ids.get(candidate.row)
      return asset === undefined ? [] : [{ asset, because: (thing: Asset) => written(thing, asked) }]
    })
  },
})

const textsOf = (asset: Asset): Fields => ({
  name: asset.name.body,
  purpose: asset.purpose.body,
  other: `${asset.kind} ${asset.platform}`,
})

const fieldsOf = (asset: Asset): Fields => {
  const fold = (text: string): string =>
    tokens(text)
      .map((token) => token.word)
      .join(' ')
  const { name, purpose, other } = textsOf(asset)
  return { name: fold(name), purpose: fold(purpose), other: fold(other) }
}

const split = (field: string): readonly string[] => (field === '' ? [] : field.split(' '))
const wordsOf = (fields: Fields): readonly string[] => [
  ...new Set([...split(fields.name), ...split(fields.purpose), ...split(fields.other)]),
]

const learn = async (db: Kysely<Tables>, words: readonly string[]): Promise<void> => {
  for (const word of words) {
    const { uses } = await db
      .insertInto('search_words')
      .values({ word, uses: 1 })
      .onConflict((conflict) =>
        conflict.column('word').doUpdateSet((row) => ({ uses: row('search_words.uses', '+', 1) })),
      )
      .returning('uses')
      .executeTakeFirstOrThrow()
    if (uses > 1) continue
    for (const variant of variants(word))
      await db.insertInto('search_variants').values({ variant, word }).execute()
  }
}

const forget = async (db: Kysely<Tables>, words: readonly string[]): Promise<void> => {
  for (const word of words) {
    const gone = await db
      .deleteFrom('search_words')
      .where('word', '=', word)
      .where('uses', '=', 1)
      .executeTakeFirstOrThrow()
    if (gone.numDeletedRows === 0n)
      await db
        .updateTable('search_words')
        .set((row) => ({ uses: row('uses', '-', 1) }))
        .where('word', '=', word)
        .execute()
  }
}

type Asked = Alternatives & { readonly weight: number }

/** The words of a query that stand anywhere in the register, the rarest first, at most as many as one query may have. */
const meant = async (db: Kysely<Tables>, words: string): Promise<readonly Asked[]> => {
  const unique = [...new Set(tokens(words.slice(0, longestQuery)).map((token) => token.word))]
  const told = unique.filter((word) => !stopWords.has(word)).slice(0, mostQueryWords)
  const rows = await db
    .selectFrom('search_rows')
    .select('row')
    .orderBy('row', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst()
  const total = rows?.row ?? 0
  const known: (Asked & { readonly uses: number })[] = []
  for (const word of told) {
    const begun = await begunWith(db, word)
    const others = word.length >= 5 || (word.length === 4 && begun === 0) ? await near(db, word) : []
    const uses = begun + others.reduce((sum, other) => sum + other.uses, 0)
    if (uses > 0)
      known.push({
        prefix: word,
        others: others.map((other) => other.word),
        uses,
        weight: Math.log(2 + total / uses),
      })
  }
  return known.sort((a, b) => a.uses - b.uses).slice(0, 8)
}

/** How often words that begin so are used; a guess where there are many. One letter stands for itself. */
const begunWith = async (db: Kysely<Tables>, word: string): Promise<number> => {
  const rows = await db
    .selectFrom('search_words')
    .select('uses')
    .where('word', '>=', word)
    .where('word', '<', word.length === 1 ? `${word}\u0000` : `${word}\u{10FFFF}`)
    .limit(sql.lit(50))
    .execute()
  return rows.reduce((sum, row) => sum + row.uses, 0)
}

const near = async (db: Kysely<Tables>, word: string) =>
  (
    await db
      .selectFrom('search_variants')
      .innerJoin('search_words', 'search_words.word', 'search_variants.word')
      .select(['search_words.word', 'search_words.uses'])
      .distinct()
      .where('search_variants.variant', 'in', [...variants(word)])
      .orderBy('search_words.uses', 'desc')
      .orderBy('search_words.word')
      .limit(sql.lit(12))
      .execute()
  ).filter((other) => !other.word.startsWith(word))

const rank = (
  candidate: Candidate,
  asked: readonly Asked[],
): { readonly score: number; readonly matched: number } => {
  let score = 0
  let matched = 0
  for (const word of asked) {
    let best = 0
    for (const field of ['name', 'purpose', 'other'] as const)
      for (const token of split(candidate[field]))
        best = Math.max(best, closeness(token, word) * fieldWeights[field])
    if (best > 0) matched += 1
    score += best * word.weight
  }
  // Short names that say just this go before long ones that say it too.
  return { score: score / (1 + Math.log(1 + split(candidate.name).length) / 20), matched }
}

const closeness = (token: string, word: Alternatives): number => {
  if (token === word.prefix) return 1
  if (word.prefix.length > 1 && token.startsWith(word.prefix))
    return 0.5 + (0.4 * word.prefix.length) / token.length
  return word.others.includes(token) ? 0.6 : 0
}

/** The asset's own words that matched, in its spelling. */
const written = (asset: Asset, asked: readonly Asked[]): readonly string[] => {
  const { name, purpose, other } = textsOf(asset)
  const matched = new Map<string, Token>()
  for (const token of tokens(`${name}\n${purpose}\n${other}`))
    if (!matched.has(token.word) && asked.some((word) => closeness(token.word, word) > 0))
      matched.set(token.word, token)
  return [...matched.values()].map((token) => token.written)
}
