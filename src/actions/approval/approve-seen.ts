import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { approvalCarries, decide } from './decide.ts'

/** Approves for good what was shown a second time, named by its hash. */
export const approveSeen = action('approval.approve-seen', {
  carries: approvalCarries.extend({ hash: z.string() }),
  asks: noInputs,
  run: (scope, { hash, ...carries }) =>
    decide(scope, carries, () => ({ verdict: 'approve', hash, reason: '', conditions: [] })),
})
