import { answer } from '../../domain/campaign-review.ts'
import type { Certification } from '../../domain/certification.ts'
import type { Context } from '../../domain/context.ts'
import type { Event } from '../../domain/event.ts'
import type { PeriodicReview, ReviewWish } from '../../domain/periodic-review.ts'
import { ask, checkWish, close, isChecked, openCheck, outcomeOf } from '../../domain/periodic-review.ts'
import type { Session } from '../../ports/store.ts'
import { settleParts } from '../campaign/settle.ts'
import { keep } from '../load.ts'

/** Opens a review of something, or joins the one that is open: there is never a second one. */
export const askReview = async (
  session: Session,
  wish: ReviewWish,
  context: Context,
): Promise<PeriodicReview> => {
  const open = await session.reviews.openOf(wish.subject)
  const id = open ? open.id : await session.reference('RVW')
  return keep(session.reviews, ask(open, wish, id, context), { context })
}

/** Keeps the review of a certification in step with it: one opens with its window or a change, and closes once it is decided or over. */
export const followReview = async (session: Session, context: Context, event: Event): Promise<void> => {
  if (event.type === 'review-window-opened' || event.type === 'change-declared') {
    const asked = await askReview(
      session,
      {
        kind: 'certification',
        subject: event.certification,
        certification: event.certification,
        because: event.type === 'change-declared' ? 'change' : 'window',
        due: event.type === 'change-declared' ? event.until : event.validUntil,
      },
      context,
    )
    return settleParts(session, context, asked.campaigns)
  }
  if (event.type === 'no-change-confirmed' || event.type === 'no-change-questioned') {
    const open = await session.reviews.openOf(event.certification)
    if (!open) return
    const to = event.type === 'no-change-confirmed' ? 'answered' : 'open'
    await keep(session.reviews, answer(open, to), { context })
    return settleParts(session, context, open.campaigns)
  }
  if (event.type === 'periodic-review-closed') {
    const closed = await session.reviews.find(event.review)
    return settleParts(session, context, closed?.campaigns ?? [])
  }
  const outcome = outcomeOf(event)
  if (outcome === undefined || !('certification' in event)) return
  const open = await session.reviews.openOf(event.certification)
  if (open) await keep(session.reviews, close(open, outcome, null, context), { context })
}

/** The time to look at owner, runbook and access has come. What is being reviewed as a whole already needs no check of its own. */
export const beginCheck = async (
  session: Session,
  context: Context,
  certification: Certification,
): Promise<void> => {
  if (!isChecked(certification, context.now) || (await session.reviews.openOf(certification.id))) return
  const wish = checkWish(certification, context)
  await askReview(session, wish, context)
  await keep(session.certifications, openCheck(certification, wish.due), { context })
}
