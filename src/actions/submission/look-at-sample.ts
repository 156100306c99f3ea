import { z } from 'zod'
import { lookAt } from '../../domain/sample.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'

/** A steward says that they have looked at a sampled certificate. */
export const lookAtSample = action('sample.look', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await keep(scope.session.certifications, lookAt(certification, scope.person, scope.context), scope)
    return { ref: { show: 'certificate', certification: id } }
  },
})
