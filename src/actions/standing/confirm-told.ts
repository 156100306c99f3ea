import { confirmTold as confirm } from '../../domain/stop.ts'
import { action, noInputs } from '../action.ts'
import { certificationOf, keep } from '../load.ts'
import { stopCarries } from './stop-form.ts'

/** The owner confirms that the people who use it know that it stopped. */
export const confirmTold = action('stop.told', {
  carries: stopCarries,
  asks: noInputs,
  run: async (scope, { certification: id }) => {
    const certification = await certificationOf(scope.session, id)
    await keep(scope.session.certifications, confirm(certification, scope.person, scope.context), scope)
    return { ref: { show: 'outcome', certification: id } }
  },
})
