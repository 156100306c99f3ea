import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { canonical } from '../hash.ts'
import type { AuditReport } from '../ports/store.ts'
import type { Hash } from './journal.ts'
import { entryText } from './journal.ts'
import * as kinds from './kinds.ts'
import { settingSubject } from './settings.ts'
import type { Cells, Kind } from './shelf.ts'
import type { Tables } from './tables.ts'
import { createTexts } from './texts.ts'

/** Rows read at once; between chunks the event loop has its turn. */
const chunk = 500

type Fault = { readonly sound: false; readonly fault: string; readonly seq: number | null }
type Things = { readonly rows: number } | Fault

/**
 * Proves the journal's chain from its first entry, that every state row and setting equals the digest of its last entry,
 * that what queries find a row by says the same as its state, that no row is missing, and that the words people typed are
 * still theirs, or erased. It has to be given one moment of the database. Entries cut off the journal's end together with the
 * rows they speak of can only be found from outside: by comparing `head` with one noted earlier.
 */
export const audit = async (db: Kysely<Tables>, hash: Hash): Promise<AuditReport> => {
  const chain = await auditChain(db, hash)
  if ('fault' in chain) return chain
  let rows = 0
  const things = [
    () => auditKind(db, hash, kinds.person),
    () => auditKind(db, hash, kinds.asset),
    () => auditKind(db, hash, kinds.certification),
    () => auditKind(db, hash, kinds.approval),
    () => auditKind(db, hash, kinds.review),
    () => auditKind(db, hash, kinds.campaign),
    () => auditKind(db, hash, kinds.feedback),
    () => auditSettings(db, hash),
  ]
  for (const look of things) {
    const result = await look()
    if ('fault' in result) return result
    rows += result.rows
  }
  return (
    (await findMissing(db, rows)) ??
    (await findForeign(db, hash)) ?? { sound: true, entries: chain.entries, rows, head: chain.head }
  )
}

const fault = (text: string, seq: number | null = null): Fault => ({ sound: false, fault: text, seq })
const textFault = (id: string): Fault => fault(`the words of text ${id} are not those that were hashed`)
const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const auditChain = async (
  db: Kysely<Tables>,
  hash: Hash,
): Promise<{ entries: number; head: string } | Fault> => {
  const texts = createTexts(db)
  let seq = 0
  let head = ''
  for (;;) {
    const entries = await db
      .selectFrom('events')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(sql.lit(chunk))
      .execute()
    for (const entry of entries) {
      if (entry.seq !== seq + 1) return fault(`the journal has no entry ${seq + 1}`, seq + 1)
      if (entry.prev !== head) return fault(`entry ${entry.seq} does not follow the one before it`, entry.seq)
      if (hash(entryText(entry)) !== entry.hash) return fault(`entry ${entry.seq} was changed`, entry.seq)
      seq = entry.seq
      head = entry.hash
    }
    // Few entries hold words; only those are read.
    const worded = entries.filter((entry) => entry.data.includes('"text":'))
    const changed = await texts.changed(
      worded.map((entry) => JSON.parse(entry.data) as unknown),
      hash,
    )
    if (changed !== undefined) return textFault(changed)
    if (entries.length < chunk) break
    await aTurn()
  }
  // An entry numbered below 1 would not have been met.
  const { entries } = await db
    .selectFrom('events')
    .select((row) => row.fn.countAll<number>().as('entries'))
    .executeTakeFirstOrThrow()
  return entries === seq ? { entries, head } : fault(`the journal has ${entries} entries, but ends at ${seq}`)
}

type Last = { readonly seq: number | null; readonly digest: string | null; readonly last_rev: number | null }
type Row = Cells & { readonly id: string; readonly rev: number; readonly state: string } & Last

const auditKind = async <T extends { readonly id: string; readonly rev: number }>(
  db: Kysely<Tables>,
  hash: Hash,
  kind: Kind<T>,
): Promise<Things> => {
  const texts = createTexts(db)
  let after: string | null = null
  let rows = 0
  for (;;) {
    const { rows: some }: { rows: Row[] } = await sql<Row>`
      select thing.*, entry.seq, entry.digest, entry.rev as last_rev from ${sql.table(kind.table)} thing
      left join events entry on entry.seq = (select max(seq) from events where subject = thing.id)
      ${after === null ? sql`` : sql`where thing.id > ${after}`} order by thing.id limit ${sql.lit(chunk)}`.execute(
      db,
    )
    if (some.length === 0) return { rows }
    const ids = some.map((row) => row.id)
    const sides = await sideRows(db, kind, ids)
    const bare = some.map((row) => JSON.parse(row.state) as unknown)
    const changed = await texts.changed(bare, hash)
    const states = await texts.clothe(bare)
    for (const [index, row] of some.entries()) {
      const wrong =
        digestFault(row.id, hash(row.state), row) ??
        rowFault(kind, row, states[index], sides.get(row.id) ?? [])
      if (wrong) return wrong
    }
    if (changed !== undefined) return textFault(changed)
    rows += some.length
    after = ids.at(-1) ?? null
    await aTurn()
  }
}

const digestFault = (subject: string, digest: string, last: Last): Fault | undefined => {
  if (last.seq === null) return fault(`${subject} has a row, but the journal does not know it`)
  if (digest !== last.digest)
    return fault(`${subject} is not as its last entry ${last.seq} left it`, last.seq)
  return undefined
}

/** The state is proven by now: what stands beside it has to say the same, since queries believe it. */
const rowFault = <T extends { readonly id: string; readonly rev: number }>(
  kind: Kind<T>,
  row: Row,
  state: unknown,
  side: readonly Cells[],
): Fault | undefined => {
  const read = kind.schema.safeParse(state)
  if (!read.success) return fault(`the state of ${row.id} in ${kind.table} cannot be read`, row.seq)
  const thing = read.data
  const columns = { id: thing.id, rev: thing.rev, ...kind.columns(thing) }
  for (const [name, cell] of Object.entries(columns))
    if (row[name] !== cell)
      return fault(`column ${name} of ${row.id} in ${kind.table} is not what its state says`, row.seq)
  if (row.last_rev !== thing.rev) return fault(`entry ${row.seq} has another rev than ${row.id}`, row.seq)
  const expected = kind.side?.rows(thing) ?? []
  if (inOrder(expected) !== inOrder(side))
    return fault(`${kind.side?.table} of ${row.id} in ${kind.table} are not what its state says`, row.seq)
  return undefined
}

const inOrder = (rows: readonly Cells[]): string => rows.map(canonical).sort().join()

const sideRows = async <T>(
  db: Kysely<Tables>,
  { side }: Kind<T>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Cells[]>> => {
  const found = new Map<string, Cells[]>()
  if (!side) return found
  const { rows } = await sql<Cells>`select * from ${sql.table(side.table)}
    where ${sql.ref(side.key)} between ${ids[0] ?? ''} and ${ids.at(-1) ?? ''}`.execute(db)
  for (const { [side.key]: owner, ...row } of rows) {
    const kept = found.get(String(owner))
    if (kept) kept.push(row)
    else found.set(String(owner), [row])
  }
  return found
}

const auditSettings = async (db: Kysely<Tables>, hash: Hash): Promise<Things> => {
  const settings = await db.selectFrom('settings').selectAll().execute()
  for (const { name, value, writes } of settings) {
    const subject = settingSubject(name)
    const last = await db
      .selectFrom('events')
      .select(['seq', 'digest', 'rev as last_rev'])
      .where('subject', '=', subject)
      .orderBy('seq', 'desc')
      .limit(sql.lit(1))
      .executeTakeFirst()
    const wrong = digestFault(subject, hash(value), last ?? { seq: null, digest: null, last_rev: null })
    if (wrong) return wrong
    if (last?.last_rev !== writes)
      return fault(`entry ${last?.seq} has another rev than ${subject}`, last?.seq ?? null)
  }
  return { rows: settings.length }
}

/** Who is who: an account belongs to the person whose proven state holds its hash, and to nobody else. */
const findForeign = async (db: Kysely<Tables>, hash: Hash): Promise<Fault | undefined> => {
  let after = ''
  for (;;) {
    const some = await db
      .selectFrom('accounts')
      .innerJoin('people', 'people.id', 'accounts.person')
      .select(['accounts.account', 'accounts.person', 'people.state'])
      .where('accounts.account', '>', after)
      .orderBy('accounts.account')
      .limit(sql.lit(chunk))
      .execute()
    for (const { account, person, state } of some) {
      const { accounts } = JSON.parse(state) as { readonly accounts?: readonly string[] }
      if (!accounts?.includes(hash(account)))
        return fault(`an account stands under ${person}, whose state does not know it`)
    }
    if (some.length < chunk) return undefined
    after = some.at(-1)?.account ?? after
    await aTurn()
  }
}

/**
 * Every row has an entry; so where there are as many rows as subjects, every subject has a row. Where there are not, the
 * first subject without one is named.
 */
const findMissing = async (db: Kysely<Tables>, rows: number): Promise<Fault | undefined> => {
  const { subjects } = await db
    .selectFrom('events')
    .select((row) => row.fn.count<number>('subject').distinct().as('subjects'))
    .executeTakeFirstOrThrow()
  if (subjects === rows) return undefined
  const missing = await sql<{ subject: string; seq: number }>`
    select subject, max(seq) as seq from events
    where subject not in (
      select id from people union all select id from assets union all select id from certifications
      union all select id from approvals union all select id from reviews union all select id from campaigns
      union all select id from feedback
      union all select ${settingSubject('')} || name from settings)
    group by subject order by subject limit 1`.execute(db)
  const first = missing.rows[0]
  return first
    ? fault(`${first.subject} is in the journal, but its row is gone`, first.seq)
    : fault(`there are ${rows} rows for ${subjects} subjects: one id is in two tables`)
}
