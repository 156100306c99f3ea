import { confirmCheck as confirm } from '../../domain/periodic-review.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'
import { stopCarries } from '../standing/stop-form.ts'

/** The owner says that owner, runbook and access are right. */
export const confirmCheck = action('review.check', {
  carries: stopCarries,
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const { session, person, context } = scope
    const certification = await certificationOf(session, id)
    const moved = confirm(await session.reviews.openOf(id), certification, person, context)
    await keep(session.reviews, moved.review, scope)
    await keep(session.certifications, moved.certification, scope)
    return { ref: { show: 'check', certification: id } }
  },
})
