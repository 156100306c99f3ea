import { z } from 'zod'
import { invalid } from '../../domain/form.ts'
import { isAmong } from '../../domain/person.ts'
import { askToConfirm } from '../../domain/vouching.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { editable } from '../load.ts'
import { readPerson } from '../people.ts'
import { moveStep, stepCarries, stepRef, stepsRef } from './step-scope.ts'

/** Asks a person to confirm a step: a peer reviewer, the manager. */
export const askPerson = action('step.ask', {
  carries: stepCarries,
  asks: z.object({ person: z.string().optional() }),
  form: (carries) => ({ ...forms.step(carries.certification, carries.step), again: stepRef(carries) }),
  run: async (scope, carries, { person }) => {
    const { developer, owner } = await editable(scope, carries.certification)
    const asked = await readPerson(scope, person ?? '', 'person')
    if (isAmong(asked, [developer, owner]))
      throw invalid({ person: 'Please choose somebody who neither built nor owns it.' })
    await moveStep(scope, carries, (current) => askToConfirm(current, carries.step, asked.id, scope.context))
    await dropDraft(scope, forms.step(carries.certification, carries.step))
    return { ref: stepsRef(carries) }
  },
})
