import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** The columns that a shelf reads a thing from. */
export const stateColumns = ['id', 'rev', 'writes', 'state'] as const

export const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id)

/**
 * Whether one of the persons stands anywhere in a state: told by its text alone, because reading a whole one takes a hundred times as long.
 * Ids have no character that means something here.
 */
export const names = (
  table: 'certifications' | 'approvals',
  people: readonly string[],
): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    people.map((id) => sql`${sql.ref(`${table}.state`)} like ${`%"${id}"%`}`),
    sql` or `,
  )})`

/** In columns of persons and roles: nobody. Written into the query's text, so that an index over the others is used. */
export const nobody = sql.lit('')
