import { z } from 'zod'
import { action, noInputs } from '../action.ts'

/** What can be done here, by this person. */
export const help = action('help.show', {
  carries: z.strictObject({ more: z.enum(['0', '1']) }),
  asks: noInputs,
  words: ['help', '?', 'what can you do', 'commands'],
  help: 'what you can do here',
  typed: async (rest) => ({ carries: { more: /^(more|all)$/i.test(rest) ? '1' : '0' }, asks: {} }),
  run: async (_scope, { more }) => ({
    ref: { show: 'help', more: more === '1' },
    as: more === '1' ? 'replace' : 'new',
    audience: 'here',
  }),
})
