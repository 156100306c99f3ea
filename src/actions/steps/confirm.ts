import { confirm as vouchFor } from '../../domain/vouching.ts'
import { action, noInputs } from '../action.ts'
import { stepCarries, vouch } from './step-scope.ts'

/** Vouches for a step. */
export const confirm = action('step.confirm', {
  carries: stepCarries,
  asks: noInputs,
  run: async (scope, carries) => {
    await vouch(scope, carries, (certification, person) =>
      vouchFor(certification, carries.step, person.id, scope.context),
    )
    return { ref: { show: 'confirm', ...carries } }
  },
})
