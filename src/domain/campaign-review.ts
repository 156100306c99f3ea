import { addDays } from './calendar.ts'
import type { CampaignPart } from './campaign-part.ts'
import { turned } from './campaign-part.ts'
import type { Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import { isOwedReview } from './ladder.ts'
import { awaitsSecond } from './no-change.ts'
import type { PeriodicReview, Reviewed } from './periodic-review.ts'
import { close } from './periodic-review.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'

/** Whether its owner has something to say to a campaign: it counts, and nobody else is deciding about it. */
export const isAskable = (certification: Certification, now: string): boolean =>
  isLive(certification, now) &&
  (certification.state === 'certified' ||
    certification.state === 'conditionally_certified' ||
    (isOwedReview(certification) && !awaitsSecond(certification)))

/** Whether a campaign waits for an answer. */
export const awaitsAnswer = (review: PeriodicReview | undefined): review is PeriodicReview =>
  review?.state === 'open' && review.campaigns.some(({ answer }) => answer === 'open')

/** Whether the owner knows that an answer is awaited: they were told, or the review was open before. */
export const isAsked = (review: PeriodicReview | undefined): review is PeriodicReview =>
  awaitsAnswer(review) &&
  review.campaigns.some(({ answer, told, before }) => answer === 'open' && (told !== null || before !== null))

/** Whether the owner answers with one word outside of the window: nothing is renewed by it. */
export const isAttestable = (
  certification: Certification,
  review: PeriodicReview | undefined,
  now: string,
): review is PeriodicReview =>
  (certification.state === 'certified' || certification.state === 'conditionally_certified') &&
  isLive(certification, now) &&
  awaitsAnswer(review)

const ids = (parts: readonly CampaignPart[]): readonly string[] => parts.map(({ id }) => id)

/** Open parts that nobody was told of yet. */
const untold = ({ campaigns }: PeriodicReview): readonly CampaignPart[] =>
  campaigns.filter(({ answer, told }) => answer === 'open' && told === null)

const isOnlyCampaign = ({ because }: Pick<PeriodicReview, 'because'>): boolean =>
  because.every((one) => one === 'campaign')

/**
 * Tells the owner what campaigns ask: from now on they have their days, `daysOf` each campaign, and a nearer day of another reason stays.
 * Nothing where all was told, or its owner has nothing to say now.
 */
export const tell = (
  review: PeriodicReview,
  certification: Certification,
  daysOf: (campaign: string) => number,
  context: Context,
): Reviewed => {
  const news = untold(review)
  if (review.state !== 'open' || news.length === 0 || !isAskable(certification, context.now))
    return { next: review, events: [] }
  const asked = addDays(context.now, Math.min(...news.map(({ id }) => daysOf(id))))
  const isFirst = isOnlyCampaign(review) && review.campaigns.every(({ told }) => told === null)
  const due = isFirst || review.due === null || asked < review.due ? asked : review.due
  const next: PeriodicReview = {
    ...review,
    rev: review.rev + 1,
    due,
    campaigns: review.campaigns.map((part) => (news.includes(part) ? { ...part, told: context.now } : part)),
  }
  return {
    next,
    events: [
      {
        type: 'campaign-told',
        subject: review.id,
        review: review.id,
        of: certification.id,
        campaigns: ids(news),
        owner: certification.owner,
        due,
      },
    ],
  }
}

/** The owner's word in the window answers the campaigns too; where a steward asks to look again they wait anew. */
export const answer = (review: PeriodicReview, to: 'answered' | 'open'): Reviewed => {
  const from = to === 'answered' ? 'open' : 'answered'
  const some = review.campaigns.filter((part) => part.answer === from)
  if (review.state !== 'open' || some.length === 0) return { next: review, events: [] }
  const campaigns =
    to === 'answered'
      ? turned(review.campaigns, 'answered')
      : review.campaigns.map((part) => (some.includes(part) ? { ...part, answer: to } : part))
  return {
    next: { ...review, rev: review.rev + 1, campaigns },
    events: [
      {
        type: 'campaign-answered',
        subject: review.id,
        review: review.id,
        of: review.subject,
        campaigns: ids(some),
        answer: to,
      },
    ],
  }
}

/**
 * Takes a campaign back from a review. One that nothing else asked for closes; one that was open before is as it was, unless another reason
 * came to it since. What was answered stays answered.
 */
export const takeBack = (review: PeriodicReview, campaign: string, context: Context): Reviewed => {
  const part = review.campaigns.find(({ id, answer: state }) => id === campaign && state === 'open')
  if (review.state !== 'open' || !part) return { next: review, events: [] }
  const campaigns = review.campaigns.map((one) => (one === part ? { ...one, answer: 'over' as const } : one))
  const isOthers = campaigns.some((one) => one.answer === 'open')
  const left = { ...review, campaigns }
  if (isOnlyCampaign(review) && !isOthers) return close(left, 'taken-back', null, context)
  const known = new Set(part.before?.because)
  const isAsBefore =
    !isOthers && part.before !== null && review.because.every((one) => one === 'campaign' || known.has(one))
  const next: PeriodicReview = {
    ...left,
    rev: review.rev + 1,
    ...(isAsBefore && part.before ? { kind: part.before.kind, due: part.before.due } : {}),
  }
  return {
    next,
    events: [
      {
        type: 'campaign-taken-back',
        subject: review.id,
        review: review.id,
        of: review.subject,
        campaigns: [campaign],
      },
    ],
  }
}

/**
 * The owner says to a campaign that nothing has changed, outside of the window of a renewal. That answers it and renews nothing: validity
 * stays as it is, since a renewal from the old expiry is for the window alone. So nobody has to agree, at whatever tier.
 */
export const attest = (
  certification: Certification,
  review: PeriodicReview | undefined,
  by: Person,
  context: Context,
): { readonly review: Reviewed; readonly certification: Moved } => {
  const { id } = certification
  if (!can(by, { deed: 'certification.confirm', certification }))
    throw new Refusal(
      'not-allowed',
      `Whether anything has changed at ${id} is for its owner to say: so that is for them alone.`,
    )
  if (!isAttestable(certification, review, context.now))
    throw new Refusal('already-decided', `Nobody waits for a word about ${id}. Nothing left to do.`)
  const next = { ...certification, rev: certification.rev + 1 }
  return {
    review: close(review, 'unchanged', by.id, context),
    certification: {
      next,
      events: [
        {
          type: 'review-attested',
          ...about(next),
          by: by.id,
          tier: tierOf(next),
          isCheck: review.because.includes('cadence'),
        },
      ],
    },
  }
}
