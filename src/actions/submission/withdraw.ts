import { z } from 'zod'
import { withdrawRequest } from '../../domain/review.ts'
import type { Certification } from '../../domain/certification.ts'
import { transitions } from '../../domain/transition.ts'
import { withdraw as leave } from '../../domain/registration.ts'
import { action, noInputs } from '../action.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { certificationOf, keep, permit, referenceIn, requestAbout } from '../load.ts'

/** Whether a certification is where it can be taken back. */
export const mayWithdraw = ({ state }: Certification): boolean =>
  transitions.withdraw.from.some((from) => from === state)

/** Takes a certification back; typed, it asks first. An open request closes with it; what was given stays in the record. */
export const withdraw = action('certification.withdraw', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['withdraw'],
  help: 'take a certification back: withdraw CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'withdraw')
    const certification = await certificationOf(scope.session, read.reference)
    await permit(scope, 'certification.withdraw', certification)
    return mayWithdraw(certification)
      ? { show: 'withdraw', certification: certification.id }
      : notOpenAnyMore(certification)
  },
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await permit(scope, 'certification.withdraw', certification)
    const request = await requestAbout(scope.session, certification)
    const moved = leave(certification, scope.context)
    if (request?.state === 'open') {
      const closed = withdrawRequest(request, certification, scope.context)
      await scope.session.approvals.save(closed.approval, closed.events, scope.context)
    }
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'certification', certification: id } }
  },
})
