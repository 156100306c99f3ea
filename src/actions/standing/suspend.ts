import { suspend as stop } from '../../domain/stop.ts'
import { action } from '../action.ts'
import { closeRequest } from '../approval/close-request.ts'
import { keep } from '../load.ts'
import { readStop, stopAsks, stopCarries, stopForm, typedStop } from './stop-form.ts'

/** Stops a certificate for the time being, with a reason. */
export const suspend = action('certification.suspend', {
  carries: stopCarries,
  asks: stopAsks,
  words: ['suspend'],
  help: 'stop a certificate for now: suspend CRT-12 and why',
  roles: ['steward'],
  form: stopForm('suspend'),
  typed: typedStop('suspend'),
  run: async (scope, { certification: id }, values) => {
    const { certification, wish } = await readStop(scope, id, 'suspend', values)
    const moved = stop(certification, wish, scope.context)
    await closeRequest(scope, certification)
    await keep(scope.session.certifications, moved, scope)
    return { ref: { show: 'outcome', certification: id } }
  },
})
