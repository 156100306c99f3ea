import { action, noInputs, nothing } from '../action.ts'
import { assertMay } from './decide.ts'

/** Messages that reached nobody, for administrators. */
export const showDeliveries = action('delivery.list', {
  carries: nothing,
  asks: noInputs,
  words: ['deliveries', 'undelivered'],
  help: 'see messages that reached nobody; deliveries resend 12',
  roles: ['admin'],
  run: async (scope) => {
    await assertMay(scope)
    return { ref: { show: 'deliveries' }, as: 'new' }
  },
})
