import { isAttestable } from '../../domain/campaign-review.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, permit, referenceIn } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { programmeReviewNamed } from './programme.ts'
import { stopCarries } from '../standing/stop-form.ts'

/** Shows the review that is due. */
export const review = action('review.show', {
  carries: stopCarries,
  asks: noInputs,
  words: ['review'],
  help: 'say whether something certified has changed: review CRT-12',
  typed: async (rest, scope) => {
    const programme = programmeReviewNamed(rest)
    if (programme) return { show: 'programme-review', of: programme }
    const read = referenceIn(rest, 'review')
    const certification = await certificationOf(scope.session, read.reference)
    await permit(scope, 'certification.see', certification)
    const open = await scope.session.reviews.openOf(certification.id)
    return certification.state === 'review_due' || isAttestable(certification, open, scope.context.now)
      ? { carries: { certification: certification.id }, asks: {} }
      : notOpenAnyMore(certification, 'so no review of it is due')
  },
  run: async (_scope, { certification }) => ({ ref: { show: 'review', certification } }),
})
