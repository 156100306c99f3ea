import { z } from 'zod'
import { removeEvidence as remove } from '../../domain/preparation.ts'
import { action, noInputs } from '../action.ts'
import { moveStep, stepRef } from './step-scope.ts'

/** Takes a piece of evidence away. */
export const removeEvidence = action('evidence.remove', {
  carries: z.strictObject({ certification: z.string(), step: z.string(), evidence: z.string() }),
  asks: noInputs,
  run: async (scope, { certification, step, evidence }) => {
    await moveStep(scope, { certification, step }, (current) =>
      remove(current, step, evidence, scope.context),
    )
    return { ref: stepRef({ certification, step }) }
  },
})
