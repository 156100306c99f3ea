import { z } from 'zod'
import type { Ballot } from './approval.ts'
import { barred } from './approval.ts'
import type { Asset } from './asset.ts'
import { dayOf } from './calendar.ts'
import type { Certification } from './certification.ts'
import { makers } from './certification.ts'
import type { Role, Tier } from './programme.ts'
import { roles, tiers } from './programme.ts'
import type { Step } from './step.ts'
import { Text } from './text.ts'

/** Where somebody wants to be written to: on the platform where they were last active, or on one of their choice. */
export const reaches = ['last', 'slack', 'teams'] as const

/** For how long and up to which risk tier a role is held; a role without a term is held without either bound. */
export const Term = z.object({
  role: z.enum(roles),
  until: z.string().nullable(),
  upTo: z.enum(tiers).nullable(),
})
export type Term = Readonly<z.infer<typeof Term>>

/** A role that one administrator wants for somebody and a second one has to confirm. */
export const RoleRequest = Term.extend({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(['asked', 'granted', 'declined', 'lapsed']),
  closedBy: z.string().nullable(),
})
export type RoleRequest = Readonly<z.infer<typeof RoleRequest>>

/** When people get what can wait, where they have set no hour of their own. */
export const digestHour = '09:30'

/** A human with one or more chat accounts. Every rule of the programme applies to persons, never to accounts. */
export const Person = z.object({
  id: z.string(),
  rev: z.number(),
  name: Text,
  roles: z.array(z.enum(roles)),
  /** Bounds of roles that are held; several of one role where accounts were linked, and then the widest counts. */
  terms: z.array(Term).default([]),
  requests: z.array(RoleRequest).default([]),
  /** A steward lead: the steward who is asked when another cannot be. */
  lead: z.boolean(),
  /** IANA name of the time zone. */
  zone: z.string(),
  quietFrom: z.string(),
  quietTo: z.string(),
  /** The hour (HH:MM) at which the person gets what waited for them. */
  digestAt: z.string().default(digestHour),
  locale: z.string(),
  /** Set once the person has spoken to the bot; they are welcomed once. */
  metAt: z.string().nullable(),
  /** Micro-certifications held; `until` is when each runs out. */
  passes: z.array(z.object({ skill: z.string(), at: z.string(), until: z.string(), score: z.number() })),
  acknowledged: z.array(z.object({ version: z.number(), hash: z.string(), at: z.string() })),
  /** How many assets the person has registered: the first is always sampled. */
  registered: z.number(),
  /** Hashes of the accounts by which the person is known: what proves that a row of accounts is right. */
  accounts: z.array(z.string()).default([]),
  reach: z.enum(reaches).default('last'),
  /** Persons who turned out to be this one when accounts were linked: what stands under their ids is this person's. */
  joined: z.array(z.string()).default([]),
  /** The person that this one turned out to be; null for everybody who stands for themselves. */
  joinedTo: z.string().nullable().default(null),
  /** Days (in the person's zone, both included) on which one other person decides in their place. */
  away: z.object({ from: z.string(), to: z.string(), delegate: z.string() }).nullable().default(null),
})
export type Person = Readonly<z.infer<typeof Person>>

export const holds = (person: Person, role: Role): boolean => person.roles.includes(role)

export const termsOf = (person: Person, role: Role): readonly Term[] =>
  person.terms.filter((term) => term.role === role)

/** Whether the person holds a role for things of that tier. Where the tier is not known, only who holds it for all. */
export const holdsFor = (person: Person, role: Role, tier: Tier | null | undefined): boolean => {
  const terms = termsOf(person, role)
  if (!holds(person, role)) return false
  return (
    terms.length === 0 ||
    terms.some(({ upTo }) => upTo === null || (tier != null && tiers.indexOf(tier) <= tiers.indexOf(upTo)))
  )
}

/** Every id under which this person has acted. */
export const selves = (person: Person): readonly string[] => [person.id, ...person.joined]

export const isSelf = (person: Person, id: string | null): boolean =>
  id !== null && selves(person).includes(id)

export const isAmong = (person: Person, ids: readonly string[]): boolean =>
  ids.some((id) => isSelf(person, id))

/** Whether the person decides in the place of `absent` now. Nobody passes on what they were given. */
export const standsFor = (person: Person, absent: Person, now: string): boolean => {
  const { away } = absent
  if (away === null || !isSelf(person, away.delegate) || isSelf(person, absent.id)) return false
  const today = dayOf(now, absent.zone)
  return away.from <= today && today <= away.to
}

/** What somebody may want to do, and to what. */
export type Deed =
  | {
      readonly deed:
        | 'certification.see'
        | 'trail.see'
        | 'certification.edit'
        | 'certification.submit'
        | 'certification.withdraw'
        | 'waiver.ask'
        | 'waiver.agree'
      readonly certification: Certification
    }
  | { readonly deed: 'step.confirm'; readonly certification: Certification; readonly step: Step }
  | { readonly deed: 'approval.vote'; readonly approval: Ballot; readonly role: Role }
  | {
      readonly deed: 'approval.vote-for'
      readonly approval: Ballot
      readonly role: Role
      readonly absent: Person
      readonly now: string
    }
  | {
      readonly deed:
        | 'condition.accept'
        | 'sample.look'
        | 'answer.settle'
        | 'tier.set'
        | 'tier.second'
        | 'certification.suspend'
        | 'certification.lift'
        | 'certification.revoke'
        | 'certification.retire'
        | 'certification.confirm'
        | 'certification.agree'
        | 'stop.told'
      readonly certification: Certification
    }
  | { readonly deed: 'asset.see'; readonly asset: Asset }
  | { readonly deed: 'role.change' | 'channel.set' }

/** The only place that grants anything. What is not granted here is not allowed. */
export const can = (person: Person, wish: Deed): boolean => {
  switch (wish.deed) {
    case 'certification.see':
      return (
        isAmong(person, makers(wish.certification)) ||
        isSelf(person, wish.certification.goLive?.responsible ?? null) ||
        wish.certification.steps.some(
          (step) => isSelf(person, step.asked) || isSelf(person, step.passedBy),
        ) ||
        (
          [
            'steward',
            'security',
            'data_protection',
            'board',
            'auditor',
            'it_operations',
            'compliance',
          ] as const
        ).some((role) => holds(person, role))
      )
    case 'trail.see':
      return (
        can(person, { deed: 'certification.see', certification: wish.certification }) ||
        holds(person, 'admin')
      )
    case 'certification.edit':
    case 'certification.submit':
    case 'certification.withdraw':
    case 'waiver.ask':
      return isAmong(person, makers(wish.certification))
    case 'waiver.agree':
      return isSelf(person, wish.certification.owner)
    case 'step.confirm':
      return mayConfirm(person, wish.certification, wish.step)
    case 'approval.vote':
      return holdsFor(person, wish.role, wish.approval.tier) && !isAmong(person, barred(wish.approval))
    case 'approval.vote-for':
      // Exactly what the absent person may do, and never on one's own work.
      return (
        standsFor(person, wish.absent, wish.now) &&
        !isAmong(person, barred(wish.approval)) &&
        can(wish.absent, { deed: 'approval.vote', approval: wish.approval, role: wish.role })
      )
    case 'condition.accept':
    case 'sample.look':
    case 'answer.settle':
    case 'tier.set':
    case 'certification.suspend':
    case 'certification.lift':
    case 'certification.agree':
      return (
        holdsFor(person, 'steward', wish.certification.assessment?.tier) &&
        !isAmong(person, makers(wish.certification))
      )
    case 'certification.revoke':
      return (
        (['steward', 'board'] as const).some((role) =>
          holdsFor(person, role, wish.certification.assessment?.tier),
        ) && !isAmong(person, makers(wish.certification))
      )
    case 'certification.retire':
    case 'certification.confirm':
    case 'stop.told':
      return isSelf(person, wish.certification.owner)
    case 'tier.second':
      return (
        (['steward', 'security', 'data_protection'] as const).some((role) =>
          holdsFor(person, role, wish.certification.assessment?.tier),
        ) && !isAmong(person, makers(wish.certification))
      )
    case 'asset.see':
      return true
    case 'role.change':
    case 'channel.set':
      return holds(person, 'admin')
    default:
      wish satisfies never
      return false
  }
}

/** The owner and the deputy may vouch for their own; everybody else who confirms must not have made the thing. */
const mayConfirm = (person: Person, certification: Certification, step: Step): boolean => {
  switch (step.by) {
    case 'developer':
      return false
    case 'owner':
      return isSelf(person, certification.owner)
    case 'peer':
    case 'manager':
    case 'deputy':
      return isSelf(person, step.asked) && !isAmong(person, makers(certification))
    default:
      return (
        holdsFor(person, step.by, certification.assessment?.tier) && !isAmong(person, makers(certification))
      )
  }
}
