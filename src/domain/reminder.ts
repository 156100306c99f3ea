import type { Event } from './event.ts'
import { isProgrammeReview } from './reviewed.ts'

/** What the clock reminds of; wire names. Each has its rule below. */
export const reminderKinds = [
  'window',
  'review',
  'warning',
  'help-asked',
  'condition',
  'draft',
  'sample',
  'settling',
  'waiver',
  'role-end',
  'missed',
  'hand-over',
  'nudge',
  'on-it',
  'programme-review',
] as const
export type ReminderKind = (typeof reminderKinds)[number]

/**
 * What makes a notice a reminder: the clock caused it, and the governor decides when, and whether by itself or in the digest.
 * `occurrence` makes it once per kind, matter and recipient. `due` is the matter's deadline, an instant or a day (YYYY-MM-DD, to its end
 * where the recipient is), null where there is none. `blocks`: somebody waits for the recipient.
 */
export type Reminder = {
  readonly kind: ReminderKind
  readonly occurrence: string
  readonly due: string | null
  readonly blocks: boolean
}

export type ReminderRule = {
  /** What it is about, in a sentence: "the review of a certificate". */
  readonly what: string
  /** Why somebody gets it: "You look after it." */
  readonly why: string
  /** `digest`: never a message of its own, however soon it is due. */
  readonly goes: 'by-need' | 'digest'
  /** Live incidents and drills under way: neither quiet hours nor the weekly budget hold them up. */
  readonly isExempt: boolean
  /** A card of its own kind with the ways out of it, or the very card that it reminds of. */
  readonly shows: 'reminder' | 'itself'
}

const rule = (what: string, why: string, change: Partial<ReminderRule> = {}): ReminderRule => ({
  what,
  why,
  goes: 'by-need',
  isExempt: false,
  shows: 'reminder',
  ...change,
})

/** The only list of what is reminded of. A kind without a rule does not compile. */
export const reminderRules: { readonly [K in ReminderKind]: ReminderRule } = {
  window: rule('a review that opens', 'You look after it.', { goes: 'digest' }),
  review: rule('the review of a certificate', 'You look after it.'),
  warning: rule('a review that others are asked about next', 'You look after it.'),
  'help-asked': rule('a review that needs help', 'You are the next to be asked about it.'),
  condition: rule('a condition of an approval', 'You look after it.'),
  draft: rule('something that you began', 'You began it.'),
  sample: rule('a sample to look at', 'You are a steward.'),
  settling: rule('an answer to settle', 'You can settle it.', { shows: 'itself' }),
  waiver: rule('a waiver that ends', 'You look after it.'),
  'role-end': rule('a role that ends', 'You are an administrator.'),
  missed: rule('something that did not happen', 'You run Assay or the programme.', { shows: 'itself' }),
  'hand-over': rule('something that you were offered', 'It was offered to you.'),
  nudge: rule('a decision', 'You can decide on it.', { shows: 'itself' }),
  'on-it': rule('something that you are on', 'You said that you are on it.'),
  'programme-review': rule('a review of the programme', 'You are a steward.', { shows: 'itself' }),
}

/** The reminder that an event is, or undefined for everything that a person caused. `nth` tells one occurrence of an event from the next. */
export const reminderOf = (event: Event, nth: string): Reminder | undefined => {
  const reminder = (kind: ReminderKind, due: string | null, blocks = false): Reminder => ({
    kind,
    occurrence: nth,
    due,
    blocks,
  })
  switch (event.type) {
    case 'review-window-opened':
      return { ...reminder('window', event.validUntil), occurrence: event.validUntil }
    case 'review-reminded': {
      const kind = event.who !== 'owner' ? 'help-asked' : event.isWarning ? 'warning' : 'review'
      return { ...reminder(kind, event.validUntil), occurrence: event.rung }
    }
    case 'condition-reminded':
      return {
        ...reminder('condition', event.due),
        occurrence: `${event.condition} ${event.due} ${event.days}`,
      }
    case 'hand-over-reminded':
      return { ...reminder('hand-over', event.until, true), occurrence: `${event.offer} ${event.days}` }
    case 'draft-reminded':
      return reminder('draft', null)
    case 'sample-reminded':
      return reminder('sample', null)
    case 'settling-reminded':
      return { ...reminder('settling', null, true), occurrence: `${event.question} ${nth}` }
    case 'waiver-reminded':
      return reminder('waiver', event.until)
    case 'approval-climbed':
      // The stage and when its time began tell one from those before an edit, an appeal or a decision that was taken back.
      return {
        ...reminder('nudge', event.due, true),
        occurrence: `${event.stage} ${event.rung} ${event.began}`,
      }
    case 'role-end-reminded':
      return reminder('role-end', event.until)
    case 'periodic-review-opened':
      return isProgrammeReview(event.kind)
        ? { ...reminder('programme-review', event.due), occurrence: `${event.review} opened` }
        : undefined
    case 'programme-review-reminded':
      return { ...reminder('programme-review', event.due), occurrence: `${event.review} ${event.days}` }
    case 'occurrences-missed':
      // What was missed is nobody's to do, and still the ones who run it have to know.
      return { ...reminder('missed', null, true), occurrence: `${event.kind} ${event.latest}` }
    default:
      return undefined
  }
}
