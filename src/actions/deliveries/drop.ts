import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { assertMay, decide, readMessage } from './decide.ts'

/** Nobody has to care about one that reached nobody any more. */
export const drop = action('delivery.drop', {
  carries: z.strictObject({ message: z.number().int() }),
  asks: noInputs,
  words: ['deliveries drop', 'undelivered drop'],
  roles: ['admin'],
  typed: async (rest, scope) => ({ carries: await readMessage(rest, scope, 'drop'), asks: {} }),
  run: async (scope, { message }) => {
    await assertMay(scope)
    await decide(scope.session, message, 'dropped', scope.context)
    return { ref: { show: 'deliveries' } }
  },
})
