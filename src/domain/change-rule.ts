import type { ReminderRule } from './reminder-rule.ts'
import { rule } from './reminder-rule.ts'

/** What the clock changes by itself, as whoever it concerns hears of it; wire names. Each has its rule below. */
export const changeKinds = [
  'expired',
  'suspended',
  'out-of-use',
  'untold',
  'unmanned',
  'undecided',
  'lapsed',
  'waiver-ended',
  'waiver-undecided',
  'role-ended',
  'role-unconfirmed',
  'stand-in',
  'asked',
  'reseated',
  'offered',
  'offer-lapsed',
  'orphaned',
  'owner-sought',
  'left',
  'developer-left',
  'go-live-passed',
  'step-returned',
  'back',
  'existing',
  'existing-late',
  'campaign-ended',
  'check',
  'news',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const after = 'You look after it.'

const news = (what: string, why: string, change: Partial<ReminderRule> = {}): ReminderRule =>
  rule(what, why, { isNews: true, shows: 'itself', ...change })

/** What nobody has to do anything about at once. */
const told = (what: string, why: string, line: string): ReminderRule =>
  news(what, why, { goes: 'digest', line })

/** The only list of it. A kind without a rule does not compile. */
export const changeRules: { readonly [K in ChangeKind]: ReminderRule } = {
  expired: news('a certificate that ran out', after, { line: 'does not count any more' }),
  suspended: news('a certificate that stopped', after, { line: 'is suspended' }),
  'out-of-use': news('something that you use', 'You said that you use it.', {
    line: 'must not be used for now',
  }),
  untold: news('people who may not know that something stopped', 'You look after it, or you are a steward.', {
    line: 'stopped, and its owner has not said that its users know',
  }),
  unmanned: news('something that nobody can decide on', 'You are an administrator.', {
    line: 'waits, and nobody can decide on it',
  }),
  undecided: news('a request that nobody decided in time', after, {
    line: 'was not decided in time; one tap submits it again',
  }),
  lapsed: told('something that you began', after, 'has lapsed, because nobody went on with it'),
  'waiver-ended': news('a waiver that has ended', after, { line: 'has a waiver that has ended' }),
  'waiver-undecided': news('a waiver that nobody decided on in time', 'You asked for it.', {
    line: 'has a waiver that nobody decided on in time',
  }),
  'role-ended': told('a role that ended', 'You held it.', 'has ended'),
  'role-unconfirmed': told('a role that nobody confirmed', 'You asked for it.', 'was not confirmed in time'),
  'stand-in': news('a decision', 'You decide for somebody who is away.'),
  asked: news('a decision', 'You can decide on it.'),
  reseated: told('a request that others decide on now', after, 'is decided on by others now'),
  offered: news('something that you were offered', 'It was offered to you.'),
  'offer-lapsed': told('an offer that nobody answered', 'You made it.', 'was offered, and nobody answered'),
  orphaned: news('something that nobody owns', 'You are a steward or an administrator.', {
    line: 'has no owner any more',
  }),
  'owner-sought': news('something whose owner is looked for', 'You are a steward or an administrator.', {
    line: 'is not its owner’s, who does not know whose it is',
  }),
  left: news('somebody who left', 'You are a steward or an administrator.', { line: 'has left' }),
  'developer-left': told('something whose developer left', 'You own it.', 'is yours to go on with'),
  'go-live-passed': news(
    'days after a go-live that somebody else looks after',
    'You look after it, or do so from now on.',
    { line: 'has somebody else who looks after it in the days after its go-live' },
  ),
  'step-returned': news('a step that came back', 'You asked for it.', { line: 'has a step that came back' }),
  back: news('what you held before you left', 'You are back.', {
    line: 'changed while you could not be reached',
  }),
  existing: news('what was there before Assay', 'You own it.', {
    isNews: false,
    line: 'waits to be certified',
  }),
  'campaign-ended': news('a campaign that ended', 'You started it.', { line: 'has ended' }),
  'existing-late': told('what was there before Assay', 'You are a steward.', 'is late to be certified'),
  check: news('a look at owner, runbook and access', after, { isNews: false }),
  news: news('something that happened', 'It has to do with you.', { line: 'has changed' }),
}
