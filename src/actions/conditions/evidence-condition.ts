import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { evidenceCondition as give } from '../../domain/validity.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { editable, keep } from '../load.ts'

/** The developer says how a condition was met. */
export const evidenceCondition = action('condition.evidence', {
  carries: z.strictObject({ certification: z.string(), condition: z.string() }),
  asks: z.object({ words: z.string().default('') }),
  form: (carries) => ({
    ...forms.condition(carries.certification, carries.condition),
    again: { show: 'condition', ...carries },
  }),
  run: async (scope, { certification: id, condition }, values) => {
    const certification = await editable(scope, id)
    const { words } = readFields(
      [
        {
          id: 'words',
          label: 'How was it met?',
          help: '',
          kind: 'words',
          required: true,
          most: 1000,
          options: [],
        },
      ],
      values,
    )
    await keep(
      scope.session.certifications,
      give(certification, condition, words ?? '', scope.context),
      scope,
    )
    await dropDraft(scope, forms.condition(id, condition))
    return { ref: { show: 'conditions', certification: id } }
  },
})
