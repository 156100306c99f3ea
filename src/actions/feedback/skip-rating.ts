import { z } from 'zod'
import { action, noInputs } from '../action.ts'

/** No opinion is fine, and nobody asks again. */
export const skipRating = action('feedback.skip', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  run: async () => ({
    ref: {
      show: 'line',
      title: 'That is fine',
      sentence: 'You are not asked about this one again.',
      tone: 'default',
      ways: [],
    },
  }),
})
