import { z } from 'zod'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { approvalCarries, decide, readDecision } from './decide.ts'
import { readReason } from './reason.ts'

/** Asks for changes; the developer gets the words and submits again. */
export const requestChanges = action('approval.request-changes', {
  carries: approvalCarries,
  asks: z.object({ reason: z.string().optional() }),
  words: ['request changes', 'changes'],
  help: 'ask for changes: request changes CRT-12 and what to change',
  roles: ['steward', 'security', 'data_protection', 'board'],
  typed: async (rest, scope) => {
    const read = await readDecision(rest, scope, 'request changes')
    if ('show' in read) return read
    const { carries, reason } = read
    return reason === ''
      ? { show: 'decide', approval: carries.approval, verdict: 'request_changes' }
      : { carries, asks: { reason } }
  },
  form: ({ approval }) => ({
    ...forms.decide(approval, 'request_changes'),
    again: { show: 'decide', approval, verdict: 'request_changes' },
  }),
  run: async (scope, carries, values) => {
    const shown = await decide(scope, carries, () => ({
      verdict: 'request_changes',
      reason: readReason(values),
      conditions: [],
    }))
    await dropDraft(scope, forms.decide(carries.approval, 'request_changes'))
    return shown
  },
})
