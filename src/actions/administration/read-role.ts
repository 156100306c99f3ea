import type { Role, Tier } from '../../domain/programme.ts'
import { roles } from '../../domain/programme.ts'
import { isDay } from '../../domain/calendar.ts'
import { Refusal } from '../../domain/refusal.ts'

/** What was typed about a role: whose name stands beside it, and its bounds, '' where nothing was said. */
export type RoleWords = {
  readonly role: Role
  readonly rest: string
  readonly until: string
  readonly upTo: Tier | ''
  readonly unit: string
  /** Whether it is about leading those who hold it. */
  readonly lead: boolean
}

/** Roles that decide on things of a risk tier; the others have none. */
const tiered: readonly Role[] = [
  'steward',
  'security',
  'data_protection',
  'compliance',
  'it_operations',
  'board',
]

const bound =
  /\s+(?:until\s+(?<until>\S+)|for\s+(?:up\s+to\s+)?(?<tier>low|moderate|high)(?:\s+risk)?|in\s+(?<unit>(?:(?!\s+(?:until|for|in)\s).)+))$/i

/** Reads `Ben Okafor steward lead until 2027-03-01 for low in Finance`; undefined where no role is named. */
export const readRole = (typed: string): RoleWords | undefined => {
  let words = typed.trim()
  let until = ''
  let upTo: Tier | '' = ''
  let unit = ''
  for (let found = bound.exec(words); found; found = bound.exec(words)) {
    until = found.groups?.['until'] ?? until
    unit = found.groups?.['unit'] ?? unit
    const tier = found.groups?.['tier']?.toLowerCase()
    if (tier === 'low' || tier === 'moderate' || tier === 'high') upTo = tier
    words = words.slice(0, found.index)
  }
  const lead = /\b(steward)\s+lead\b/i
  const named = roleIn(words.replace(/\s+to\s+/i, ' ').replace(lead, '$1'))
  if (!named) return undefined
  if (until !== '' && !isDay(until))
    throw new Refusal('invalid', `I cannot read the day "${until.slice(0, 30)}". Write it like 2027-03-01.`)
  if ((upTo !== '' || unit !== '') && !tiered.includes(named.role))
    throw new Refusal(
      'invalid',
      `This role does not decide by ${upTo === '' ? 'unit' : 'risk'}, so it cannot be for ${upTo === '' ? 'one unit' : 'a risk tier'} only.`,
    )
  return { ...named, until, upTo, unit, lead: lead.test(words) }
}

/** The role at the beginning or the end of what was typed, and the words beside it. */
const roleIn = (words: string): { readonly role: Role; readonly rest: string } | undefined => {
  const plain = words.replaceAll('_', ' ')
  for (const one of roles) {
    const spoken = one.replaceAll('_', ' ')
    const lower = plain.toLowerCase()
    if (lower.endsWith(` ${spoken}`)) return { role: one, rest: plain.slice(0, -spoken.length).trim() }
    if (lower.startsWith(`${spoken} `)) return { role: one, rest: plain.slice(spoken.length).trim() }
  }
  return undefined
}
