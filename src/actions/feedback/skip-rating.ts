import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { editable } from '../load.ts'

/** No opinion is fine, and nobody asks again. */
export const skipRating = action('feedback.skip', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  run: async (scope, { certification }) => {
    await editable(scope, certification)
    return {
      ref: {
        show: 'line',
        title: 'That is fine',
        sentence: 'You are not asked about this one again.',
        tone: 'default',
        ways: [],
      },
    }
  },
})
