import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { editable } from '../load.ts'
import { putFeedback } from './put-feedback.ts'

/** The longest comment. */
export const mostComment = 1000

/** The optional words after the tap. */
export const rateWords = action('feedback.words', {
  carries: z.strictObject({ certification: z.string() }),
  asks: z.object({ words: z.string().default('') }),
  form: ({ certification }) => ({
    ...forms.rating(certification),
    again: { show: 'rate-words', certification },
  }),
  run: async (scope, { certification: id }, values) => {
    await editable(scope, id)
    const { words } = readFields(
      [
        {
          id: 'words',
          label: 'Your words',
          help: '',
          kind: 'words',
          required: false,
          most: mostComment,
          options: [],
        },
      ],
      values,
    )
    if (words) await putFeedback(scope, id, { words: scope.context.text(words) })
    await dropDraft(scope, forms.rating(id))
    return {
      ref: {
        show: 'line',
        title: 'Thank you',
        sentence: words ? 'Your words are with the stewards.' : 'Your rating is with the stewards.',
        tone: 'good',
        ways: [],
      },
    }
  },
})
