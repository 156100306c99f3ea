import { z } from 'zod'
import type { Person } from '../../domain/person.ts'
import { can } from '../../domain/person.ts'
import type { Role } from '../../domain/programme.ts'
import { roles, tiers } from '../../domain/programme.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import { endLead, grant, isOpen, revoke } from '../../domain/role.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import type { Scope } from '../action.ts'
import { action, noInputs } from '../action.ts'
import { platformName } from '../account/code.ts'
import { keepPerson } from '../leaving/reseat.ts'
import { personOf } from '../load.ts'
import { named } from '../people.ts'
import { readRole } from './read-role.ts'
import { knownUnit } from './units.ts'

const how =
  'Type role grant, a name and a role, for example: role grant Ben Okafor steward. It may end, be for lower risk only and for one unit: role grant Ben Okafor steward until 2027-03-01 for low in Finance. A steward may lead the stewards: role grant Ben Okafor steward lead. To take one away: role revoke Ben Okafor steward.'

/** `role grant Ben steward lead until 2027-03-01 for low in Finance`, `role revoke Ben steward`, `role confirm Ben steward`: for administrators. */
export const role = action('role.change', {
  carries: z.strictObject({
    change: z.enum(['grant', 'revoke']),
    person: z.string(),
    role: z.enum(roles),
    /** A day, and the highest tier; '' where nothing was said. */
    until: z.string().default(''),
    upTo: z.enum(['', ...tiers]).default(''),
    unit: z.string().default(''),
    lead: z.enum(['', 'lead']).default(''),
  }),
  asks: noInputs,
  words: ['role', 'roles'],
  help: 'grant or revoke a role: role grant Ben steward lead in Finance',
  roles: ['admin'],
  typed: async (rest, scope) => {
    if (!can(scope.person, { deed: 'role.change' }))
      throw new Refusal(
        'not-allowed',
        `Granting and revoking roles needs the admin role. ${await admins(scope)}`,
      )
    const read = /^(grant|revoke|confirm|decline)\s+@?(.+)$/i.exec(rest.trim())
    if (!read) throw new Refusal('invalid', how)
    const found = readRole(read[2] ?? '')
    if (!found)
      throw new Refusal(
        'invalid',
        `I do not know that role. The roles are ${roles.map(roleWords).join(', ')}. ${how}`,
      )
    const person = await personByName(scope, found.rest)
    const { role: wanted, until, upTo, lead } = found
    const change = read[1]?.toLowerCase()
    if (change === 'confirm' || change === 'decline') return openRequest(scope, person, wanted)
    return {
      carries: {
        change: change === 'grant' ? 'grant' : 'revoke',
        person: person.id,
        role: wanted,
        until,
        upTo,
        unit: found.unit === '' ? '' : await knownUnit(scope, found.unit),
        lead: lead ? 'lead' : '',
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
    const holders = await scope.session.people.withRole('admin')
    const lead = carries.lead === 'lead'
    const moved =
      carries.change === 'grant'
        ? grant(person, { ...carries, lead }, scope.person, holders, scope.context)
        : lead
          ? endLead(person, scope.person)
          : revoke(person, carries.role, scope.person, holders.length)
    await keepPerson(scope.session, scope.context, person, moved)
    const name = person.name.body
    const asked = moved.events.find((event) => event.type === 'role-requested')
    if (asked) return { ref: { show: 'role-request', person: person.id, request: asked.request }, as: 'new' }
    return {
      ref: {
        show: 'line',
        title: carries.change === 'grant' ? 'Role granted' : 'Role revoked',
        sentence:
          carries.change === 'grant'
            ? `${name} holds the ${officeWords({ role: carries.role, lead })} role from now on.${isAsked(scope, carries.role) ? ' The next request for it reaches them by itself.' : ''}`
            : `${name} does not hold the ${officeWords({ role: carries.role, lead })} role any more.${lead ? ' They stay a steward.' : ''} It counts from the next press, on cards they already have too.`,
        tone: 'good',
        ways: [],
      },
      as: 'new',
    }
  },
})

/** The card on which a second administrator says yes or no. */
const openRequest = (scope: Scope, person: Person, wanted: Role): Ref => {
  const request = person.requests.find((one) => one.role === wanted && isOpen(one, scope.context.now))
  if (!request)
    throw new Refusal(
      'unknown-thing',
      `Nobody asks for the ${roleWords(wanted)} role for ${person.name.body} at the moment.`,
    )
  return { show: 'role-request', person: person.id, request: request.id }
}

/** Whether the policy asks holders of a role for anything: an approval, or a word on a step. */
export const isAsked = (
  { context: { programme } }: { readonly context: Pick<Scope['context'], 'programme'> },
  role: Role,
): boolean =>
  Object.values(programme.stages).some((stages) =>
    stages.some((stage) => stage.seats.some((seat) => seat.role === role)),
  ) || programme.steps.some((step) => step.tiers.some((tier) => step.by[tier] === role))

export const personByName = async (scope: Scope, name: string): Promise<Person> => {
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
      `I do not know "${name.slice(0, 60)}" yet. Please type the whole name; whoever has never written to me has to do that once.`,
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
