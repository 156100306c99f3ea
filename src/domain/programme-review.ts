import { addDays, addMonths } from './calendar.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { PeriodicReview, Reviewed, ReviewWish } from './periodic-review.ts'
import { close } from './periodic-review.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import type { Programme, Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { ProgrammeReviewKind } from './reviewed.ts'

/** Days that the stewards have, from the day on which it opens. */
const answerDays = 30
/** Days before its end at which they are reminded; below 0 after it. */
const rungs = [14, 7, 2, 0, -7] as const
/** More would be no review, but another policy. */
const mostNotes = 60

/** What the review looks at, as its cards and sentences say it. */
export const programmeReviewWords: Readonly<Record<ProgrammeReviewKind, string>> = {
  policy: 'the policy',
  governance: 'the controls',
}

/** A part that can be said to need a change: a step of a tier's certification, or a part of the policy. */
export type Control = { readonly id: string; readonly title: string; readonly tiers: readonly Tier[] }

const policyParts: readonly Omit<Control, 'tiers'>[] = [
  { id: 'goals', title: 'Goals' },
  { id: 'risk_appetite', title: 'Risk appetite' },
  { id: 'who_qualifies', title: 'Who may build' },
  { id: 'approved_tools', title: 'Approved tools' },
  { id: 'boundaries', title: 'Boundaries' },
  { id: 'questions', title: 'Questions and points' },
  { id: 'tiers', title: 'Tiers and what forces them' },
  { id: 'approvals', title: 'Who approves' },
  { id: 'cadences', title: 'Cadences and deadlines' },
  { id: 'training', title: 'Training and quizzes' },
  { id: 'other', title: 'Something else' },
]

/** What can be spoken of: the parts of the policy, or each step that it asks for. */
export const controlsOf = (kind: ProgrammeReviewKind, { steps }: Programme): readonly Control[] =>
  kind === 'policy'
    ? policyParts.map((part) => ({ ...part, tiers: [] }))
    : steps.map(({ id, title, tiers }) => ({ id, title, tiers }))

/**
 * What asks for a review of the policy or of the controls, where none is open; undefined before its months are over: they count from
 * the last one, and before the first from the day on which Assay was set up.
 */
export const programmeWish = (
  kind: ProgrammeReviewKind,
  { last, since }: { readonly last: string | undefined; readonly since: string },
  { now, programme }: Context,
): ReviewWish | undefined => {
  if (now < nextProgrammeReview(kind, last ?? since, programme)) return undefined
  return { kind, subject: kind, certification: null, because: 'cadence', due: addDays(now, answerDays) }
}

/** When the review after one that was closed then is due. */
export const nextProgrammeReview = (
  kind: ProgrammeReviewKind,
  last: string,
  { reviews }: Pick<Programme, 'reviews'>,
): string => addMonths(last, kind === 'policy' ? reviews.policyMonths : reviews.governanceMonths)

/** When somebody is next told of a review that is open, after `now`; undefined once every reminder has passed. */
export const nextRung = ({ due }: Pick<PeriodicReview, 'due'>, now: string): string | undefined =>
  due === null ? undefined : rungs.map((days) => addDays(due, -days)).find((at) => at > now)

const about = (review: PeriodicReview) => ({
  subject: review.id,
  review: review.id,
  kind: review.kind,
  of: review.subject,
  due: review.due,
})

/** Reminds the stewards of a review that is open, once per rung; a rung that was slept through gives way to the next. */
export const remindProgrammeReview = (review: PeriodicReview, { now }: Context): Reviewed => {
  const { due } = review
  const passed = due === null ? [] : rungs.filter((days) => addDays(due, -days) <= now)
  const rung = passed.at(-1)
  if (review.state !== 'open' || rung === undefined || review.reminded.includes(rung))
    return { next: review, events: [] }
  const next = { ...review, rev: review.rev + 1, reminded: [...review.reminded, rung] }
  return { next, events: [{ type: 'programme-review-reminded', ...about(next), days: rung }] }
}

/** What somebody who looks at it has to say about one part. */
export type Remark = {
  readonly control: string
  readonly verdict: 'change' | 'drop'
  readonly words: string
}

/** Writes down that a part has to change, or to go. Said again about the same part, the later word counts. */
export const remark = (
  review: PeriodicReview | undefined,
  { control, verdict, words }: Remark,
  by: Person,
  context: Context,
): Reviewed => {
  const open = forStewards(review, by)
  const others = open.notes.filter((note) => note.control !== control)
  if (others.length >= mostNotes)
    throw new Refusal(
      'invalid',
      `${mostNotes} parts are noted already. Please finish this review; the next one takes the rest.`,
    )
  const said = context.text(words)
  const note = { control, verdict, words: said, by: by.id, at: context.now }
  const next = { ...open, rev: open.rev + 1, notes: [...others, note] }
  return {
    next,
    events: [{ type: 'programme-review-noted', ...about(next), by: by.id, control, verdict, words: said }],
  }
}

/** Takes back what was said about a part. */
export const unremark = (review: PeriodicReview | undefined, control: string, by: Person): Reviewed => {
  const open = forStewards(review, by)
  if (!open.notes.some((note) => note.control === control))
    throw new Refusal('already-decided', 'Nothing is noted about this any more. Nothing left to do.')
  const next = { ...open, rev: open.rev + 1, notes: open.notes.filter((note) => note.control !== control) }
  return {
    next,
    events: [{ type: 'programme-review-unnoted', ...about(next), by: by.id, control }],
  }
}

/** A steward says that everything else stays as it is: the review is done. */
export const finishProgrammeReview = (
  review: PeriodicReview | undefined,
  by: Person,
  context: Context,
): { readonly next: PeriodicReview; readonly events: readonly Event[] } => {
  const open = forStewards(review, by)
  return close(open, open.notes.length === 0 ? 'unchanged' : 'changed', by.id, context)
}

/** Refuses whoever has nothing to say about the programme. */
export const permitReview = (by: Person): void => {
  if (!can(by, { deed: 'programme.review' }))
    throw new Refusal(
      'not-allowed',
      'What stays in the programme is for the stewards to say. Tell one of them what you would change.',
    )
}

const forStewards = (review: PeriodicReview | undefined, by: Person): PeriodicReview => {
  permitReview(by)
  if (!review) throw new Refusal('already-decided', 'This review is done already. Nothing left to do.')
  return review
}
