import { z } from 'zod'
import { confirmLower, declineLower } from '../../domain/tier.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'
import { closeRequest, knownOf } from './set-tier.ts'

const carries = z.strictObject({ certification: z.string(), change: z.string() })

/** A second person agrees to a lower tier. */
export const agreeToTier = action('tier.agree', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, change }) => {
    const certification = await certificationOf(scope.session, id)
    const known = await knownOf(scope, certification, certification.lowering?.tier ?? 'high')
    const moved = confirmLower(certification, change, scope.person, known, scope.context)
    await closeRequest(scope, certification)
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'tier-change', certification: id, change } }
  },
})

/** A second person does not agree. */
export const declineTier = action('tier.decline', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, change }) => {
    const certification = await certificationOf(scope.session, id)
    await keep(scope.session.certifications, declineLower(certification, change, scope.person), scope)
    return { ref: { show: 'tier-change', certification: id, change } }
  },
})
