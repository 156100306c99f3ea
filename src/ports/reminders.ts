import type { Because, Outcome, Verdict } from '../domain/governor.ts'
import type { Reminder } from '../domain/reminder.ts'

/** What the governor decided about a reminder, and when. */
export type Decided = Verdict & { readonly at: string }
/** A reminder for one recipient; `content` names the card that it reminds of. */
export type ReminderRow = Reminder & {
  readonly id: number
  readonly matter: string
  readonly recipient: string
  readonly content: unknown
  readonly at: string
  /** The newest last; at least one. */
  readonly decisions: readonly Decided[]
  /** When a platform took it, by itself or in a digest; null until then. */
  readonly sentAt: string | null
}

/** Not before then, or: I am on it; both until an instant. */
export type ReminderWord = {
  readonly person: string
  readonly matter: string
  readonly word: 'snoozed' | 'on-it'
  readonly at: string
  readonly until: string
}

/** What the clock wanted to say, and what was decided about it. */
export type Reminders = {
  /** Notes a new one with the first decision about it; undefined where the same one is there already. */
  readonly note: (reminder: Omit<ReminderRow, 'id' | 'sentAt'>) => Promise<number | undefined>
  readonly find: (id: number) => Promise<ReminderRow | undefined>
  /** Whether a person, under any of their ids, has had that occurrence. */
  readonly has: (
    recipients: readonly string[],
    matter: string,
    reminder: Pick<Reminder, 'kind' | 'occurrence'>,
  ) => Promise<boolean>
  readonly decide: (id: number, decided: Decided) => Promise<void>
  /** Those of a person, under all their ids, that were not told yet: on their way, for the digest, or deferred; by id. */
  readonly waiting: (recipients: readonly string[]) => Promise<readonly ReminderRow[]>
  /** Those of them about one matter. */
  readonly waitingAbout: (recipients: readonly string[], matter: string) => Promise<readonly ReminderRow[]>
  /** How many messages of their own are on their way to a person about other matters. */
  readonly underWay: (recipients: readonly string[], except: string) => Promise<number>
  /** A platform took it. */
  readonly sent: (id: number, at: string) => Promise<void>
  /** A digest with everything that waited for one was taken; says how many. */
  readonly told: (recipients: readonly string[], at: string) => Promise<number>
  /** When messages of their own were taken, after `since`. */
  readonly sentSince: (recipients: readonly string[], since: string) => Promise<readonly string[]>
  /** The newest decision first. */
  readonly of: (recipients: readonly string[], most: number) => Promise<readonly ReminderRow[]>
  /** The same of one kind. */
  readonly ofKind: (
    recipients: readonly string[],
    kind: ReminderRow['kind'],
    most: number,
  ) => Promise<readonly ReminderRow[]>
  /** How many stand at each outcome, of those decided after `since`. */
  readonly counts: (
    since: string,
  ) => Promise<readonly { readonly outcome: Outcome; readonly because: Because; readonly count: number }[]>
  /** Keeps what somebody said about a matter; one of each word. */
  readonly say: (word: ReminderWord) => Promise<void>
  /** What was said about a matter and still holds at `now`. */
  readonly said: (matter: string, now: string) => Promise<readonly ReminderWord[]>
}
