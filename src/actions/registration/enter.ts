import { readFields } from '../../domain/form.ts'
import { register } from '../../domain/registration.ts'
import type { Scope, Shown } from '../action.ts'
import { dropDraft, forms } from '../forms.ts'
import { readPerson } from '../people.ts'
import { registrationFields } from './fields.ts'

/** Reads the registration form; a field that is wrong says so. */
export const readRegistration = async (scope: Scope, values: Readonly<Record<string, string>>) => {
  const read = readFields(registrationFields(scope.context.programme), {
    ...values,
    owner: values['owner'] || scope.person.id,
  })
  const owner = await readPerson(scope, read['owner'] ?? '', 'owner')
  return {
    name: read['name'] ?? '',
    purpose: read['purpose'] ?? '',
    kind: read['kind'] ?? '',
    platform: read['platform'] ?? '',
    owner: owner.id,
    unit: owner.unit,
    inUse: read['in_use'] === 'yes',
  }
}

/** Enters an asset into the register, with its certification, and goes on to the questions. */
export const enter = async (
  scope: Scope,
  { inUse, ...wish }: Awaited<ReturnType<typeof readRegistration>>,
): Promise<Shown> => {
  const { session, context, person } = scope
  const made = register(
    {
      ...wish,
      ...(inUse ? { existing: { by: 'owner', days: context.programme.existing.usual } } : {}),
      asset: await session.reference('AST'),
      certification: await session.reference('CRT'),
      developer: person.id,
    },
    context,
  )
  await session.assets.save(made.asset, [made.registered], context)
  await session.certifications.save(made.certification, [made.drafted], context)
  await dropDraft(scope, forms.registration())
  return { ref: { show: 'questions', certification: made.certification.id, page: 0 } }
}
