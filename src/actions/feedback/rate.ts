import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { action, noInputs } from '../action.ts'
import { editable } from '../load.ts'
import { putFeedback } from './put-feedback.ts'

/** One tap: how was that? */
export const rate = action('feedback.rate', {
  carries: z.strictObject({ certification: z.string(), rating: z.number().int().min(1).max(5) }),
  asks: noInputs,
  run: async (scope, { certification: id, rating }) => {
    const { decision } = await editable(scope, id)
    if (!decision)
      throw new Refusal('wrong-state', `${id} has not been decided yet. You are asked how it was once it is.`)
    await putFeedback(scope, id, { rating })
    return { ref: { show: 'rate-words', certification: id } }
  },
})
