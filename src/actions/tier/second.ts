import { z } from 'zod'
import type { Certification } from '../../domain/certification.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { confirmLower, declineLower } from '../../domain/tier.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { closeRequest } from '../approval/close-request.ts'
import { certificationOf, keep, nameOf, standing } from '../load.ts'
import { knownOf } from './set-tier.ts'

const carries = z.strictObject({ certification: z.string(), change: z.string() })

/** A second person agrees to a lower tier. */
export const agreeToTier = action('tier.agree', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, change }) => {
    const certification = await certificationOf(scope.session, id)
    const known = await knownOf(scope, certification, certification.lowering?.tier ?? 'high')
    const moved = confirmLower(certification, change, scope.person, known, scope.context)
    await refuseFormer(scope, certification)
    await closeRequest(scope, certification)
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'tier-change', certification: id, change } }
  },
})

/** It takes two who may: refuses where whoever asked has lost the role since, or owns it by now. */
const refuseFormer = async ({ session }: Scope, certification: Certification): Promise<void> => {
  const by = certification.lowering?.by ?? ''
  const first = await standing(session, by)
  if (first && can(first, { deed: 'tier.set', certification })) return
  throw new Refusal(
    'wrong-state',
    `${await nameOf(session, by)} asked for it and may not any more, so nothing was changed. Another steward can ask: tier lower ${certification.id} to ${certification.lowering?.tier ?? 'low'} because, and why.`,
  )
}

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
