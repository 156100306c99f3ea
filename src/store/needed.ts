import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Whether anything may need a person, under all their ids: a look at indexes, where an inbox reads and judges every row. */
export const mayBeNeeded = async (db: Kysely<Tables>, ids: readonly string[]): Promise<boolean> => {
  for (const id of ids) {
    const { rows } = await needed(db, { id, delegate: `%"delegate":"${id}"%` })
    if (rows.length > 0) return true
  }
  return false
}

/** Written into the query's text, so that the partial indexes are used. */
const nobody = sql.lit('')

/** Where a certification asks something of those who made it: whatever waits for nobody else, and waivers in every state. */
const asksItsMakers = sql<boolean>`(status IN ('draft', 'classified', 'preparing', 'changes_requested', 'conditionally_certified',
  'review_due', 'recertifying', 'suspended', 'expired', 'revoked')
  OR (status IN ('submitted', 'in_review', 'certified') AND state NOT LIKE '%"waivers":[]%'))`

const needed = statement((db, { id, delegate }: { readonly id: string; readonly delegate: string }) =>
  db
    .selectFrom('people')
    .select('id')
    .where('id', '=', id)
    .where((row) =>
      row.or([
        row.exists(row.selectFrom('holders').select('person').where('person', '=', id)),
        row.exists(
          row.selectFrom('asks').select('person').where('person', '=', id).where('person', '<>', nobody),
        ),
        row.exists(
          row
            .selectFrom('reminders')
            .select('id')
            .where('recipient', '=', id)
            .where('outcome', '=', sql.lit('digest'))
            .where('sent_at', 'is', null),
        ),
        row.exists(row.selectFrom('drafts').select('person').where('person', '=', id)),
        row.exists(
          row
            .selectFrom('assets')
            .select('id')
            .where('offered_to', '=', id)
            .where('offered_to', '<>', nobody),
        ),
        row.exists(
          row.selectFrom('certifications').select('id').where('developer', '=', id).where(asksItsMakers),
        ),
        row.exists(
          row.selectFrom('certifications').select('id').where('owner', '=', id).where(asksItsMakers),
        ),
        // Of what is certified, a review asks.
        row.exists(
          row
            .selectFrom('certifications as own')
            .innerJoin('reviews', 'reviews.subject', 'own.id')
            .select('reviews.id')
            .where('own.owner', '=', id)
            .where('own.status', '=', sql.lit('certified'))
            .where('reviews.status', '=', sql.lit('open')),
        ),
        // Who decides in the place of somebody who holds a role.
        row.exists(
          row
            .selectFrom('holders as held')
            .innerJoin('people as absent', 'absent.id', 'held.person')
            .select('held.person')
            .where('absent.state', 'like', delegate),
        ),
      ]),
    ),
)
