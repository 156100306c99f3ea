import { z } from 'zod'
import { action, anyInputs } from '../action.ts'
import { forms, keepDraft } from '../forms.ts'
import { editable } from '../load.ts'

/** Keeps the answers for another time or another device. */
export const saveQuestions = action('questions.save', {
  carries: z.strictObject({ certification: z.string(), page: z.number().int().min(0) }),
  asks: anyInputs,
  run: async (scope, { certification: id, page }, values) => {
    await editable(scope, id)
    await keepDraft(scope, forms.questions(id), values)
    return {
      ref: {
        show: 'line',
        title: 'Saved for later',
        sentence: `Your answers for ${id} are kept. Type continue whenever you like, here or on another device.`,
        tone: 'default',
        ways: [{ title: 'Continue now', what: 'questions', id, part: String(page) }],
      },
    }
  },
})
