import { withdrawRequest } from '../../domain/review.ts'
import { retire as end } from '../../domain/stop.ts'
import { action } from '../action.ts'
import { keep, requestAbout } from '../load.ts'
import { readStop, stopAsks, stopCarries, stopForm, typedStop } from './stop-form.ts'

/** Takes something out of use, with a note on what becomes of its data. An open request closes with it. */
export const retire = action('certification.retire', {
  carries: stopCarries,
  asks: stopAsks,
  words: ['retire'],
  help: 'take something of yours out of use: retire CRT-12 and what becomes of its data',
  form: stopForm('retire'),
  typed: typedStop('retire'),
  run: async (scope, { certification: id }, values) => {
    const { session, context } = scope
    const { certification, wish } = await readStop(scope, id, 'retire', values)
    const moved = end(certification, wish, context)
    const request = await requestAbout(session, certification)
    if (request?.state === 'open') {
      const closed = withdrawRequest(request, certification, context)
      await session.approvals.save(closed.approval, closed.events, context)
    }
    await keep(session.certifications, moved, scope)
    return { ref: { show: 'outcome', certification: id } }
  },
})
