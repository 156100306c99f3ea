import { askAgain as again } from '../../domain/vouching.ts'
import { action, noInputs } from '../action.ts'
import { moveStep, stepCarries, stepsRef } from './step-scope.ts'

/** Asks the owner, or whoever holds the role, once more: after a "not right" and the change that it took. */
export const askAgain = action('step.ask-again', {
  carries: stepCarries,
  asks: noInputs,
  run: async (scope, carries) => {
    await moveStep(scope, carries, (current) => again(current, carries.step, scope.person.id, scope.context))
    return { ref: stepsRef(carries) }
  },
})
