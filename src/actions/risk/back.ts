import { z } from 'zod'
import { action, anyInputs } from '../action.ts'
import { forms, keepDraft } from '../forms.ts'
import { editable } from '../load.ts'

/** Goes a page back; what was answered on this one is kept. */
export const back = action('questions.back', {
  carries: z.strictObject({ certification: z.string(), page: z.number().int().min(0) }),
  asks: anyInputs,
  run: async (scope, { certification: id, page }, values) => {
    await editable(scope, id)
    await keepDraft(scope, forms.questions(id), values)
    return { ref: { show: 'questions', certification: id, page: Math.max(0, page - 1) } }
  },
})
