import { z } from 'zod'
import type { Ballot } from './approval.ts'
import { barred } from './approval.ts'
import type { Asset } from './asset.ts'
import { dayOf } from './calendar.ts'
import type { Certification } from './certification.ts'
import { makers } from './certification.ts'
import type { Role } from './programme.ts'
import { roles } from './programme.ts'
import type { Step } from './step.ts'
import type { Reach } from './role-term.ts'
import { fitsTier, fitsUnit, RoleRequest, Term } from './role-term.ts'
import { Text } from './text.ts'

/** Where somebody wants to be written to: on the platform where they were last active, or on one of their choice. */
export const reaches = ['last', 'slack', 'teams'] as const

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
  /** A steward lead: the steward who is asked where no other may decide, in every unit. */
  lead: z.boolean(),
  /** The part of the organisation that the person belongs to, as an administrator set it. */
  unit: z.string().nullable().default(null),
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
  /** Hashes of the accounts by which the person is known: what proves that a row of accounts is right. */
  accounts: z.array(z.string()).default([]),
  reach: z.enum(reaches).default('last'),
  /** Persons who turned out to be this one when accounts were linked: what stands under their ids is this person's. */
  joined: z.array(z.string()).default([]),
  /** The person that this one turned out to be; null for everybody who stands for themselves. */
  joinedTo: z.string().nullable().default(null),
  /** Days (in the person's zone, both included) on which one other person decides in their place. */
  away: z.object({ from: z.string(), to: z.string(), delegate: z.string() }).nullable().default(null),
  /** The last time that no account of theirs could be reached: what they held and owned then, and when they were back; null where never. */
  left: z
    .object({
      at: z.string(),
      roles: z.array(z.enum(roles)),
      terms: z.array(Term).default([]),
      lead: z.boolean().default(false),
      assets: z.array(z.string()),
      back: z.string().nullable(),
    })
    .nullable()
    .default(null),
})
export type Person = Readonly<z.infer<typeof Person>>

/** Whether nobody can reach the person on any account, and they have not come back. */
export const hasLeft = ({ left }: Pick<Person, 'left'>): boolean => left !== null && left.back === null

/** Whoever left holds nothing. */
export const holds = (person: Person, role: Role): boolean => person.roles.includes(role) && !hasLeft(person)

export const termsOf = (person: Person, role: Role): readonly Term[] =>
  person.terms.filter((term) => term.role === role)

/** Whether the person holds a role for things of that tier and unit: one term of it has to fit both. */
export const holdsFor = (person: Person, role: Role, { tier, unit }: Reach): boolean => {
  const terms = termsOf(person, role)
  return (
    holds(person, role) &&
    (terms.length === 0 || terms.some((term) => fitsTier(term, tier) && fitsUnit(term, unit)))
  )
}

/** Whether a steward lead may be asked where no steward may decide: in every unit, but never above their own tier. */
export const leadsFor = (person: Person, { tier }: Reach): boolean => {
  const terms = termsOf(person, 'steward')
  return (
    person.lead &&
    holds(person, 'steward') &&
    (terms.length === 0 || terms.some((term) => fitsTier(term, tier)))
  )
}

/** Whether the person holds a role for things of that tier and unit; with `lead`, as one who leads its holders. */
export const fills = (
  person: Person,
  { role, lead }: { readonly role: Role; readonly lead?: boolean },
  reach: Reach,
): boolean => (lead === true ? role === 'steward' && leadsFor(person, reach) : holdsFor(person, role, reach))

/** What somebody's role has to be held for, to say something about a certification. */
export const reachOf = (certification: Pick<Certification, 'assessment' | 'unit'>): Reach => ({
  tier: certification.assessment?.tier,
  unit: certification.unit,
})

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
  | { readonly deed: 'step.confirm'; readonly certification: Certification; readonly step: Step }
  | {
      readonly deed: 'approval.vote'
      readonly approval: Ballot
      readonly role: Role
      readonly lead?: boolean
    }
  | {
      readonly deed: 'approval.vote-for'
      readonly approval: Ballot
      readonly role: Role
      readonly lead?: boolean
      readonly absent: Person
      readonly now: string
    }
  | {
      readonly deed:
        | 'certification.see'
        | 'trail.see'
        | 'certification.edit'
        | 'certification.submit'
        | 'certification.withdraw'
        | 'waiver.ask'
        | 'waiver.agree'
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
  /** `change`: to set the unit of a thing. */
  | { readonly deed: 'asset.see' | 'asset.change'; readonly asset: Asset }
  /** To ask for the review of all that stands there; null of anything at all. To end what somebody began. */
  | { readonly deed: 'campaign.ask'; readonly reach: Reach | null }
  | { readonly deed: 'campaign.end'; readonly campaign: { readonly by: string } }
  /** To offer it to another owner. */
  | { readonly deed: 'asset.hand-over'; readonly asset: Asset; readonly owner: Person }
  | {
      readonly deed:
        'role.change' | 'unit.change' | 'channel.set' | 'rollout.set' | 'delivery.decide' | 'leaver.see'
    }
  | { readonly deed: 'programme.review' | 'programme.review-see' }

/** Who decides on requests, and whose office it is to read what others made. */
const deciding = ['steward', 'security', 'data_protection', 'board'] as const
const reading: readonly Role[] = [...deciding, 'auditor', 'it_operations', 'compliance']

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
        reading.some((role) => holds(person, role))
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
      return (
        fills(person, wish, { tier: wish.approval.tier, unit: wish.approval.unit }) &&
        !isAmong(person, barred(wish.approval))
      )
    case 'approval.vote-for':
      // Exactly what the absent person may do, and never on one's own work.
      return (
        standsFor(person, wish.absent, wish.now) &&
        !isAmong(person, barred(wish.approval)) &&
        can(wish.absent, {
          deed: 'approval.vote',
          approval: wish.approval,
          role: wish.role,
          lead: wish.lead ?? false,
        })
      )
    case 'condition.accept':
    case 'sample.look':
    case 'answer.settle':
    case 'tier.set':
    case 'certification.suspend':
    case 'certification.lift':
    case 'certification.agree':
      return (
        holdsFor(person, 'steward', reachOf(wish.certification)) &&
        !isAmong(person, makers(wish.certification))
      )
    case 'certification.revoke':
      return (
        (['steward', 'board'] as const).some((role) => holdsFor(person, role, reachOf(wish.certification))) &&
        !isAmong(person, makers(wish.certification))
      )
    case 'certification.retire':
    case 'certification.confirm':
    case 'stop.told':
      return isSelf(person, wish.certification.owner)
    case 'tier.second':
      return (
        (['steward', 'security', 'data_protection'] as const).some((role) =>
          holdsFor(person, role, reachOf(wish.certification)),
        ) && !isAmong(person, makers(wish.certification))
      )
    case 'asset.see':
      return true
    case 'asset.change':
      return isAmong(person, [wish.asset.owner, wish.asset.developer])
    case 'asset.hand-over':
      return (
        isSelf(person, wish.asset.owner) ||
        ((hasLeft(wish.owner) || wish.asset.sought !== null) && can(person, { deed: 'leaver.see' }))
      )
    case 'role.change':
    case 'unit.change':
    case 'channel.set':
    case 'rollout.set':
    case 'delivery.decide':
      return holds(person, 'admin')
    case 'campaign.ask':
      return wish.reach ? holdsFor(person, 'steward', wish.reach) : holds(person, 'steward')
    case 'campaign.end':
      return holds(person, 'steward') && (person.lead || isSelf(person, wish.campaign.by))
    case 'leaver.see':
      return holds(person, 'steward') || holds(person, 'admin')
    case 'programme.review':
      return holds(person, 'steward')
    case 'programme.review-see':
      return (['steward', 'admin', 'board', 'auditor'] as const).some((role) => holds(person, role))
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
      return holdsFor(person, step.by, reachOf(certification)) && !isAmong(person, makers(certification))
  }
}
