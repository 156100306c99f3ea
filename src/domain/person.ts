import { z } from 'zod'
import type { Approval } from './approval.ts'
import type { Asset } from './asset.ts'
import type { Certification } from './certification.ts'
import { makers } from './certification.ts'
import type { Role } from './programme.ts'
import { roles } from './programme.ts'
import type { Step } from './step.ts'
import { Text } from './text.ts'

/** A human with one or more chat accounts. Every rule of the programme applies to persons, never to accounts. */
export const Person = z.object({
  id: z.string(),
  rev: z.number(),
  name: Text,
  roles: z.array(z.enum(roles)),
  /** A steward lead: the steward who is asked when another cannot be. */
  lead: z.boolean(),
  /** IANA name of the time zone. */
  zone: z.string(),
  quietFrom: z.string(),
  quietTo: z.string(),
  locale: z.string(),
  /** Set once the person has spoken to the bot; they are welcomed once. */
  metAt: z.string().nullable(),
  /** Micro-certifications held; `until` is when each runs out. */
  passes: z.array(z.object({ skill: z.string(), at: z.string(), until: z.string(), score: z.number() })),
  acknowledged: z.array(z.object({ version: z.number(), hash: z.string(), at: z.string() })),
  /** How many assets the person has registered: the first is always sampled. */
  registered: z.number(),
})
export type Person = Readonly<z.infer<typeof Person>>

export const holds = (person: Person, role: Role): boolean => person.roles.includes(role)

/** What somebody may want to do, and to what. */
export type Deed =
  | {
      readonly deed:
        'certification.see' | 'certification.edit' | 'certification.submit' | 'certification.withdraw'
      readonly certification: Certification
    }
  | { readonly deed: 'step.confirm'; readonly certification: Certification; readonly step: Step }
  | { readonly deed: 'approval.vote'; readonly approval: Approval; readonly role: Role }
  | { readonly deed: 'condition.accept'; readonly certification: Certification }
  | { readonly deed: 'asset.see'; readonly asset: Asset }
  | { readonly deed: 'role.change' | 'channel.set' }

/** The only place that grants anything. What is not granted here is not allowed. */
export const can = (person: Person, wish: Deed): boolean => {
  switch (wish.deed) {
    case 'certification.see':
      return (
        makers(wish.certification).includes(person.id) ||
        wish.certification.steps.some((step) => step.asked === person.id || step.passedBy === person.id) ||
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
    case 'certification.edit':
    case 'certification.submit':
    case 'certification.withdraw':
      return makers(wish.certification).includes(person.id)
    case 'step.confirm':
      return mayConfirm(person, wish.certification, wish.step)
    case 'approval.vote':
      return holds(person, wish.role) && !wish.approval.makers.includes(person.id)
    case 'condition.accept':
      return holds(person, 'steward') && !makers(wish.certification).includes(person.id)
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
      return person.id === certification.owner
    case 'peer':
    case 'manager':
    case 'deputy':
      return step.asked === person.id && !makers(certification).includes(person.id)
    default:
      return holds(person, step.by) && !makers(certification).includes(person.id)
  }
}
