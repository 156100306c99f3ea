import { addDays } from '../../domain/calendar.ts'
import { can, isSelf } from '../../domain/person.ts'
import { isOpen, requestDays } from '../../domain/role.ts'
import type { ViewOf } from '../../domain/view.ts'
import { officeWords } from '../../domain/role-words.ts'
import { most } from '../load.ts'
import type { Look } from '../look.ts'

/** Roles that another administrator asked for and that wait for a second word. */
export const rolesToConfirm = async (look: Look): Promise<ViewOf<'home'>['needs']> => {
  if (!can(look.person, { deed: 'role.change' })) return []
  const asked = await look.session.people.withRequests(most)
  return asked.flatMap((person) =>
    person.requests
      .filter((one) => isOpen(one, look.now))
      .filter((one) => !isSelf(look.person, one.by) && !isSelf(look.person, person.id))
      .map((one) => ({
        reference: person.name.body,
        name: `${officeWords(one)} role`,
        what: 'waits for a second administrator',
        due: addDays(one.at, requestDays),
        way: { title: 'Have a look', what: 'role-request', id: person.id, part: one.id },
      })),
  )
}
