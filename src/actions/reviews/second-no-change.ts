import { z } from 'zod'
import { makers } from '../../domain/certification.ts'
import type { Certification } from '../../domain/certification.ts'
import { readFields } from '../../domain/form.ts'
import { agreeNoChange as agree, questionNoChange as question } from '../../domain/no-change.ts'
import { can, reachOf } from '../../domain/person.ts'
import type { Field } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { recordDecision } from '../evidence-pack/record.ts'
import { dropDraft, forms } from '../forms.ts'
import { certificationOf, holdersOf, keep, personOf } from '../load.ts'

const carries = z.strictObject({ certification: z.string(), word: z.string() })

/** What a steward says who wants the owner to look again. */
export const questionFields: readonly Field[] = [
  {
    id: 'reason',
    label: 'If something has changed: what?',
    help: 'The owner and the developer read your words.',
    kind: 'words',
    required: true,
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
    const certification = await forSecond(scope, id)
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
    const certification = await forSecond(scope, id)
    const { reason = '' } = readFields(questionFields, values)
    const moved = question(certification, word, scope.person, reason, scope.context)
    await keep(scope.session.certifications, moved, scope)
    await dropDraft(scope, forms.noChange(id))
    return { ref: { show: 'no-change', certification: id } }
  },
})

/** The certification, for a steward who did not make it. Asked before anything that was typed is looked at. */
const forSecond = async (scope: Pick<Scope, 'session' | 'person'>, id: string): Promise<Certification> => {
  const certification = await certificationOf(scope.session, id)
  if (can(scope.person, { deed: 'certification.agree', certification })) return certification
  const stewards = await holdersOf(
    scope.session,
    { role: 'steward', except: makers(certification) },
    reachOf(certification),
  )
  const names = stewards.map((person) => person.name.body).join(' or ')
  throw new Refusal(
    'not-allowed',
    `This needs the steward role, and somebody who neither built nor owns ${id}.${names === '' ? '' : ` ${names} can.`}`,
  )
}
