import { attest, isAttestable } from '../../domain/campaign-review.ts'
import { confirmNoChange as confirm } from '../../domain/no-change.ts'
import { action, noInputs } from '../action.ts'
import { recordDecision } from '../evidence-pack/record.ts'
import { certificationOf, keep, personOf } from '../load.ts'
import { stopCarries } from '../standing/stop-form.ts'

/** The owner says that nothing has changed since it was certified: in the window that renews it, asked by a campaign outside of it not. */
export const confirmNoChange = action('review.no-change', {
  carries: stopCarries,
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const { session, context, person } = scope
    const certification = await certificationOf(session, id)
    const open = await session.reviews.openOf(id)
    if (isAttestable(certification, open, context.now)) {
      const attested = attest(certification, open, person, context)
      await keep(session.reviews, attested.review, scope)
      await keep(session.certifications, attested.certification, scope)
      return { ref: { show: 'certification', certification: id } }
    }
    const developer = await personOf(session, certification.developer)
    const moved = confirm(certification, person, developer, context)
    await keep(session.certifications, moved, scope)
    if (moved.next.state === 'certified') await recordDecision(session, moved.next, context.now)
    return { ref: { show: 'certification', certification: id } }
  },
})
