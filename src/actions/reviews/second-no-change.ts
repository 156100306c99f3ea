import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import { agreeNoChange as agree, questionNoChange as question } from '../../domain/no-change.ts'
import type { Field } from '../../domain/programme.ts'
import { action, noInputs } from '../action.ts'
import { recordDecision } from '../evidence-pack/record.ts'
import { dropDraft, forms } from '../forms.ts'
import { keep, personOf } from '../load.ts'
import { forSteward } from '../stewards.ts'

const carries = z.strictObject({ certification: z.string(), word: z.string() })

/** What a steward says who wants the owner to look again. */
export const questionFields: readonly Field[] = [
  {
    id: 'reason',
    label: 'If something has changed: what?',
    help: 'The owner and the developer read your words.',
    kind: 'words',
    required: true,
    isReason: true,
    most: 1000,
    options: [],
  },
]

/** A steward agrees that nothing has changed. */
export const agreeNoChange = action('review.agree', {
  carries,
  asks: noInputs,
  run: async (scope, { certification: id, word }) => {
    const { session, context, person } = scope
    const certification = await forSteward(scope, id, 'certification.agree')
    const developer = await personOf(session, certification.developer)
    const moved = agree(certification, word, person, developer, context)
    await keep(session.certifications, moved, scope)
    await recordDecision(session, moved.next, context.now)
    await dropDraft(scope, forms.noChange(id))
    return { ref: { show: 'no-change', certification: id } }
  },
})

/** A steward asks the owner to look again. */
export const questionNoChange = action('review.question', {
  carries,
  asks: z.object({ reason: z.string().default('') }),
  form: ({ certification }) => ({
    ...forms.noChange(certification),
    again: { show: 'no-change', certification },
  }),
  run: async (scope, { certification: id, word }, values) => {
    const certification = await forSteward(scope, id, 'certification.agree')
    const { reason = '' } = readFields(questionFields, values)
    const moved = question(certification, word, scope.person, reason, scope.context)
    await keep(scope.session.certifications, moved, scope)
    await dropDraft(scope, forms.noChange(id))
    return { ref: { show: 'no-change', certification: id } }
  },
})
