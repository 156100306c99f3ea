import { laterDay } from './calendar.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { digestHour, holds } from './person.ts'
import type { Programme } from './programme.ts'
import type { CalendarRule, Occurrence, Place } from './schedule.ts'
import { firstOccurrence, nextOccurrence } from './schedule.ts'
import { hoursOf } from './programme.ts'

/** What recurs; wire names, each also a kind of timer. What it does stands in `actions/elapse.ts`. */
export const recurringKinds = ['sweep', 'digest', 'week', 'channel-week'] as const
export type RecurringKind = (typeof recurringKinds)[number]

/**
 * What becomes of occurrences that passed while nothing could be carried out:
 * - `coalesce`: however many, it is done once, for the latest of them.
 * - `all`: each is done, in order, the latest `most` of them; those before count as missed.
 * - `missed`: the latest is done if it is no later than the grace; the others are written down and told, and not done.
 */
export type Misfire =
  | { readonly kind: 'coalesce' }
  | { readonly kind: 'all'; readonly most: number }
  | { readonly kind: 'missed'; readonly graceMinutes: number }

/** When it recurs, and in whose calendar. */
export type Plan = { readonly rule: CalendarRule; readonly place: Place }

/** One thing that recurs for the whole programme, or for each person. A plan of null: not now, or not for this person. */
export type Recurring = {
  /** In a sentence: "the nightly tidying". */
  readonly what: string
  readonly misfire: Misfire
  /** Housekeeping that nobody sees, or what comes to each person every morning: the clock of the playground does not stop at it. */
  readonly isSilent: boolean
} & (
  | { readonly of: 'programme'; readonly plan: (programme: Programme) => Plan | null }
  | { readonly of: 'person'; readonly plan: (programme: Programme, person: Person) => Plan | null }
)
export type Recurrings = { readonly [kind: string]: Recurring }

/** The only list of what recurs. A kind without an entry does not compile. */
export const recurring: { readonly [K in RecurringKind]: Recurring } = {
  sweep: {
    what: 'the nightly tidying',
    of: 'programme',
    misfire: { kind: 'coalesce' },
    isSilent: true,
    plan: (programme) => ({ rule: { kind: 'daily', at: '03:17' }, place: hoursOf(programme) }),
  },
  digest: {
    what: 'the daily digest',
    of: 'person',
    // What it says is read when it is sent: one digest says it all.
    misfire: { kind: 'coalesce' },
    isSilent: true,
    plan: ({ holidays }, { metAt, digestAt, zone }) =>
      metAt === null ? null : { rule: { kind: 'working-days', at: digestAt }, place: { zone, holidays } },
  },
  // Where the stewards have a channel it goes there, else to each of them.
  week: {
    what: 'the weekly digest of a steward',
    of: 'person',
    misfire: { kind: 'coalesce' },
    isSilent: true,
    plan: ({ holidays }, person) =>
      holds(person, 'steward')
        ? {
            rule: { kind: 'weekly', weekdays: [1], at: person.digestAt },
            place: { zone: person.zone, holidays },
          }
        : null,
  },
  'channel-week': {
    what: 'the weekly digest of the stewards',
    of: 'programme',
    misfire: { kind: 'coalesce' },
    isSilent: true,
    plan: (programme) => ({
      rule: { kind: 'weekly', weekdays: [1], at: digestHour },
      place: hoursOf(programme),
    }),
  },
}

/** Housekeeping that nobody sees, and what comes every morning. */
export const silentKinds: readonly RecurringKind[] = recurringKinds.filter((kind) => recurring[kind].isSilent)

/** The person whose plans an event may change, or null. */
export const replanned = (event: Event): string | null => {
  switch (event.type) {
    case 'person-seeded':
    case 'person-met':
    case 'person-joined':
    case 'accounts-linked':
    case 'settings-changed':
    case 'role-granted':
    case 'role-revoked':
    case 'role-ended':
      return event.person
    default:
      return null
  }
}

/** Where a plan stands: the key of the last occurrence that is done with, and of the one that waits. */
export type Standing = { readonly last: string | undefined; readonly waiting: string | undefined }

/**
 * The occurrence to wait for now. A plan that was changed, by its hour, zone or days, goes on behind the last one that is done
 * with: a day that had its own does not get a second one, and one that still waits keeps its turn, at once where the new
 * hour has passed. A plan that did not wait (new, or switched on again) begins from `now` on.
 */
export const upcoming = (
  { rule, place }: Plan,
  { last, waiting }: Standing,
  now: string,
): Occurrence | undefined => {
  if (waiting !== undefined) return nextOccurrence(rule, place, last ?? laterDay(waiting, -1))
  const behind = last ?? ''
  let found = firstOccurrence(rule, place, now)
  while (found && found.key <= behind) found = nextOccurrence(rule, place, found.key)
  return found
}

/** What is to be done at a moment when one fell due. */
export type Turn = {
  readonly run: Occurrence | undefined
  readonly missed: readonly Occurrence[]
  /** The latest that is done with now; undefined where the plan was changed meanwhile and nothing is due yet. */
  readonly done: Occurrence | undefined
  readonly next: Occurrence | undefined
}

/** More than three years of days that passed at once are taken in several turns. */
const mostPassed = 1200

/** Decides what becomes of everything that has passed by `now`. */
export const takeTurn = (plan: Plan, misfire: Misfire, standing: Standing, now: string): Turn => {
  const passed: Occurrence[] = []
  let next = upcoming(plan, standing, now)
  while (next && next.due <= now && passed.length < mostPassed) {
    passed.push(next)
    next = nextOccurrence(plan.rule, plan.place, next.key)
  }
  const latest = passed.at(-1)
  if (!latest) return { run: undefined, missed: [], done: undefined, next }
  switch (misfire.kind) {
    case 'coalesce':
      return { run: latest, missed: [], done: latest, next }
    case 'missed': {
      const isLate = Date.parse(now) - Date.parse(latest.due) > misfire.graceMinutes * 60_000
      return {
        run: isLate ? undefined : latest,
        missed: isLate ? passed : passed.slice(0, -1),
        done: latest,
        next,
      }
    }
    case 'all': {
      const missed = passed.slice(0, -misfire.most)
      const run = passed[missed.length]
      return { run, missed, done: run, next: passed[missed.length + 1] ?? next }
    }
    default:
      misfire satisfies never
      return { run: undefined, missed: [], done: undefined, next }
  }
}
