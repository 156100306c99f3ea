import { z } from 'zod'
import { meetCondition } from '../../domain/validity.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'

/** A steward accepts that a condition is met. */
export const acceptCondition = action('condition.accept', {
  carries: z.strictObject({ certification: z.string(), condition: z.string() }),
  asks: noInputs,
  run: async (scope, { certification: id, condition }) => {
    const certification = await certificationOf(scope.session, id)
    await keep(
      scope.session.certifications,
      meetCondition(certification, condition, scope.person, scope.context),
      scope,
    )
    return { ref: { show: 'accept-condition', certification: id, condition } }
  },
})
