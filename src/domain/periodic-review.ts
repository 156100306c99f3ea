import { z } from 'zod'
import { addDays } from './calendar.ts'
import type { CampaignPart as Part } from './campaign-part.ts'
import { CampaignPart, turned } from './campaign-part.ts'
import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import type { ReviewedKind, ReviewReason } from './reviewed.ts'
import { reviewedKinds, reviewReasons } from './reviewed.ts'
import { Text } from './text.ts'

/** The periodic look at something. `RVW-3` style references. At most one is open per subject, whatever asked for it. */
export const PeriodicReview = z.object({
  id: z.string(),
  rev: z.number(),
  kind: z.enum(reviewedKinds),
  /** What is looked at: `CRT-12`, `policy`. */
  subject: z.string(),
  /** The certification, where it is about one. */
  certification: z.string().nullable(),
  because: z.array(z.enum(reviewReasons)),
  openedAt: z.string(),
  due: z.string().nullable(),
  /** Of a review of the programme: what has to change or to go, and how far its reminders have come. */
  notes: z
    .array(
      z.object({
        control: z.string(),
        verdict: z.enum(['change', 'drop']),
        words: Text,
        by: z.string(),
        at: z.string(),
      }),
    )
    .default([]),
  reminded: z.array(z.number()).default([]),
  state: z.enum(['open', 'closed']),
  /** The campaigns that it belongs to. */
  campaigns: z.array(CampaignPart).default([]),
  closed: z
    .object({
      by: z.string().nullable(),
      at: z.string(),
      outcome: z.enum(['unchanged', 'changed', 'certified', 'ended', 'taken-back']),
    })
    .nullable(),
})
export type PeriodicReview = Readonly<z.infer<typeof PeriodicReview>>

export type Reviewed = { readonly next: PeriodicReview; readonly events: readonly Event[] }

/** What asks for a review; `campaign` names the campaign that does. */
export type ReviewWish = Pick<PeriodicReview, 'kind' | 'subject' | 'certification' | 'due'> & {
  readonly because: ReviewReason
  readonly campaign?: string
}

const rank = (kind: ReviewedKind): number => (kind === 'certification' ? 1 : 0)

const happened = (review: PeriodicReview) => ({
  subject: review.id,
  review: review.id,
  kind: review.kind,
  of: review.subject,
  due: review.due,
})

const partOf = (id: string, before: Part['before']): Part => ({ id, answer: 'open', told: null, before })

/**
 * Opens a review, or joins the one that is open: the greater one takes the smaller one in, the nearer day counts, and every reason is
 * kept. `id` names a new one. Asked again for a reason that it has, nothing changes. A campaign that joins moves no day before its
 * owner is told of it, and a change that is declared answers those that asked.
 */
export const ask = (
  open: PeriodicReview | undefined,
  wish: ReviewWish,
  id: string,
  context: Context,
): Reviewed => {
  const { campaign, ...wished } = wish
  const named = campaign === undefined ? {} : { campaign }
  if (open === undefined) {
    const next: PeriodicReview = {
      id,
      rev: 1,
      ...wished,
      because: [wish.because],
      openedAt: context.now,
      notes: [],
      reminded: [],
      state: 'open',
      campaigns: campaign === undefined ? [] : [partOf(campaign, null)],
      closed: null,
    }
    return {
      next,
      events: [{ type: 'periodic-review-opened', ...happened(next), because: wish.because, ...named }],
    }
  }
  if (open.state !== 'open' || open.subject !== wish.subject)
    throw new Error(`${open.id} is not the open review of ${wish.subject}`)
  const kind = rank(wish.kind) > rank(open.kind) ? wish.kind : open.kind
  const isNew = !open.because.includes(wish.because)
  const isNewPart = campaign !== undefined && open.campaigns.every((one) => one.id !== campaign)
  const days = campaign === undefined ? [open.due, wish.due] : [open.due]
  const due = days.filter((one) => one !== null).sort()[0] ?? null
  if (!isNew && !isNewPart && kind === open.kind && due === open.due) return { next: open, events: [] }
  const before = { kind: open.kind, because: open.because, due: open.due }
  const parts = isNewPart ? [...open.campaigns, partOf(campaign, before)] : open.campaigns
  const next = {
    ...open,
    rev: open.rev + 1,
    kind,
    due,
    because: isNew ? [...open.because, wish.because] : open.because,
    campaigns: wish.because === 'change' ? turned(parts, 'answered') : parts,
  }
  return {
    next,
    events: [{ type: 'periodic-review-joined', ...happened(next), because: wish.because, ...named }],
  }
}

/** Closes an open review. */
export const close = (
  review: PeriodicReview,
  outcome: NonNullable<PeriodicReview['closed']>['outcome'],
  by: string | null,
  context: Context,
): Reviewed => {
  if (review.state !== 'open')
    throw new Refusal('already-decided', 'This review is done already. Nothing left to do.')
  const next: PeriodicReview = {
    ...review,
    rev: review.rev + 1,
    state: 'closed',
    campaigns: turned(
      review.campaigns,
      outcome === 'ended' || outcome === 'taken-back' ? 'over' : 'answered',
    ),
    closed: { by, at: context.now, outcome },
  }
  return { next, events: [{ type: 'periodic-review-closed', ...happened(next), by, outcome }] }
}

/** What the check of a certified thing asks for: so many days to answer, and never beyond its validity. */
export const checkWish = (certification: Certification, { now, programme }: Context): ReviewWish => {
  const due = addDays(now, programme.reviews.checkDays)
  const { id, validUntil } = certification
  return {
    kind: 'check',
    subject: id,
    certification: id,
    because: 'cadence',
    due: validUntil !== null && validUntil < due ? validUntil : due,
  }
}

/** Whether owner, runbook and access of it are looked at: it stands and counts. */
export const isChecked = (certification: Certification, now: string): boolean =>
  (certification.state === 'certified' || certification.state === 'conditionally_certified') &&
  isLive(certification, now)

/** Tells the owner that owner, runbook and access are to be looked at. */
export const openCheck = (certification: Certification, due: string | null): Moved => {
  const next = { ...certification, rev: certification.rev + 1 }
  return { next, events: [{ type: 'check-opened', ...about(next), due }] }
}

/** The owner says that owner, runbook and access are right. Refuses anybody else, and a review that asks for more by now. */
export const confirmCheck = (
  review: PeriodicReview | undefined,
  certification: Certification,
  by: Person,
  context: Context,
): { readonly review: Reviewed; readonly certification: Moved } => {
  const { id } = certification
  if (!can(by, { deed: 'certification.confirm', certification }))
    throw new Refusal(
      'not-allowed',
      `Whether owner, runbook and access of ${id} are right is for its owner to say: so that is for them alone.`,
    )
  if (!review)
    throw new Refusal('already-decided', `Nobody waits for this check of ${id}. Nothing left to do.`)
  if (review.state === 'open' && review.kind !== 'check')
    throw new Refusal(
      'wrong-state',
      `${id} is due for its review by now, which asks for more. Type review ${id}.`,
    )
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    review: close(review, 'unchanged', by.id, context),
    certification: {
      next,
      events: [{ type: 'check-confirmed', ...about(next), by: by.id, tier: tierOf(next) }],
    },
  }
}

/** What an event means for the review of a certification that is open; undefined where nothing. */
export const outcomeOf = (event: Event): NonNullable<PeriodicReview['closed']>['outcome'] | undefined => {
  switch (event.type) {
    case 'certification-renewed':
      return 'unchanged'
    case 'certification-certified':
    case 'certification-certified-on-conditions':
      return 'certified'
    case 'certification-expired':
    case 'certification-revoked':
    case 'certification-retired':
    case 'certification-rejected':
      return 'ended'
    default:
      return undefined
  }
}
