import type { ChangeKind } from './change-rule.ts'
import { changeKinds, changeRules } from './change-rule.ts'
import type { ReminderRule } from './reminder-rule.ts'
import { rule } from './reminder-rule.ts'

/** What the clock reminds of, and what it changes by itself; wire names. Each has its rule below. */
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
  'step',
  'on-it',
  'campaign',
  'programme-review',
  ...changeKinds,
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
  campaign: rule('a review that a steward asks for', 'You look after it.'),
  step: rule('a step that waits for a word', 'You were asked to vouch for it.'),
  'on-it': rule('something that you are on', 'You said that you are on it.'),
  'programme-review': rule('a review of the programme', 'You are a steward.', { shows: 'itself' }),
  ...changeRules,
}

const changes: ReadonlySet<string> = new Set(changeKinds)

/** Whether it is about what the clock has changed, and not about what is to be done. */
export const isChange = (kind: ReminderKind): kind is ChangeKind => changes.has(kind)
