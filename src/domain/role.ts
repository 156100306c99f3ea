import { addDays } from './calendar.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Joined } from './membership.ts'
import type { Person } from './person.ts'
import type { RoleRequest, Term } from './role-term.ts'
import { can, hasLeft, holds, isSelf, termsOf } from './person.ts'
import type { Role } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Wished } from './term.ts'
import { isGuarded, isSame, isSameTerm, wishedTerm } from './term.ts'

/** How long a second administrator may take. */
export const requestDays = 7
/** Closed requests that a person's row keeps, so that old cards can still say what became of them. */
const keptRequests = 5

/** Gives the role for that term, in place of the one that it was held for. */
const give = (person: Person, term: Term, lead: boolean, asked?: string): Joined => {
  const bounded = term.until !== null || term.upTo !== null || term.unit !== null
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      lead: person.lead || lead,
      roles: holds(person, term.role) ? person.roles : [...person.roles, term.role],
      terms: [...person.terms.filter((one) => one.role !== term.role), ...(bounded ? [term] : [])],
    },
    events: [
      {
        type: 'role-granted',
        subject: person.id,
        person: person.id,
        role: term.role,
        ...(term.until === null ? {} : { until: term.until }),
        ...(term.upTo === null ? {} : { upTo: term.upTo }),
        ...(term.unit === null ? {} : { unit: term.unit }),
        ...(lead ? { lead } : {}),
        ...(asked === undefined ? {} : { asked }),
      },
    ],
  }
}

/** Gives a role that the installation's settings name the person for. */
export const appoint = (person: Person, role: Role): Joined =>
  holds(person, role)
    ? { next: person, events: [] }
    : give(person, { role, until: null, upTo: null, unit: null }, false)

const mustBeAdmin = (by: Person, what: string): void => {
  if (!can(by, { deed: 'role.change' })) throw new Refusal('not-allowed', `${what} needs the admin role.`)
}

/** Who may say the second word: an administrator who is neither the one who asks nor the one concerned. */
export const seconds = (
  admins: readonly Person[],
  person: Pick<Person, 'id'>,
  by: Person,
): readonly Person[] => admins.filter((one) => !isSelf(one, person.id) && !isSelf(one, by.id))

/**
 * An administrator gives a role to somebody. A steward or an administrator is only asked for where a second administrator can confirm;
 * the role is held from their word on.
 */
export const grant = (
  person: Person,
  wish: Wished,
  by: Person,
  admins: readonly Person[],
  context: Context,
): Joined => {
  mustBeAdmin(by, 'Granting a role')
  refuseLeaver(person)
  const lead = wish.lead === true
  if (lead && wish.role !== 'steward')
    throw new Refusal('invalid', 'Only stewards have a lead. Type it without the word lead.')
  const term = wishedTerm(person, wish, context)
  if (isSame(person, wish, term, context.now))
    throw new Refusal('already-decided', `${person.name.body} holds that role already. Nothing left to do.`)
  if (!isGuarded(wish.role) || seconds(admins, person, by).length === 0) return give(person, term, lead)
  const open = person.requests.find((one) => one.role === wish.role && isOpen(one, context.now))
  if (open && isSameTerm(open, term) && open.lead === lead)
    throw new Refusal(
      'already-decided',
      'That is asked for already. A second administrator has to confirm it.',
    )
  const request: RoleRequest = {
    ...term,
    id: context.newId().slice(0, 12),
    by: by.id,
    at: context.now,
    state: 'asked',
    closedBy: null,
    lead,
  }
  const closed = person.requests.filter((one) => one.role !== wish.role || one.state !== 'asked')
  return {
    next: { ...person, rev: person.rev + 1, requests: [...closed.slice(-keptRequests), request] },
    events: [
      {
        type: 'role-requested',
        subject: person.id,
        person: person.id,
        request: request.id,
        role: wish.role,
        by: by.id,
        lapses: addDays(context.now, requestDays),
      },
    ],
  }
}

const refuseLeaver = (person: Person): void => {
  if (hasLeft(person))
    throw new Refusal(
      'invalid',
      `${person.name.body} cannot be reached any more, so they hold no role. Once they write to me again, they can get one.`,
    )
}

/** Whether a request still waits for its second word. */
export const isOpen = (request: RoleRequest, now: string): boolean =>
  request.state === 'asked' && addDays(request.at, requestDays) > now

const openRequest = (person: Person, id: string, by: Person, now: string): RoleRequest => {
  mustBeAdmin(by, 'Confirming a role')
  const request = person.requests.find((one) => one.id === id)
  if (!request || !isOpen(request, now))
    throw new Refusal('already-decided', 'This is decided or too old by now. Nothing left to do.')
  if (isSelf(by, request.by))
    throw new Refusal(
      'not-allowed',
      'You asked for this, so someone else confirms it: another administrator.',
    )
  if (isSelf(by, person.id))
    throw new Refusal(
      'not-allowed',
      'This is about your own role, so someone else confirms it: another administrator.',
    )
  return request
}

const closed = (person: Person, id: string, state: RoleRequest['state'], by: string | null): Person => ({
  ...person,
  requests: person.requests.map((one) => (one.id === id ? { ...one, state, closedBy: by } : one)),
})

/** A second administrator confirms what the first asked for, if that one is an administrator still. */
export const confirmRole = (
  person: Person,
  id: string,
  by: Person,
  asker: Person | undefined,
  context: Context,
): Joined => {
  const request = openRequest(person, id, by, context.now)
  refuseLeaver(person)
  if (!asker || !can(asker, { deed: 'role.change' }))
    throw new Refusal('wrong-state', 'Whoever asked for this is no administrator any more. Ask for it anew.')
  if (request.until !== null && request.until <= context.now)
    throw new Refusal('wrong-state', 'The day until which it was asked for has passed. Ask for it anew.')
  const { role, until, upTo, unit, lead } = request
  const given = give(closed(person, id, 'granted', by.id), { role, until, upTo, unit }, lead, request.by)
  return { next: given.next, events: [...given.events, requestClosed(person, request, 'granted')] }
}

/** A second administrator says no. */
export const declineRole = (person: Person, id: string, by: Person, context: Context): Joined => {
  const request = openRequest(person, id, by, context.now)
  const next = { ...closed(person, id, 'declined', by.id), rev: person.rev + 1 }
  return { next, events: [requestClosed(person, request, 'declined')] }
}

/** Nobody said anything in time. */
export const lapseRequest = (person: Person, id: string): Joined => {
  const request = person.requests.find((one) => one.id === id)
  if (request?.state !== 'asked') return { next: person, events: [] }
  const next = { ...closed(person, id, 'lapsed', null), rev: person.rev + 1 }
  return { next, events: [requestClosed(person, request, 'lapsed')] }
}

const requestClosed = (
  person: Person,
  { id, role, by }: RoleRequest,
  state: 'granted' | 'declined' | 'lapsed',
): Event => ({
  type: 'role-request-closed',
  subject: person.id,
  person: person.id,
  request: id,
  role,
  by,
  state,
})

/** An administrator takes a role away, but never their own admin role: so the last one stays, and somebody always can. `admins` counts those who hold it. */
export const revoke = (person: Person, role: Role, by: Person, admins: number): Joined => {
  mustBeAdmin(by, 'Revoking a role')
  if (!holds(person, role))
    throw new Refusal('already-decided', `${person.name.body} does not hold that role. Nothing left to do.`)
  if (role === 'admin' && isSelf(by, person.id))
    throw new Refusal(
      'not-allowed',
      admins <= 1
        ? `${person.name.body} is the last administrator. Grant the admin role to somebody else first.`
        : 'This is your own admin role. Ask another administrator to take it from you, so that nobody loses it by a slip.',
    )
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      roles: person.roles.filter((one) => one !== role),
      terms: person.terms.filter((one) => one.role !== role),
      lead: person.lead && role !== 'steward',
    },
    events: [{ type: 'role-revoked', subject: person.id, person: person.id, role }],
  }
}

/** An administrator says that a steward leads the stewards no more; the role stays. */
export const endLead = (person: Person, by: Person): Joined => {
  mustBeAdmin(by, 'Changing who leads the stewards')
  if (!person.lead)
    throw new Refusal('already-decided', `${person.name.body} is no steward lead. Nothing left to do.`)
  return {
    next: { ...person, rev: person.rev + 1, lead: false },
    events: [{ type: 'lead-ended', subject: person.id, person: person.id }],
  }
}

/** Whether a role of the person has reached its end: it counts no more, even where no timer has come by yet. */
export const hasEnded = (person: Person, now: string): boolean =>
  person.terms.some((term) => term.until !== null && term.until <= now)

/** Ends what has reached its end, but never the last administrator's role. `admins` counts those who hold it, this person too. */
export const endRoles = (person: Person, admins: number, now: string): Joined => {
  const over = person.terms.filter((term) => term.until !== null && term.until <= now)
  const ends = [...new Set(over.map((term) => term.role))].filter(
    (role) => role !== 'admin' || admins > 1 || left(person, role, now).length > 0,
  )
  if (ends.length === 0) return { next: person, events: [] }
  const roles = person.roles.filter((role) => !ends.includes(role) || left(person, role, now).length > 0)
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      roles,
      lead: person.lead && roles.includes('steward'),
      terms: person.terms.filter((term) => !ends.includes(term.role) || !over.includes(term)),
    },
    events: ends.map((role): Event => ({ type: 'role-ended', subject: person.id, person: person.id, role })),
  }
}

/** Terms of a role that have not run out. */
const left = (person: Person, role: Role, now: string): readonly Term[] =>
  termsOf(person, role).filter((term) => term.until === null || term.until > now)

/** Tells the administrators that a role ends soon, if it still does. */
export const remindEnd = (person: Person, role: Role, until: string): Joined =>
  termsOf(person, role).some((term) => term.until === until)
    ? {
        next: { ...person, rev: person.rev + 1 },
        events: [{ type: 'role-end-reminded', subject: person.id, person: person.id, role, until }],
      }
    : { next: person, events: [] }
