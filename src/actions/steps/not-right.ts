import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { refuse } from '../../domain/vouching.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { stepCarries, vouch } from './step-scope.ts'

/** Says that a step is not right, and why; the developer reads the reason. */
export const notRight = action('step.refuse', {
  carries: stepCarries,
  asks: z.object({ reason: z.string() }),
  form: (carries) => ({
    ...forms.notRight(carries.certification, carries.step),
    again: { show: 'not-right', ...carries },
  }),
  run: async (scope, carries, values) => {
    await vouch(scope, carries, (certification, person) => {
      const { reason } = readFields(
        [
          {
            id: 'reason',
            label: 'What is not right?',
            help: '',
            kind: 'words',
            required: true,
            most: 1000,
            options: [],
          },
        ],
        values,
      )
      return refuse(certification, carries.step, person.id, reason ?? '', scope.context)
    })
    await dropDraft(scope, forms.notRight(carries.certification, carries.step))
    return { ref: { show: 'confirm', ...carries } }
  },
})
