import { z } from 'zod'
import { withdrawRequest } from '../../domain/review.ts'
import { Refusal } from '../../domain/refusal.ts'
import { withdraw as leave } from '../../domain/registration.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep, permit, readReference } from '../load.ts'

/** Takes a certification back. An open request closes with it; what was given stays in the record. */
export const withdraw = action('certification.withdraw', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['withdraw'],
  help: 'take a certification back: withdraw CRT-12',
  typed: async (rest) => {
    const read = readReference(rest)
    if (!read)
      throw new Refusal(
        'unknown-thing',
        'Which one? Type withdraw and its reference, for example withdraw CRT-12.',
      )
    return { carries: { certification: read.reference }, asks: {} }
  },
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await permit(scope, 'certification.withdraw', certification)
    const request =
      certification.approval === null ? undefined : await scope.session.approvals.find(certification.approval)
    const moved = leave(certification, scope.context)
    if (request?.state === 'open') {
      const closed = withdrawRequest(request, certification, scope.context)
      await scope.session.approvals.save(closed.approval, closed.events, scope.context)
    }
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'certification', certification: id } }
  },
})
