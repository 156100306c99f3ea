import { addMonths } from './calendar.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { tidy } from './form.ts'
import type { Person } from './person.ts'
import { digestHour, hasLeft, holds, termsOf } from './person.ts'
import type { MicroCertification, Role } from './programme.ts'

/** What one change of a person came to. */
export type Joined = { readonly next: Person; readonly events: readonly Event[] }

/** A person who is not known yet, from what the platform tells of the account. An account names a human: only its hash is kept. */
export const newcomer = (
  told: {
    readonly id: string
    readonly name: string
    readonly zone: string
    readonly locale: string
    readonly account: string | null
  },
  context: Context,
): Person => ({
  id: told.id,
  rev: 1,
  name: context.text(readName(told.name)),
  roles: [],
  terms: [],
  requests: [],
  lead: false,
  unit: null,
  zone: told.zone,
  quietFrom: context.programme.quietHours.from,
  quietTo: context.programme.quietHours.to,
  digestAt: digestHour,
  locale: told.locale,
  metAt: null,
  passes: [],
  acknowledged: [],
  accounts: told.account === null ? [] : [context.hash(told.account)],
  reach: 'last',
  joined: [],
  joinedTo: null,
  away: null,
  left: null,
})

/** What stands for the name of somebody whom a platform did not name. */
export const nameless = 'Somebody new'

/** Characters of a name; platforms take fewer. */
const longestName = 200

/** A name as a platform gives it, without what would hide that it is another's: two who look the same are called the same. */
const readName = (told: string): string =>
  Array.from(tidy(told)).slice(0, longestName).join('').trim() || nameless

/** Takes over what a platform tells of somebody who has not spoken yet, or who had no name so far. */
export const introduce = (
  person: Person,
  told: {
    readonly name?: string | undefined
    readonly zone?: string | undefined
    readonly locale?: string | undefined
  },
  context: Context,
): Person => {
  const isUnnamed = person.name.body === nameless || person.name.body.startsWith('Somebody (')
  const isNew = person.metAt === null
  const called = told.name === undefined ? person.name.body : readName(told.name)
  const name = called !== person.name.body && (isNew || isUnnamed)
  return {
    ...person,
    ...(name ? { name: context.text(called) } : {}),
    ...(isNew && told.zone !== undefined ? { zone: told.zone } : {}),
    ...(isNew && told.locale !== undefined ? { locale: told.locale } : {}),
  }
}

/** The person's first word to the bot. `account` goes into the journal as a hash: an account names a human. */
export const meet = (person: Person, account: string, context: Context): Joined => ({
  next: { ...person, metAt: context.now },
  events: [{ type: 'person-met', subject: person.id, person: person.id, account: context.hash(account) }],
})

/** The person agrees to the policy as it is now. */
export const acknowledge = (person: Person, context: Context): Joined => {
  const { version, hash } = context.programme
  if (person.acknowledged.some((one) => one.hash === hash)) return { next: person, events: [] }
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      acknowledged: [...person.acknowledged, { version, hash, at: context.now }],
    },
    events: [{ type: 'policy-acknowledged', subject: person.id, person: person.id, version, hash }],
  }
}

/** The person passed a micro-certification; it holds for as long as the policy says. */
export const pass = (person: Person, skill: MicroCertification, score: number, context: Context): Joined => {
  const until = addMonths(context.now, skill.validMonths)
  return {
    next: {
      ...person,
      rev: person.rev + 1,
      passes: [
        ...person.passes.filter((one) => one.skill !== skill.id),
        { skill: skill.id, at: context.now, until, score },
      ],
    },
    events: [{ type: 'skill-passed', subject: person.id, person: person.id, skill: skill.id, score, until }],
  }
}

/** The person's own time zone and hours, already read and checked. */
export const settle = (
  person: Person,
  settings: Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt' | 'reach'>,
): Joined => ({
  next: { ...person, ...settings, rev: person.rev + 1 },
  events: [{ type: 'settings-changed', subject: person.id, person: person.id }],
})

/** An administrator says which part of the organisation the person belongs to. */
export const setUnit = (person: Person, unit: string | null): Joined =>
  person.unit === unit
    ? { next: person, events: [] }
    : {
        next: { ...person, unit, rev: person.rev + 1 },
        events: [{ type: 'unit-set', subject: person.id, person: person.id, unit }],
      }

/**
 * Two persons turn out to be one, because somebody linked their accounts. What `other` held and did is `person`'s from then on; the
 * journal keeps the ids of its time.
 */
export const join = (
  person: Person,
  other: Person,
  where: { readonly there: string; readonly here: string },
): { readonly person: Joined; readonly other: Joined } => {
  const gained = other.roles.filter((role) => !holds(person, role))
  // What the one holds without an end or a tier, the other's terms do not bound.
  const isUnbounded = (role: Role): boolean =>
    [person, other].some((one) => holds(one, role) && termsOf(one, role).length === 0)
  const skills = new Map([...other.passes, ...person.passes].map((pass) => [pass.skill, pass]))
  const longest = [...skills.keys()].map((skill) =>
    [...person.passes, ...other.passes]
      .filter((pass) => pass.skill === skill)
      .reduce((best, pass) => (pass.until > best.until ? pass : best)),
  )
  const agreed = new Map([...person.acknowledged, ...other.acknowledged].map((one) => [one.hash, one]))
  const whole: Person = {
    ...person,
    rev: person.rev + 1,
    roles: [...person.roles, ...gained],
    terms: [...person.terms, ...other.terms].filter((term) => !isUnbounded(term.role)),
    lead: person.lead || other.lead,
    metAt: [person.metAt, other.metAt].filter((at) => at !== null).sort()[0] ?? null,
    passes: longest,
    acknowledged: [...agreed.values()],
    accounts: [...new Set([...person.accounts, ...other.accounts])],
    joined: [...person.joined, other.id, ...other.joined],
    away: person.away ?? other.away,
    unit: person.unit ?? other.unit,
    left: hasLeft(person) ? null : person.left,
  }
  const left: Person = {
    ...other,
    rev: other.rev + 1,
    roles: [],
    terms: [],
    requests: [],
    lead: false,
    accounts: [],
    joined: [],
    joinedTo: person.id,
    away: null,
    left: null,
  }
  return {
    person: {
      next: whole,
      events: [
        { type: 'accounts-linked', subject: person.id, person: person.id, other: other.id, ...where },
        ...gained.map((role) => ({
          type: 'role-granted' as const,
          subject: person.id,
          person: person.id,
          role,
        })),
      ],
    },
    other: {
      next: left,
      events: [
        { type: 'person-joined', subject: other.id, person: other.id, to: person.id },
        ...other.roles.map((role) => ({
          type: 'role-revoked' as const,
          subject: other.id,
          person: other.id,
          role,
        })),
      ],
    },
  }
}
