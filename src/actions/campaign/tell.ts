import { isAskable, tell } from '../../domain/campaign-review.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Context } from '../../domain/context.ts'
import type { PeriodicReview } from '../../domain/periodic-review.ts'
import type { Session } from '../../ports/store.ts'
import { eachOf, keep } from '../load.ts'
import { settle } from './settle.ts'

/** A review whose owner is to be told of the campaigns that ask for it. */
export type Asking = { readonly review: PeriodicReview; readonly certification: Certification }

/** A review where there is still something to tell its owner. */
export const askingOf = async (
  session: Session,
  review: PeriodicReview | undefined,
  now: string,
): Promise<Asking | undefined> => {
  const certification =
    review?.certification == null ? undefined : await session.certifications.find(review.certification)
  return review?.state === 'open' && certification && isAskable(certification, now)
    ? { review, certification }
    : undefined
}

/** Tells the owner of it. */
export const tellAsked = async (
  session: Session,
  context: Context,
  { review, certification }: Asking,
): Promise<void> => {
  const days = new Map(
    await eachOf(review.campaigns, async ({ id }) => {
      const campaign = await session.campaigns.find(id)
      return [id, campaign?.days ?? context.programme.campaigns.usualDays] as const
    }),
  )
  const usual = context.programme.campaigns.usualDays
  const moved = tell(review, certification, (id) => days.get(id) ?? usual, context)
  await keep(session.reviews, moved, { context })
}

/** Campaigns of whom the last may have been told by now. */
export const settleAll = async (
  session: Session,
  context: Context,
  reviews: readonly PeriodicReview[],
): Promise<void> => {
  const ids = new Set(reviews.flatMap(({ campaigns }) => campaigns.map(({ id }) => id)))
  for (const id of ids) await settle(session, context, id)
}
