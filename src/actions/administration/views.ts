import { addDays, dayOf } from '../../domain/calendar.ts'
import { can, holds, isSelf, termsOf } from '../../domain/person.ts'
import { roles } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isOpen, requestDays, seconds } from '../../domain/role.ts'
import type { ViewOf } from '../../domain/view.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import { nameOf, personOf } from '../load.ts'
import type { Look } from '../look.ts'
import { isAsked } from './role.ts'

const notYours = (): Refusal => new Refusal('not-allowed', 'This needs the admin role, or to be about you.')

/** What an administrator asked for, and what became of it. */
export const roleRequestView = async (
  look: Look,
  id: string,
  requestId: string,
): Promise<ViewOf<'role-request'>> => {
  const person = await personOf(look.session, id)
  const isAdmin = can(look.person, { deed: 'role.change' })
  if (!isAdmin && !isSelf(look.person, id)) throw notYours()
  const request = person.requests.find((one) => one.id === requestId)
  if (!request) throw new Refusal('unknown-thing', 'This is decided or too old by now. Nothing left to do.')
  const open = isOpen(request, look.now)
  const others = seconds(await look.session.people.withRole('admin'), person, {
    ...look.person,
    id: request.by,
    joined: [],
  })
  return {
    kind: 'role-request',
    person: id,
    request: requestId,
    name: person.name.body,
    role: officeWords(request),
    until: request.until === null ? null : dayOf(request.until, look.programme.workingHours.zone),
    upTo: request.upTo,
    unit: request.unit,
    asker: await nameOf(look.session, request.by),
    state: request.state === 'asked' && !open ? 'lapsed' : request.state,
    by: request.closedBy === null ? '' : await nameOf(look.session, request.closedBy),
    lapses: addDays(request.at, requestDays),
    may: open && isAdmin && !isSelf(look.person, request.by) && !isSelf(look.person, id),
    others: others.filter((one) => !isSelf(look.person, one.id)).map((one) => one.name.body),
    reached: isAsked({ context: look }, request.role),
  }
}

/** A role that ends soon, or has ended. */
export const roleEndView = async (look: Look, id: string, name: string): Promise<ViewOf<'role-end'>> => {
  const person = await personOf(look.session, id)
  const isAdmin = can(look.person, { deed: 'role.change' })
  if (!isAdmin && !isSelf(look.person, id)) throw notYours()
  const role = roles.find((one) => one === name)
  if (!role) throw new Refusal('unknown-thing', 'I do not know that role. Type role to see which there are.')
  const until = termsOf(person, role)[0]?.until ?? null
  return {
    kind: 'role-end',
    person: id,
    name: person.name.body,
    role: roleWords(role),
    held: holds(person, role),
    // The day that it ends with is the programme's, wherever it is read.
    until: until === null ? null : dayOf(until, look.programme.workingHours.zone),
    mine: isSelf(look.person, id),
  }
}
