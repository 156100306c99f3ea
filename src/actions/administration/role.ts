import { z } from 'zod'
import { grant, revoke } from '../../domain/membership.ts'
import type { Person } from '../../domain/person.ts'
import { can } from '../../domain/person.ts'
import type { Role } from '../../domain/programme.ts'
import { roles } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { platformName } from '../account/code.ts'
import { keep, personOf } from '../load.ts'
import { roleWords } from '../look.ts'
import { named } from '../people.ts'

const how =
  'Type role grant, a name and a role, for example: role grant Ben Okafor steward. To take one away: role revoke Ben Okafor steward.'

/** `role grant Ben steward`, `role revoke Ben steward`: for administrators. */
export const role = action('role.change', {
  carries: z.strictObject({ change: z.enum(['grant', 'revoke']), person: z.string(), role: z.enum(roles) }),
  asks: noInputs,
  words: ['role', 'roles'],
  help: 'grant or revoke a role: role grant Ben steward',
  roles: ['admin'],
  typed: async (rest, scope) => {
    if (!can(scope.person, { deed: 'role.change' }))
      throw new Refusal(
        'not-allowed',
        `Granting and revoking roles needs the admin role. ${await admins(scope)}`,
      )
    const read = /^(grant|revoke)\s+@?(.+)$/i.exec(rest.trim())
    if (!read) throw new Refusal('invalid', how)
    const words = (read[2] ?? '').trim().replace(/\s+to\s+/i, ' ')
    const found = readRole(words)
    if (!found)
      throw new Refusal(
        'invalid',
        `I do not know that role. There are ${roles.map(roleWords).join(', ')}. ${how}`,
      )
    const person = await personByName(scope, found.rest)
    return {
      carries: {
        change: read[1]?.toLowerCase() === 'grant' ? 'grant' : 'revoke',
        person: person.id,
        role: found.role,
      },
      asks: {},
    }
  },
  run: async (scope, carries) => {
    if (!can(scope.person, { deed: 'role.change' }))
      throw new Refusal(
        'not-allowed',
        `Granting and revoking roles needs the admin role. ${await admins(scope)}`,
      )
    const person = await personOf(scope.session, carries.person)
    const count = (await scope.session.people.withRole('admin')).length
    const moved =
      carries.change === 'grant'
        ? grant(person, carries.role, scope.person)
        : revoke(person, carries.role, scope.person, count)
    await keep(scope.session.people, moved, scope)
    const name = person.name.body
    return {
      ref: {
        show: 'line',
        title: carries.change === 'grant' ? 'Role granted' : 'Role revoked',
        sentence:
          carries.change === 'grant'
            ? `${name} holds the ${roleWords(carries.role)} role from now on.${isAsked(scope, carries.role) ? ' The next request for it reaches them by itself.' : ''}`
            : `${name} does not hold the ${roleWords(carries.role)} role any more. It counts from the next press, on cards they already have too.`,
        tone: 'good',
        ways: [],
      },
      as: 'new',
    }
  },
})

/** Whether the policy asks holders of a role for anything: an approval, or a word on a step. */
const isAsked = ({ context: { programme } }: Scope, role: Role): boolean =>
  Object.values(programme.stages).some((stages) =>
    stages.some((stage) => stage.seats.some((seat) => seat.role === role)),
  ) || programme.steps.some((step) => step.tiers.some((tier) => step.by[tier] === role))

/** The role at the beginning or the end of what was typed, and the words beside it. */
const readRole = (words: string): { readonly role: Role; readonly rest: string } | undefined => {
  const plain = words.replaceAll('_', ' ')
  for (const one of roles) {
    const spoken = one.replaceAll('_', ' ')
    const lower = plain.toLowerCase()
    if (lower.endsWith(` ${spoken}`)) return { role: one, rest: plain.slice(0, -spoken.length).trim() }
    if (lower.startsWith(`${spoken} `)) return { role: one, rest: plain.slice(spoken.length).trim() }
  }
  return undefined
}

const personByName = async (scope: Scope, name: string): Promise<Person> => {
  // A mention is an account, and says more than a name that anybody can give themselves.
  const mentioned = await scope.mentioned(name.replace(/^@/, ''))
  if (mentioned) return mentioned
  const found = await named(scope, name)
  if (found.length > 1)
    throw new Refusal(
      'invalid',
      `I know more than one: ${(await withPlatforms(scope, found.slice(0, 5))).join(', ')}. Type the whole name; where two have the same one, mention the one you mean with @ in Slack.`,
    )
  const person = found[0]
  if (!person)
    throw new Refusal(
      'unknown-thing',
      `I do not know "${name.slice(0, 60)}" yet. A person has to have spoken to me once before they can be given a role.`,
    )
  return person
}

const withPlatforms = async (scope: Scope, people: readonly Person[]): Promise<readonly string[]> => {
  const accounts = await scope.session.people.accountsOf(people.map((person) => person.id))
  return people.map((person) => {
    const at = accounts.filter((one) => one.person === person.id).map((one) => platformName(one.account))
    return at.length === 0 ? person.name.body : `${person.name.body} in ${[...new Set(at)].join(' and ')}`
  })
}

/** Who can help where the admin role is needed. */
export const admins = async (scope: Pick<Scope, 'session' | 'account'>): Promise<string> => {
  const names = (await scope.session.people.withRole('admin')).map((person) => person.name.body)
  return names.length > 0
    ? `${names.join(' or ')} can help.`
    : `Nobody holds it yet: whoever runs Assay names the first ones in the ADMINS setting. Your account there is ${scope.account}`
}
