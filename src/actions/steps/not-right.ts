import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { stepOf } from '../../domain/preparation.ts'
import type { Field } from '../../domain/programme.ts'
import { refuse } from '../../domain/vouching.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { stepCarries, vouch } from './step-scope.ts'

const reasonField: Field = {
  id: 'reason',
  label: 'What is not right?',
  help: '',
  kind: 'words',
  required: true,
  isReason: true,
  most: 1000,
  options: [],
}

/** Says that a step is not right, and why; the developer reads the reason. */
export const notRight = action('step.refuse', {
  carries: stepCarries,
  asks: z.object({ reason: z.string().default('') }),
  form: (carries) => ({
    ...forms.notRight(carries.certification, carries.step),
    again: { show: 'not-right', ...carries },
  }),
  run: async (scope, carries, values) => {
    await vouch(scope, carries, (certification, person) => {
      // A step that waits for nobody says so itself, before anything is asked about it.
      const waits = stepOf(certification, carries.step).state === 'asked'
      const reason = waits ? readFields([reasonField], values)['reason'] : ''
      return refuse(certification, carries.step, person.id, reason ?? '', scope.context)
    })
    await dropDraft(scope, forms.notRight(carries.certification, carries.step))
    return { ref: { show: 'confirm', ...carries } }
  },
})
