import { addDays } from './calendar.ts'
import type { RecurringKind } from './recurring.ts'
import { recurringKinds } from './recurring.ts'
import type { TimerKind } from './timer.ts'
import { timerKinds } from './timer.ts'

/**
 * How many days what is over is kept, whatever it is. None of it is in the journal, and nothing that is still open, owed or waiting is
 * ever over.
 */
export const pastDays = {
  /** Deliveries that were answered: no platform delivers again after a day. */
  deliveries: 7,
  /** Messages that have arrived; they may hold words that somebody typed. */
  arrived: 7,
  /** Messages that reached nobody and need nobody's care any more. */
  dropped: 7,
  /**
   * Reminders that were sent, merged or not sent. The budget counts a week, the figures four, and a ladder is over 90 days after its first
   * rung: a renewal opens 60 days before the day, and 30 of grace come after it. Twice that, so that a policy may have longer ones.
   */
  reminders: 180,
  /** "Not before then" and "I am on it", from their end on: others wait one day for the answer of whoever was on it. */
  words: 2,
  /**
   * Timers that have fired, so that a rung does not come twice. Planned anew, a ladder has the rungs that lie ahead: one that fired would
   * have to be moved back into the future, and a new zone, hour or holiday moves it by days.
   */
  timers: 100,
  /** Codes that link accounts, from their end on: they are refused by then, whether they are there or not. */
  codes: 1,
  /** Codes that did not fit: those of an hour are counted. */
  misses: 1,
} as const
export type PastKind = keyof typeof pastDays

// The keys of the table are the kinds of its entries.
export const pastKinds = Object.keys(pastDays) as readonly PastKind[]

/** Of what is over, all that was over before this instant is forgotten. */
export const pastBefore = (kind: PastKind, now: string): string => addDays(now, -pastDays[kind])

/**
 * Timers whose fired rows stay. What recurs counts its next from its last, and keeps one. What was there before has no end: that its owner
 * heard of it after its day is known by the rung that fired, however long ago, until it is certified.
 */
const lasting: readonly (RecurringKind | 'existing-asks')[] = [...recurringKinds, 'existing-asks']

/** Timers of which fired rows are forgotten. */
export const passingTimers: readonly TimerKind[] = timerKinds.filter(
  (kind) => !lasting.some((one) => one === kind),
)
