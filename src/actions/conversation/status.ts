import { action, noInputs } from '../action.ts'
import { z } from 'zod'
import { readReference } from '../load.ts'

/** How one thing stands: `status CRT-12`; without a reference, how all of mine do. */
export const status = action('status.show', {
  carries: z.strictObject({ reference: z.string() }),
  asks: noInputs,
  words: ['status', 'show', 'open'],
  help: 'how something stands: status CRT-12',
  typed: async (rest) => {
    const read = readReference(rest)
    if (read) return { carries: { reference: read.reference }, asks: {} }
    return rest === '' ? { carries: { reference: '' }, asks: {} } : { show: 'search', words: rest }
  },
  run: async (_scope, { reference }) => {
    if (reference === '') return { ref: { show: 'home' }, as: 'new' }
    if (reference.startsWith('AST')) return { ref: { show: 'asset', asset: reference }, as: 'new' }
    if (reference.startsWith('APR')) return { ref: { show: 'request', approval: reference }, as: 'new' }
    return { ref: { show: 'certification', certification: reference }, as: 'new' }
  },
})
