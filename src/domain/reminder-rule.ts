/** What is said to whoever is reminded, and how. */
export type ReminderRule = {
  /** What it is about, in a sentence: "the review of a certificate". */
  readonly what: string
  /** Why somebody gets it: "You look after it." */
  readonly why: string
  /** `digest`: never a message of its own, however soon it is due. */
  readonly goes: 'by-need' | 'digest'
  /** Live incidents and drills under way: neither quiet hours nor the weekly budget hold them up. */
  readonly isExempt: boolean
  /** Something has happened: what was said about the matter before (not before then, I am on it) was not about that. */
  readonly isNews: boolean
  /** A card of its own kind with the ways out of it, or the very card that it reminds of. */
  readonly shows: 'reminder' | 'itself'
  /** What the digest says of it where nothing in the inbox does: "has lapsed"; '' where the inbox says it. */
  readonly line: string
}

export const rule = (what: string, why: string, change: Partial<ReminderRule> = {}): ReminderRule => ({
  what,
  why,
  goes: 'by-need',
  isExempt: false,
  isNews: false,
  shows: 'reminder',
  line: '',
  ...change,
})
