import { dayOf, isWorking, laterDay } from './calendar.ts'
import type { Person } from './person.ts'
import type { Programme } from './programme.ts'
import { whenItSuits } from './quiet.ts'
import { isAwayOn } from './delegation.ts'

/** Lines of a digest (domain.md section 9); what lies beyond is counted. */
export const digestLines = 7

/** The cards of somebody's digests: one of them is up at a time. */
export const digestMatter = (person: string): string => `digest:${person}`

/** The first and the last day (YYYY-MM-DD) on which somebody was away. */
export type Absence = { readonly from: string; readonly to: string }

/**
 * Whether the digest of a day may be sent at a moment: on that day alone, outside the person's quiet hours, and not while they are
 * away. One that comes too late is left out, because the next one says the same.
 */
export const isTimely = (
  day: string,
  person: Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt' | 'away'>,
  now: string,
  programme: Pick<Programme, 'holidays'>,
): boolean =>
  dayOf(now, person.zone) === day &&
  isWorking(day, programme) &&
  !isAwayOn(person, day) &&
  whenItSuits(now, person, programme) === now

/** What the journal says of somebody: its entries, the newest first. */
type Entry = {
  readonly type: string
  readonly at: string
  readonly platform: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A row of days off longer than this is taken for a mistake in the policy. */
export const mostDaysOff = 60

/**
 * The absence after which a day is the person's first working day; null on every other day. Who came back before their last day was
 * away until the day before they said so.
 */
export const absenceBefore = (
  day: string,
  entries: readonly Entry[],
  zone: string,
  programme: Pick<Programme, 'holidays'>,
): Absence | null => {
  const ended = entries.findIndex((entry) => entry.type === 'away-ended')
  const end = entries[ended]
  const set = entries.slice(ended + 1).find((entry) => entry.type === 'away-set')
  const { from, to: last } = set?.data ?? {}
  if (!end || typeof from !== 'string' || typeof last !== 'string') return null
  const to = end.platform === 'clock' ? last : laterDay(dayOf(end.at, zone), -1)
  if (to < from || to >= day) return null
  for (let back = 1; back <= mostDaysOff; back += 1) {
    const before = laterDay(day, -back)
    if (before <= to) return { from, to }
    if (isWorking(before, programme)) return null
  }
  return null
}
