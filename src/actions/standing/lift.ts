import { lift as letGoOn } from '../../domain/stop.ts'
import { action } from '../action.ts'
import { keep } from '../load.ts'
import { readStop, stopAsks, stopCarries, stopForm, typedStop } from './stop-form.ts'

/** Lets a suspended certificate go on as it was, with a reason. */
export const lift = action('certification.lift', {
  carries: stopCarries,
  asks: stopAsks,
  words: ['lift'],
  help: 'let a suspended certificate go on: lift CRT-12 and why',
  roles: ['steward'],
  form: stopForm('lift'),
  typed: typedStop('lift'),
  run: async (scope, { certification: id }, values) => {
    const { certification, wish } = await readStop(scope, id, 'lift', values)
    await keep(scope.session.certifications, letGoOn(certification, wish, scope.context), scope)
    return { ref: { show: 'certification', certification: id } }
  },
})
