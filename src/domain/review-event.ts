import type { About, Users } from './event-about.ts'
import type { Tier } from './programme.ts'
import type { ReviewedKind, ReviewReason } from './reviewed.ts'
import type { Text } from './text.ts'

/** What happened at the review of something that was certified. Wire names. */
export type ReviewEvent =
  /** The owner says that nothing has changed; a steward is asked. `inForceUntil` where that moved it. */
  | ({
      readonly type: 'no-change-confirmed'
      readonly by: string
      readonly tier: Tier
      readonly inForceUntil?: string
    } & About)
  /** `person`, who was asked for that word, may not say it any more: another steward is. */
  | ({ readonly type: 'no-change-reasked'; readonly person: string; readonly tier: Tier } & About)
  | ({ readonly type: 'no-change-questioned'; readonly by: string; readonly reason: Text } & About)
  /** Something has changed: it is recertified. `until` where the tier rose: so long the certificate counts. */
  | ({
      readonly type: 'change-declared'
      readonly by: string
      readonly changed: readonly string[]
      readonly from: Tier
      readonly tier: Tier
      readonly until: string | null
    } & About)
  /** The tier rose while the renewal was prepared already. */
  | ({ readonly type: 'tier-risen'; readonly until: string } & About)
  /** Owner, runbook and access of it are to be looked at by then. */
  | ({ readonly type: 'check-opened'; readonly due: string | null } & About)
  | ({ readonly type: 'check-confirmed'; readonly by: string; readonly tier: Tier } & About)
  /** Asked outside of its window, the owner says that nothing has changed: nothing is renewed. `isCheck`: it was also their look at owner, runbook and access. */
  | ({
      readonly type: 'review-attested'
      readonly by: string
      readonly tier: Tier
      readonly isCheck: boolean
    } & About)
  /** The days after it rose have passed. */
  | ({ readonly type: 'change-overdue' } & Users & About)
  /** Nothing has changed, by the owner's word and at moderate a steward's: valid anew, from the old expiry. */
  | ({
      readonly type: 'certification-renewed'
      readonly by: string
      readonly second: string | null
      readonly tier: Tier
      readonly sampled: boolean
      readonly seed: number | null
      readonly validUntil: string
      readonly windowOpens: string
      readonly inForceUntil: string
    } & About)

const reviewing: ReadonlySet<string> = new Set<ReviewEvent['type']>([
  'no-change-confirmed',
  'no-change-reasked',
  'no-change-questioned',
  'certification-renewed',
  'change-declared',
  'tier-risen',
  'change-overdue',
  'check-opened',
  'check-confirmed',
  'review-attested',
])

/** Whether an event is one of these. */
export const isReviewing = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { readonly type: ReviewEvent['type'] }> => reviewing.has(event.type)

/** What is seen of a review beside what it is about: `of` is its subject. */
type AboutReview = {
  readonly review: string
  readonly kind: ReviewedKind
  readonly of: string
  readonly due: string | null
}

export type PeriodicReviewEvent =
  | ({
      readonly type: 'periodic-review-opened'
      readonly because: ReviewReason
      readonly campaign?: string
    } & AboutReview)
  /** Another reason for one that is open: it asks for more, or sooner. */
  | ({
      readonly type: 'periodic-review-joined'
      readonly because: ReviewReason
      readonly campaign?: string
    } & AboutReview)
  | ({
      readonly type: 'periodic-review-closed'
      readonly by: string | null
      readonly outcome: 'unchanged' | 'changed' | 'certified' | 'ended' | 'taken-back'
    } & AboutReview)

/** What happens at a review of the programme beside its beginning and its end. `days` before its end, below 0 after it. */
export type ProgrammeReviewEvent =
  | ({ readonly type: 'programme-review-reminded'; readonly days: number } & AboutReview)
  | ({
      readonly type: 'programme-review-noted'
      readonly by: string
      readonly control: string
      readonly verdict: 'change' | 'drop'
      readonly words: Text
    } & AboutReview)
  | ({
      readonly type: 'programme-review-unnoted'
      readonly by: string
      readonly control: string
    } & AboutReview)

const periodic: ReadonlySet<string> = new Set<(PeriodicReviewEvent | ProgrammeReviewEvent)['type']>([
  'periodic-review-opened',
  'periodic-review-joined',
  'periodic-review-closed',
  'programme-review-reminded',
  'programme-review-noted',
  'programme-review-unnoted',
])

/** Whether an event is one about a review itself. */
export const isPeriodic = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { readonly type: (PeriodicReviewEvent | ProgrammeReviewEvent)['type'] }> =>
  periodic.has(event.type)

/** Everything that happens at reviews. */
export type AnyReviewEvent =
  | ReviewEvent
  | PeriodicReviewEvent
  | ProgrammeReviewEvent
  | ({ readonly type: 'review-window-opened'; readonly validUntil: string } & About)
  | ({ readonly type: 'certification-expired' } & Users & About)
