import { z } from 'zod'
import { readFields } from '../../domain/form.ts'
import type { Field } from '../../domain/programme.ts'
import { failSample as fail, foundLeadsTo } from '../../domain/sample.ts'
import type { ViewOf } from '../../domain/view.ts'
import { action } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { keep, nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { usersOf } from '../standing/users.ts'
import { forSteward } from '../stewards.ts'

const fields: readonly Field[] = [
  {
    id: 'reason',
    label: 'What you found',
    help: 'The developer reads your words.',
    kind: 'words',
    required: true,
    isReason: true,
    most: 1000,
    options: [],
  },
  {
    id: 'to',
    label: 'What happens now',
    help: '',
    kind: 'choice',
    required: true,
    most: 20,
    options: [
      { id: 'recertifying', label: 'It is put right and certified anew; it may be used meanwhile' },
      { id: 'suspended', label: 'It stops at once: nobody may use it for now' },
    ],
  },
]

/** A steward found something wrong with a sampled certificate: says what, and what happens now. */
export const failSample = action('sample.fail', {
  carries: z.strictObject({ certification: z.string() }),
  asks: z.object({ reason: z.string().default(''), to: z.string().default('') }),
  form: ({ certification }) => ({
    ...forms.sample(certification),
    again: { show: 'sample-found', certification },
  }),
  run: async (scope, { certification: id }, values) => {
    const certification = await forSteward(scope, id, 'sample.look')
    const { reason = '', to } = readFields(fields, values)
    const given = {
      reason,
      to: foundLeadsTo.find((one) => one === to) ?? 'suspended',
      users: await usersOf(scope.session, certification),
    }
    const moved = fail(certification, scope.person, given, scope.context)
    await keep(scope.session.certifications, moved, scope)
    await dropDraft(scope, forms.sample(id))
    return { ref: { show: 'certification', certification: id } }
  },
})

export const sampleFoundView = async (look: Look, id: string): Promise<ViewOf<'sample-found'>> => {
  const certification = await forSteward(look, id, 'sample.look')
  const { form, subject } = forms.sample(id)
  return {
    kind: 'sample-found',
    ...(await headed(look, certification)),
    developer: await nameOf(look.session, certification.developer),
    sentence: look.fault.sentence,
    fields: ask(
      look,
      fields.map(({ required: _required, ...field }) => field),
      await typed(look, form, subject),
    ),
  }
}
