import type { Approval } from './approval.ts'
import { voters } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import { Refusal } from './refusal.ts'
import { about } from './registration.ts'
import { backToSteps } from './renewal.ts'
import type { Decided } from './review.ts'
import { supersede } from './tier.ts'
import { allow, step as move } from './transition.ts'

/**
 * Opens what approvers look at for a change: their request is superseded and what they decided on it is void. Submitted again it is a
 * new version, with a request of its own.
 */
export const edit = (
  certification: Certification,
  request: Approval,
  by: string,
  context: Context,
): Decided => {
  allow('edit', certification)
  if (request.appeals !== null)
    throw new Refusal(
      'wrong-state',
      'An appeal is decided on what was rejected, so nothing changes meanwhile. You can withdraw it and register it again.',
    )
  const next = move('edit', certification, backToSteps(certification), context)
  const closed = supersede(request, certification, context)
  return {
    ...closed,
    certification: {
      next,
      events: [
        {
          type: 'certification-edited',
          ...about(next),
          approval: request.id,
          by,
          voters: [...new Set(voters(request))],
        },
      ],
    },
  }
}
