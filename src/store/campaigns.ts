import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { campaignStates } from '../domain/campaign.ts'
import type { Campaign } from '../domain/campaign.ts'
import { tiers } from '../domain/programme.ts'
import type { Meant, Telling, ToTell } from '../ports/campaigns.ts'
import type { Session } from '../ports/store.ts'
import type { ShelfRoom } from './shelf.ts'
import type { Tables } from './tables.ts'

const state = ['id', 'rev', 'writes', 'state'] as const
const underWay = campaignStates.filter((one) => one === 'opening' || one === 'running')

export const createCampaigns = (db: Kysely<Tables>, shelf: ShelfRoom<Campaign>): Session['campaigns'] => ({
  find: shelf.find,
  save: shelf.save,

  list: async (most) =>
    shelf.read(
      await db
        .selectFrom('campaigns')
        .select(state)
        .orderBy((row) => row('status', 'not in', [...underWay]))
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .limit(sql.lit(most))
        .execute(),
    ),

  count: async (which) => {
    const { count } = await db
      .selectFrom('campaigns')
      .select((row) => row.fn.countAll<number>().as('count'))
      .$if(which === 'under-way', (all) => all.where('status', 'in', [...underWay]))
      .executeTakeFirstOrThrow()
    return count
  },

  places: async (now) => {
    const { rows } = await sql<{ tier: string; unit: string }>`
      select distinct tier, unit from certifications where in_force_until > ${now}`.execute(db)
    return rows.map(({ tier, unit }) => ({
      tier: tiers.find((one) => one === tier) ?? null,
      unit: unit === '' ? null : unit,
    }))
  },

  counted: async (meant) => {
    const { rows } = await sql<{ owner: string; count: number; joins: number }>`
      select c.owner || '' as owner, count(*) as count, count(r.id) as joins from certifications c
      left join reviews r on r.subject = c.id and r.status = 'open'
      where ${fits(meant)} group by c.owner || '' order by count desc, 1`.execute(db)
    return {
      count: rows.reduce((sum, row) => sum + row.count, 0),
      joins: rows.reduce((sum, row) => sum + row.joins, 0),
      owners: rows.map(({ owner, count }) => ({ owner, count })),
    }
  },

  meant: async (meant, after, most) => {
    const { rows } = await sql<{ id: string }>`
      select c.id from certifications c where ${fits(meant)} and c.id > ${after} order by c.id limit ${sql.lit(most)}`.execute(
      db,
    )
    return rows.map(({ id }) => id)
  },

  figures: async (campaign, now) => {
    const { rows } = await sql<{ answer: string; count: number; overdue: number }>`
      select p.answer, count(*) as count, sum(p.is_told = 1 and r.due < ${now}) as overdue
      from campaign_reviews p join reviews r on r.id = p.review
      where p.campaign = ${campaign} group by p.answer`.execute(db)
    const of = (answer: string) => rows.find((row) => row.answer === answer)
    return {
      asked: rows.reduce((sum, { count }) => sum + count, 0),
      answered: of('answered')?.count ?? 0,
      gone: of('over')?.count ?? 0,
      overdue: of('open')?.overdue ?? 0,
    }
  },

  hasOpen: async (campaign) =>
    (await db
      .selectFrom('campaign_reviews')
      .select('review')
      .where('campaign', '=', campaign)
      .where('answer', '=', 'open')
      .limit(sql.lit(1))
      .executeTakeFirst()) !== undefined,

  lastDue: async (campaign) =>
    (
      await db
        .selectFrom('campaign_reviews')
        .innerJoin('reviews', 'reviews.id', 'campaign_reviews.review')
        .select((row) => row.fn.max('reviews.due').as('due'))
        .where('campaign', '=', campaign)
        .where('answer', '=', 'open')
        .where('is_told', '=', 1)
        .executeTakeFirst()
    )?.due ?? undefined,

  owing: async (campaign) => {
    const { rows } = await sql<{ owner: string; count: number }>`
      select c.owner, count(*) as count from campaign_reviews p
      join reviews r on r.id = p.review join certifications c on c.id = r.subject
      where p.campaign = ${campaign} and p.answer = 'open'
      group by c.owner order by count desc, c.owner`.execute(db)
    return rows
  },

  openReviews: async (campaign, which, after, most) =>
    (
      await db
        .selectFrom('campaign_reviews')
        .select('review')
        .where('campaign', '=', campaign)
        .where('answer', '=', 'open')
        .$if(which === 'untold', (all) => all.where('is_told', '=', 0))
        .where('review', '>', after)
        .orderBy('review')
        .limit(sql.lit(most))
        .execute()
    ).map(({ review }) => review),
})

/** Assets are read only where a platform is asked for. */
const onPlatform = ({ platforms }: Meant): RawBuilder<unknown> =>
  platforms.length === 0
    ? sql``
    : sql` and exists (select 1 from assets a where a.id = c.asset and a.platform in (${sql.join(platforms)}))`

/** Certifications that are meant, as `c`. What is asked of each row stands in one index, so that no whole row is read. */
const fits = (meant: Meant): RawBuilder<boolean> => {
  const { places, answers, now } = meant
  const isPlace = sql`c.tier || ' ' || lower(c.unit) in (${sql.join(places.length === 0 ? ['-'] : places)})`
  const isAnswered = answers
    .filter(({ options }) => options.length > 0)
    .map(({ question, options }) => {
      const each = options.map((option) => sql`instr(c.answers, ${`|${question}=${option}|`}) > 0`)
      return sql` and (${sql.join(each, sql` or `)})`
    })
  return sql<boolean>`c.in_force_until > ${now} and ${isPlace}${sql.join(isAnswered, sql``)}${onPlatform(meant)}`
}

export const createTelling = (db: Kysely<Tables>): Telling => ({
  put: async (one) => {
    await db
      .insertInto('to_tell')
      .values(one)
      .onConflict((there) => there.doNothing())
      .execute()
  },

  drop: async ({ kind, subject }) => {
    await db.deleteFrom('to_tell').where('kind', '=', kind).where('subject', '=', subject).execute()
  },

  page: async (after, most) => {
    const behind = after
      ? sql<boolean>`(due, kind, subject) > (${after.due}, ${after.kind}, ${after.subject})`
      : sql<boolean>`true`
    const rows = await db
      .selectFrom('to_tell')
      .selectAll()
      .where(behind)
      .orderBy('due')
      .orderBy('kind')
      .orderBy('subject')
      .limit(sql.lit(most))
      .execute()
    // The table takes no other kinds.
    return rows.map((row) => ({ ...row, kind: row.kind as ToTell['kind'] }))
  },

  count: async () =>
    (
      await db
        .selectFrom('to_tell')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,

  of: async (campaign) =>
    (
      await waitingFor(db, campaign)
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,

  hasFor: async (campaign) =>
    (await waitingFor(db, campaign).select('subject').limit(sql.lit(1)).executeTakeFirst()) !== undefined,
})

const waitingFor = (db: Kysely<Tables>, campaign: string) =>
  db
    .selectFrom('campaign_reviews')
    .innerJoin('to_tell', 'to_tell.subject', 'campaign_reviews.review')
    .where('campaign', '=', campaign)
    .where('answer', '=', 'open')
    .where('is_told', '=', 0)
    .where('to_tell.kind', '=', 'review')
