import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { selves } from '../../domain/person.ts'
import { action, noInputs } from '../action.ts'
import { readReference } from '../load.ts'

/** Why a certification has the tier that it has: every answer with its points. Without a reference, why the person was reminded of what. */
export const why = action('why.show', {
  carries: z.strictObject({ certification: z.string() }),
  asks: noInputs,
  words: ['why'],
  help: 'why you were reminded, or why something has its risk tier: why CRT-12',
  typed: async (rest, scope) => {
    const read = readReference(rest)
    if (read) return { carries: { certification: read.reference }, asks: {} }
    if (rest.trim() === '' && (await scope.session.reminders.of(selves(scope.person), 1)).length > 0)
      return { show: 'reminders' }
    const mine = (await scope.session.certifications.of(selves(scope.person), 10)).find(
      (one) => one.assessment !== null,
    )
    if (!mine && rest.trim() === '') return { show: 'reminders' }
    if (!mine)
      throw new Refusal('unknown-thing', 'Which one? Type why and its reference, for example why CRT-12.')
    return { carries: { certification: mine.id }, asks: {} }
  },
  run: async (_scope, { certification }) => ({ ref: { show: 'why', certification }, as: 'new' }),
})
