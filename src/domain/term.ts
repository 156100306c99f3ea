import { addDays, addMonths, dayOf, endOfDay } from './calendar.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import type { Term } from './role-term.ts'
import { holds, termsOf } from './person.ts'
import type { Role, Tier } from './programme.ts'
import { Refusal } from './refusal.ts'

/** Roles that no administrator gives alone where there is a second one, and that are renewed every year. */
const guarded: readonly Role[] = ['steward', 'admin']
export const isGuarded = (role: Role): boolean => guarded.includes(role)

/** How long before its end a role is spoken of. */
export const endingDays = 30
/** Roles that are renewed last so many months. */
const guardedMonths = 12

/**
 * What an administrator wants for somebody: `until` is a day, '' where nothing was said; `upTo` the highest tier, `unit` the unit, '' or
 * absent for all; `lead` that the steward leads the stewards.
 */
export type Wished = {
  readonly role: Role
  readonly until: string
  readonly upTo: Tier | ''
  readonly unit?: string
  readonly lead?: boolean
}

const isUnbounded = ({ until, upTo, unit = '' }: Wished): boolean =>
  until === '' && upTo === '' && unit === ''

/** The term that a wish comes to at this moment: a day ends when it ends in the programme's zone. */
const termOf = (wish: Wished, { now, programme }: Pick<Context, 'now' | 'programme'>): Term => {
  const { zone } = programme.workingHours
  const longest = dayOf(addMonths(now, guardedMonths), zone)
  const today = dayOf(now, zone)
  if (wish.until !== '' && wish.until <= today)
    throw new Refusal('invalid', `${wish.until} has passed. Give a day from tomorrow on.`)
  if (isGuarded(wish.role) && wish.until > longest)
    throw new Refusal(
      'invalid',
      `This role is renewed every year, so it ends by ${longest} at the latest. Give an earlier day, or none.`,
    )
  const day = wish.until === '' && isGuarded(wish.role) ? longest : wish.until
  return {
    role: wish.role,
    until: day === '' ? null : endOfDay(day, zone),
    upTo: wish.upTo === '' || wish.upTo === 'high' ? null : wish.upTo,
    unit: wish.unit === undefined || wish.unit === '' ? null : wish.unit,
  }
}

/** The term that is meant, for whoever holds the role already or is to get it. */
export const wishedTerm = (person: Person, wish: Wished, context: Pick<Context, 'now' | 'programme'>): Term =>
  presentTerm(person, wish) ?? termOf(wish, context)

/** The term for a steward who only is to lead from now on: the one that they have, for nobody said anything else. */
const presentTerm = (person: Person, wish: Wished): Term | undefined =>
  wish.lead === true && holds(person, wish.role) && isUnbounded(wish)
    ? (termsOf(person, wish.role)[0] ?? { role: wish.role, until: null, upTo: null, unit: null })
    : undefined

/** Whether granting it again would change nothing: the same term, or no word about one while the present one lasts. */
export const isSame = (person: Person, wish: Wished, term: Term, now: string): boolean => {
  if (!holds(person, wish.role)) return false
  if (wish.lead === true && !person.lead) return false
  const has = termsOf(person, wish.role)
  if (isUnbounded(wish))
    return has.every(
      (one) => one.upTo === null && one.unit === null && (one.until ?? '9') > addDays(now, 2 * endingDays),
    )
  return has.length === 1 && isSameTerm(has[0], term)
}

export const isSameTerm = (one: Term | undefined, other: Term): boolean =>
  one !== undefined && one.until === other.until && one.upTo === other.upTo && one.unit === other.unit
