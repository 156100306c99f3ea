import { recertify as begin } from '../../domain/renewal.ts'
import { transitions } from '../../domain/transition.ts'
import { action, noInputs } from '../action.ts'
import { editable, keep, referenceIn } from '../load.ts'
import { notOpenAnyMore } from '../not-open.ts'
import { assessed } from '../risk/assessed.ts'
import { stopCarries } from './stop-form.ts'

/** Starts a renewal: of what is due for review, or as the way back of what stopped. Pressed twice, it shows the steps again. */
export const recertify = action('certification.recertify', {
  carries: stopCarries,
  asks: noInputs,
  words: ['recertify', 'renew'],
  help: 'certify again what is due, ran out or was suspended: recertify CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'recertify')
    const certification = await editable(scope, read.reference)
    return transitions.recertify.from.some((from) => from === certification.state)
      ? { carries: { certification: certification.id }, asks: {} }
      : notOpenAnyMore(certification)
  },
  run: async (scope, { certification: id }) => {
    const certification = await editable(scope, id)
    if (certification.state !== 'recertifying') {
      const { assessment, anew } = await assessed(scope, certification, certification.answers)
      await keep(scope.session.certifications, begin(certification, assessment, anew, scope.context), scope)
    }
    return { ref: { show: 'steps', certification: id } }
  },
})
