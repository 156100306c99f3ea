import { dayOf, later, laterDay } from './calendar.ts'

/**
 * What a platform says of an account: `missing` where nobody can be reached there at the moment, `deactivated` where it says so in as
 * many words, `untold` where it could not say.
 */
export type Presence = 'there' | 'missing' | 'deactivated' | 'untold'

/** The nights (YYYY-MM-DD in the programme's zone) in which an account was found missing last, and found gone. */
export type Found = { readonly missingOn: string | null; readonly goneOn: string | null }

/** The hour (in the programme's zone) from which accounts are looked at. */
const lookHour = 3

/** The night that has begun last: its looks are those that are due. */
export const nightOf = (now: string, zone: string): string => dayOf(later(now, -lookHour * 3_600_000), zone)

/**
 * What one night's answer comes to. Missing counts as gone in the second of two nights in a row, a plain word of the platform at once.
 * What could not be told changes nothing, and the row of nights is broken by it.
 */
export const judge = (before: Found, presence: Presence, night: string): Found => {
  switch (presence) {
    case 'there':
      return { missingOn: null, goneOn: null }
    case 'deactivated':
      return { missingOn: night, goneOn: before.goneOn ?? night }
    case 'missing': {
      const isSecond = before.missingOn !== null && laterDay(before.missingOn, 1) === night
      return { missingOn: night, goneOn: before.goneOn ?? (isSecond ? night : null) }
    }
    case 'untold':
      return before
    default:
      return presence satisfies never
  }
}

/** Whether nobody can be reached on any of a person's accounts. Of whoever has none nobody can say so. */
export const isGone = (accounts: readonly Pick<Found, 'goneOn'>[]): boolean =>
  accounts.length > 0 && accounts.every(({ goneOn }) => goneOn !== null)
