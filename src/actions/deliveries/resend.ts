import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { assertMay, decide, readMessage } from './decide.ts'

/** Sends one that reached nobody again. */
export const resend = action('delivery.resend', {
  carries: z.strictObject({ message: z.number().int() }),
  asks: noInputs,
  words: ['deliveries resend', 'undelivered resend'],
  roles: ['admin'],
  typed: async (rest, scope) => ({ carries: await readMessage(rest, scope, 'resend'), asks: {} }),
  run: async (scope, { message }) => {
    await assertMay(scope)
    await decide(scope.session, message, 'resent', scope.context)
    return { ref: { show: 'deliveries' } }
  },
})
