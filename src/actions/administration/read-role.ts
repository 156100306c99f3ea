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

const bound = /\s+(?:until\s+(?<until>\S+)|for\s+(?:up\s+to\s+)?(?<tier>low|moderate|high)(?:\s+risk)?)$/i

/** Reads `Ben Okafor steward until 2027-03-01 for low`; undefined where no role is named. */
export const readRole = (typed: string): RoleWords | undefined => {
  let words = typed.trim()
  let until = ''
  let upTo: Tier | '' = ''
  for (let found = bound.exec(words); found; found = bound.exec(words)) {
    until = found.groups?.['until'] ?? until
    const tier = found.groups?.['tier']?.toLowerCase()
    if (tier === 'low' || tier === 'moderate' || tier === 'high') upTo = tier
    words = words.slice(0, found.index)
  }
  const named = roleIn(words.replace(/\s+to\s+/i, ' '))
  if (!named) return undefined
  if (until !== '' && !isDay(until))
    throw new Refusal('invalid', `I cannot read the day "${until.slice(0, 30)}". Write it like 2027-03-01.`)
  if (upTo !== '' && !tiered.includes(named.role))
    throw new Refusal('invalid', 'This role does not decide by risk, so it cannot be for a risk tier only.')
  return { ...named, until, upTo }
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
