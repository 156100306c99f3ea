import { z } from 'zod'
import type { Person } from '../../domain/person.ts'
import { can } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { confirmRole, declineRole } from '../../domain/role.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { keepPerson } from '../leaving/reseat.ts'
import { keep, personOf, standing } from '../load.ts'
import { admins } from './role.ts'

const carries = z.strictObject({ person: z.string(), request: z.string() })

/** The person concerned, for an administrator. */
const concerned = async (scope: Scope, id: string): Promise<Person> => {
  if (!can(scope.person, { deed: 'role.change' }))
    throw new Refusal('not-allowed', `Confirming a role needs the admin role. ${await admins(scope)}`)
  return personOf(scope.session, id)
}

/** A second administrator says yes to what the first asked for. */
export const confirmRoleRequest = action('role.confirm', {
  carries,
  asks: noInputs,
  run: async (scope, { person: id, request }) => {
    const person = await concerned(scope, id)
    const by = person.requests.find((one) => one.id === request)?.by ?? ''
    const asker = await standing(scope.session, by)
    const moved = confirmRole(person, request, scope.person, asker, scope.context)
    await keepPerson(scope.session, scope.context, person, moved)
    return { ref: { show: 'role-request', person: id, request } }
  },
})

/** A second administrator says no. */
export const declineRoleRequest = action('role.decline', {
  carries,
  asks: noInputs,
  run: async (scope, { person: id, request }) => {
    const moved = declineRole(await concerned(scope, id), request, scope.person, scope.context)
    await keep(scope.session.people, moved, scope)
    return { ref: { show: 'role-request', person: id, request } }
  },
})
