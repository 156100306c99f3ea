import { action, anyInputs } from '../action.ts'
import { forms, keepDraft } from '../forms.ts'
import { editable } from '../load.ts'
import { stepCarries, stepsRef } from './step-scope.ts'

/** Keeps what was typed into a step and goes back to the checklist. */
export const saveStep = action('step.save', {
  carries: stepCarries,
  asks: anyInputs,
  run: async (scope, carries, values) => {
    await editable(scope, carries.certification)
    await keepDraft(scope, forms.step(carries.certification, carries.step), values)
    return { ref: stepsRef(carries) }
  },
})
