import { z } from 'zod'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { approvalCarries, decide, readDecision } from './decide.ts'
import { readReason } from './reason.ts'

/** Rejects, with a reason that reaches the developer. */
export const reject = action('approval.reject', {
  carries: approvalCarries,
  asks: z.object({ reason: z.string().optional() }),
  words: ['reject'],
  help: 'reject a request: reject CRT-12 and your reason',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'reject')
    if ('show' in read) return read
    const { carries, reason } = read
    return reason === ''
      ? { show: 'decide', approval: carries.approval, verdict: 'reject' }
      : { carries, asks: { reason } }
  },
  form: ({ approval }) => ({
    ...forms.decide(approval, 'reject'),
    again: { show: 'decide', approval, verdict: 'reject' },
  }),
  run: async (scope, carries, values) => {
    const shown = await decide(scope, carries, () => ({
      verdict: 'reject',
      reason: readReason(values),
      conditions: [],
    }))
    await dropDraft(scope, forms.decide(carries.approval, 'reject'))
    return shown
  },
})
