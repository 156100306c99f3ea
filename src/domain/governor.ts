import { dayOf, endOfDay, later, laterDay, startOfDay, workingDaysUntil } from './calendar.ts'
import type { Person } from './person.ts'
import type { Programme } from './programme.ts'
import { whenItSuits } from './quiet.ts'
import type { Reminder } from './reminder.ts'
import { reminderRules } from './reminder.ts'
import { isAwayOn } from './delegation.ts'

/**
 * What becomes of a reminder:
 * - `ping`: a message of its own, as soon as it can be sent.
 * - `digest`: a line in the recipient's next digest.
 * - `deferred`: asked anew at `until`.
 * - `merged`: a newer one about the same matter says it.
 * - `suppressed`: nobody gets it.
 */
export const outcomes = ['ping', 'digest', 'deferred', 'merged', 'suppressed'] as const
export type Outcome = (typeof outcomes)[number]

/** Why; wire names, in words where they are shown. */
export const reasons = [
  'due-soon',
  'blocks',
  'exempt',
  'not-urgent',
  'digest-only',
  'budget',
  'quiet',
  'snoozed',
  'on-it',
  'away',
  'newer',
  'together',
  'rollout',
  'done',
  'unreached',
] as const
export type Because = (typeof reasons)[number]

export type Verdict = { readonly outcome: Outcome; readonly because: Because; readonly until?: string }

/** What was so far between Assay and the recipient. Instants are ISO 8601 UTC. */
export type History = {
  /** Whether the programme's administrators let the clock write to this person. */
  readonly mayPush: boolean
  /** When a platform took each message of its own; those of the last week count. */
  readonly sent: readonly string[]
  /** Messages of their own that are on their way about other matters. */
  readonly underWay: number
  /** Not before then, as the recipient wished; null where they did not. */
  readonly snoozedUntil: string | null
  /** Somebody else is on it until then, so that nobody more is asked; null where nobody is. */
  readonly onItUntil: string | null
}

/** A week of the budget: any seven days in a row. */
export const weekMs = 7 * 24 * 3_600_000

/** The instant at which a matter's deadline has passed: of a day, its end where the person is. */
export const deadlineOf = (due: string, zone: string): string =>
  due.length === 10 ? endOfDay(due, zone) : due

type Recipient = Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt' | 'away'>

/**
 * Decides about one reminder for one recipient at a moment. Only what needs the recipient within a few working days, or what somebody
 * waits for, becomes a message of its own; so many a week over everything, and only outside their quiet hours.
 */
export const govern = (
  reminder: Reminder,
  recipient: Recipient,
  history: History,
  now: string,
  programme: Pick<Programme, 'holidays' | 'reminders'>,
): Verdict => {
  const { goes, isExempt, isNews } = reminderRules[reminder.kind]
  if (isExempt) return { outcome: 'ping', because: 'exempt' }
  if (!history.mayPush) return { outcome: 'suppressed', because: 'rollout' }
  const held = heldUp(reminder, recipient, isNews ? unsaid(history) : history, now)
  if (held) return { outcome: 'deferred', ...held }
  if (goes === 'digest') return { outcome: 'digest', because: 'digest-only' }
  const open = whenItSuits(now, recipient, programme)
  const urgent = urgency(reminder, recipient, open, programme)
  if (urgent === undefined) return { outcome: 'digest', because: 'not-urgent' }
  if (open > now) return { outcome: 'deferred', because: 'quiet', until: open }
  const since = later(now, -weekMs)
  const used = history.sent.filter((at) => at > since).length + history.underWay
  if (used >= programme.reminders.pingsPerWeek) return { outcome: 'digest', because: 'budget' }
  return { outcome: 'ping', because: urgent }
}

/** What somebody said about a matter was not about what has happened since. */
const unsaid = (history: History): History => ({ ...history, snoozedUntil: null, onItUntil: null })

/** What holds it up, the longest first; undefined where nothing does. */
const heldUp = (
  { due }: Reminder,
  { away, zone }: Recipient,
  { snoozedUntil, onItUntil }: History,
  now: string,
): (Pick<Verdict, 'because' | 'until'> & { readonly until: string }) | undefined => {
  const holds: { readonly because: Because; readonly until: string }[] = []
  if (onItUntil !== null) holds.push({ because: 'on-it', until: onItUntil })
  if (snoozedUntil !== null) holds.push({ because: 'snoozed', until: snoozedUntil })
  const today = dayOf(now, zone)
  if (away && isAwayOn({ away }, today)) {
    const back = startOfDay(laterDay(away.to, 1), zone)
    // Who comes back too late for it hears of it all the same: they may have somebody do it.
    if (due === null || back < deadlineOf(due, zone)) holds.push({ because: 'away', until: back })
  }
  return holds.filter(({ until }) => until > now).sort((a, b) => (a.until < b.until ? 1 : -1))[0]
}

/** Why it cannot wait for the digest, or undefined where it can. */
const urgency = (
  { due, blocks }: Reminder,
  { zone }: Recipient,
  at: string,
  { holidays, reminders }: Pick<Programme, 'holidays' | 'reminders'>,
): 'blocks' | 'due-soon' | undefined => {
  if (blocks) return 'blocks'
  if (due === null) return undefined
  const left = workingDaysUntil(at, deadlineOf(due, zone), { zone, holidays, from: '00:00', to: '23:59' })
  return left <= reminders.pingWorkingDays ? 'due-soon' : undefined
}
