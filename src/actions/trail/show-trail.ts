import { z } from 'zod'
import { action, noInputs } from '../action.ts'
import { referenceIn } from '../load.ts'
import { certificationBehind } from './trail.ts'
import { permitTrail } from './view.ts'

/** What happened to a certification, by whom and why: `audit CRT-12`; an asset or a request leads to its certification. */
export const showTrail = action('trail.show', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['audit', 'history'],
  help: 'what happened to something, by whom and why: audit CRT-12',
  typed: async (rest, scope) => {
    const read = referenceIn(rest, 'audit')
    const certification = await certificationBehind(scope.session, read.reference)
    await permitTrail(scope, certification)
    return { carries: { certification: certification.id }, asks: {} }
  },
  run: async (_scope, { certification }) => ({
    ref: { show: 'trail', certification, before: 0 },
    as: 'new',
  }),
})
