import { finishEvidence as finish } from '../../domain/preparation.ts'
import { action, anyInputs } from '../action.ts'
import { forms } from '../forms.ts'
import { addTyped } from './add-evidence.ts'
import { moveStep, stepCarries, stepRef, stepsRef } from './step-scope.ts'

/** The evidence is complete; what still stands in the inputs belongs to it. */
export const finishEvidence = action('evidence.done', {
  carries: stepCarries,
  asks: anyInputs,
  form: (carries) => ({ ...forms.step(carries.certification, carries.step), again: stepRef(carries) }),
  run: async (scope, carries, values) => {
    await addTyped(scope, carries, values)
    await moveStep(scope, carries, (current) => finish(current, carries.step, scope.person.id, scope.context))
    return { ref: stepsRef(carries) }
  },
})
