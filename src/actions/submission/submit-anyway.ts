import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { certificationOf, permit } from '../load.ts'
import { sendOn } from './submit.ts'

/** The person was told that nothing is different, and submits it all the same. */
export const submitAnyway = action('certification.submit-anyway', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await permit(scope, 'certification.submit', certification)
    return sendOn(scope, certification)
  },
})
