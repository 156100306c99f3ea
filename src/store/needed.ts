import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { owedStates } from '../domain/ladder.ts'
import { statementOver } from './statement.ts'
import type { Tables } from './tables.ts'

/** Those among persons whom anything may need: a look at indexes, where an inbox reads and judges every row. */
export const neededAmong = async (
  db: Kysely<Tables>,
  ids: readonly string[],
  backSince: string,
): Promise<ReadonlySet<string>> =>
  new Set(ids.length === 0 ? [] : (await needed(db, { backSince }, ids)).rows.map(({ id }) => id))

/** Written into the query's text, so that the partial indexes are used. */
const nobody = sql.lit('')

/** Where a certification asks something of those who made it: whatever waits for nobody else, and waivers in every state. Two indexes say the same. */
const asksItsMakers = sql<boolean>`(status IN ('draft', 'classified', 'preparing', 'changes_requested', 'conditionally_certified',
  'review_due', 'recertifying', 'suspended', 'expired', 'revoked')
  OR (status IN ('submitted', 'in_review', 'certified') AND instr(state, '"waivers":[]') = 0))`

const needed = statementOver((db, { backSince }: { readonly backSince: string }, ids) =>
  db
    .selectFrom('people')
    .select('people.id')
    .where('people.id', 'in', [...ids])
    .where((row) =>
      row.or([
        row.exists(row.selectFrom('holders').select('person').whereRef('person', '=', 'people.id')),
        row.exists(
          row
            .selectFrom('asks')
            .select('person')
            .whereRef('person', '=', 'people.id')
            .where('person', '<>', nobody),
        ),
        row.exists(
          row
            .selectFrom('reminders')
            .select('id')
            .whereRef('recipient', '=', 'people.id')
            .where('outcome', '=', sql.lit('digest'))
            .where('sent_at', 'is', null),
        ),
        // Who was asked to help with the review of somebody else, for as long as it goes on.
        row.exists(
          row
            .selectFrom('reminders as asked')
            .innerJoin('certifications as helped', (join) =>
              join.on(sql<boolean>`helped.id = substr(asked.matter, length('certification:') + 1)`),
            )
            .select('asked.id')
            .whereRef('asked.recipient', '=', 'people.id')
            .where('asked.kind', '=', sql.lit('help-asked'))
            .where(
              'helped.status',
              'in',
              owedStates.map((state) => sql.lit(state)),
            ),
        ),
        row.exists(row.selectFrom('drafts').select('person').whereRef('person', '=', 'people.id')),
        row.exists(
          row
            .selectFrom('assets')
            .select('id')
            .whereRef('offered_to', '=', 'people.id')
            .where('offered_to', '<>', nobody),
        ),
        row.exists(
          row
            .selectFrom('certifications')
            .select('id')
            .whereRef('developer', '=', 'people.id')
            .where(asksItsMakers),
        ),
        row.exists(
          row
            .selectFrom('certifications')
            .select('id')
            .whereRef('owner', '=', 'people.id')
            .where(asksItsMakers),
        ),
        // Who came back lately hears what changed meanwhile.
        row.exists(
          row
            .selectFrom('events')
            .select('seq')
            .whereRef('subject', '=', 'people.id')
            .where('type', '=', sql.lit('away-ended'))
            .where('at', '>', backSince),
        ),
        // Of what is certified, a review asks: a look, or a campaign that its owner was told of or that came upon an open one.
        row.exists(
          row
            .selectFrom('certifications as own')
            .select('own.id')
            .whereRef('own.owner', '=', 'people.id')
            // Nothing else is asked of it, and one stands within the other: everything certified would be read, or all open reviews.
            .where((one) =>
              one.exists(
                one
                  .selectFrom('reviews')
                  .select('reviews.id')
                  .whereRef('reviews.subject', '=', 'own.id')
                  .where('reviews.status', '=', sql.lit('open'))
                  .where((review) =>
                    review.or([
                      review('reviews.kind', '=', sql.lit('check')),
                      review.exists(
                        review
                          .selectFrom('campaign_reviews as part')
                          .select('part.review')
                          .whereRef('part.review', '=', 'reviews.id')
                          .where('part.answer', '=', sql.lit('open'))
                          .where(sql<boolean>`(part.is_told = 1 OR reviews.state LIKE '%"before":{%')`),
                      ),
                    ]),
                  ),
              ),
            ),
        ),
        // Who decides in the place of somebody who holds a role.
        row.exists(
          row
            .selectFrom('people as absent')
            .select('absent.id')
            .whereRef('absent.delegate', '=', 'people.id')
            .where('absent.delegate', '<>', nobody),
        ),
      ]),
    ),
)
