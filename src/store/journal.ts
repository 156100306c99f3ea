import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Event } from '../domain/event.ts'
import { canonical } from '../hash.ts'
import type { JournalEntry } from '../ports/journal.ts'
import type { Session, Stamp } from '../ports/store.ts'
import { statement, statementOver, statementUpTo } from './statement.ts'
import type { Tables } from './tables.ts'
import type { Texts } from './texts.ts'

export type Hash = (value: unknown) => string

/** The last entry of the chain; `seq` 0 and an empty `hash` before the first. */
export type Head = { readonly seq: number; readonly hash: string }

/** Where an entry stands: whose row was changed, and the digest of that row afterwards. */
export type Change = { readonly subject: string; readonly rev: number; readonly digest: string }

export type Journal = Session['journal'] & {
  /** One entry per event, each chained to the one before. */
  readonly append: (change: Change, events: readonly Event[], stamp: Stamp) => Promise<void>
  readonly head: () => Head
  readonly saved: () => readonly Event[]
}

export const readHead = async (db: Kysely<Tables>): Promise<Head> =>
  (await last(db, {})).rows[0] ?? { seq: 0, hash: '' }

// A limit that is bound makes SQLite plan the query anew each time.
const last = statement((db) =>
  db.selectFrom('events').select(['seq', 'hash']).orderBy('seq', 'desc').limit(sql.lit(1)),
)

export const createJournal = (db: Kysely<Tables>, texts: Texts, hash: Hash, start: Head): Journal => {
  let head = start
  const saved: Event[] = []
  const entriesOf = async (rows: readonly Tables['events'][]): Promise<readonly JournalEntry[]> => {
    const data = await texts.clothe(rows.map((row) => JSON.parse(row.data) as unknown))
    return rows.map((row, index) => toEntry(row, data[index]))
  }
  return {
    append: async (change, events, stamp) => {
      if (events.length === 0) throw new Error(`${change.subject} was saved without an event`)
      const stray = events.find((event) => event.subject !== change.subject)
      // The audit compares a row with the digest in its subject's last entry: an entry under another subject would break both.
      if (stray)
        throw new Error(
          `event ${stray.type} is about ${stray.subject}, but ${change.subject} is saved with it`,
        )
      for (const event of events) {
        const { type, subject, ...about } = event
        const { bare, bodies } = texts.bare(about)
        const entry = {
          seq: head.seq + 1,
          at: stamp.now,
          actor: stamp.actor === 'system' ? 'system' : stamp.actor.id,
          on_behalf_of: stamp.onBehalfOf ?? null,
          platform: stamp.platform,
          subject,
          rev: change.rev,
          type,
          data: canonical(bare),
          policy_version: stamp.programme.version,
          digest: change.digest,
          prev: head.hash,
        }
        const link = hash(entryText(entry))
        head = { seq: entry.seq, hash: link }
        saved.push(event)
        await texts.keep(bodies)
        await add(db, { ...entry, hash: link })
      }
    },

    of: async (subject, most, before = everything) =>
      entriesOf((await latest(db, { subject, before }, most)).rows),

    ofTypes: async (subject, types, most) =>
      entriesOf((await latestOfTypes(db, { subject }, types, most)).rows),

    count: async (subject, before = everything) =>
      (await counted(db, { subject, before })).rows[0]?.count ?? 0,

    requestsOf: async (certification) =>
      (await requests(db, { certification })).rows.map(({ approval }) => approval),

    actorsOf: async (subject, type) => {
      const rows = await db
        .selectFrom('events')
        .select('actor')
        .distinct()
        .where('subject', '=', subject)
        .where('type', '=', type)
        .orderBy('actor')
        .execute()
      return rows.map(({ actor }) => actor)
    },

    samples: async () => {
      // The list as the index has it, so that the index is used.
      const rows = await db
        .selectFrom('events')
        .select((row) => ['type', row.fn.countAll<number>().as('count')])
        .where(sql<boolean>`type in ('sample-looked-at', 'sample-failed')`)
        .groupBy('type')
        .execute()
      const count = (type: string): number => rows.find((row) => row.type === type)?.count ?? 0
      return { looked: count('sample-looked-at') + count('sample-failed'), found: count('sample-failed') }
    },

    lastAt: async () =>
      (await db.selectFrom('events').select('at').orderBy('seq', 'desc').limit(sql.lit(1)).executeTakeFirst())
        ?.at,

    head: () => head,
    saved: () => saved,
  }
}

/** A number that no entry has. */
const everything = Number.MAX_SAFE_INTEGER

type Before = { readonly subject: string; readonly before: number }
const latest = statementUpTo((db, { subject, before }: Before, most) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('subject', '=', subject)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(most),
)
const latestOfTypes = statementOver((db, { subject }: Pick<Before, 'subject'>, types, most) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('subject', '=', subject)
    .where('type', 'in', [...types])
    .orderBy('seq', 'desc')
    .limit(most),
)
const counted = statement((db, { subject, before }: Before) =>
  db
    .selectFrom('events')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('subject', '=', subject)
    .where('seq', '<', before),
)
const requests = statement((db, { certification }: { readonly certification: string }) =>
  db
    .selectFrom('events')
    .select(sql<string>`data ->> 'approval'`.as('approval'))
    .where('subject', '=', certification)
    .where(sql<string | null>`data ->> 'approval'`, 'is not', null)
    .groupBy('approval')
    .orderBy((row) => row.fn.min('seq')),
)
const add = statement((db, entry: Tables['events']) =>
  db.insertInto('events').values({
    seq: entry.seq,
    at: entry.at,
    actor: entry.actor,
    on_behalf_of: entry.on_behalf_of,
    platform: entry.platform,
    subject: entry.subject,
    rev: entry.rev,
    type: entry.type,
    data: entry.data,
    policy_version: entry.policy_version,
    digest: entry.digest,
    prev: entry.prev,
    hash: entry.hash,
  }),
)

type Link = Omit<Tables['events'], 'hash'>

/**
 * The canonical JSON of an entry without its own hash, keys in order. `data` stands in the table as canonical JSON already;
 * parsing it again would halve the speed of the audit.
 */
export const entryText = (row: Link): string =>
  `{"actor":${JSON.stringify(row.actor)},"at":${JSON.stringify(row.at)},"data":${row.data},"digest":${JSON.stringify(row.digest)}` +
  `,"onBehalfOf":${JSON.stringify(row.on_behalf_of)},"platform":${JSON.stringify(row.platform)},"policyVersion":${row.policy_version}` +
  `,"prev":${JSON.stringify(row.prev)},"rev":${row.rev},"seq":${row.seq},"subject":${JSON.stringify(row.subject)}` +
  `,"type":${JSON.stringify(row.type)}}`

const toEntry = (row: Tables['events'], data: unknown): JournalEntry => ({
  seq: row.seq,
  at: row.at,
  actor: row.actor,
  onBehalfOf: row.on_behalf_of,
  platform: row.platform,
  subject: row.subject,
  rev: row.rev,
  type: row.type,
  // `append` wrote an object.
  data: data as Readonly<Record<string, unknown>>,
  policyVersion: row.policy_version,
  digest: row.digest,
  prev: row.prev,
  hash: row.hash,
})
