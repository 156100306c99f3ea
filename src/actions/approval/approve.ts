import { action, noInputs } from '../action.ts'
import { approvalCarries, askFirst, decide, isAskedTwice, readDecision } from './decide.ts'

/** Approves as it stands; at high it asks first whether this is meant. */
export const approve = action('approval.approve', {
  carries: approvalCarries,
  asks: noInputs,
  words: ['approve'],
  help: 'approve a request: approve CRT-12',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'approve')
    return 'show' in read ? read : { carries: read.carries, asks: {} }
  },
  run: async (scope, carries) =>
    (await isAskedTwice(scope, carries.approval))
      ? askFirst(scope, carries)
      : decide(scope, carries, () => ({ verdict: 'approve', reason: '', conditions: [] })),
})
