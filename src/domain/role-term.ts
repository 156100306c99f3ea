import { z } from 'zod'
import type { Tier } from './programme.ts'
import { roles, tiers } from './programme.ts'

/** For how long, up to which risk tier and for which unit a role is held; a role without a term is held without any bound. */
export const Term = z.object({
  role: z.enum(roles),
  until: z.string().nullable(),
  upTo: z.enum(tiers).nullable(),
  /** The part of the organisation whose assets it is for. */
  unit: z.string().nullable().default(null),
})
export type Term = Readonly<z.infer<typeof Term>>

/** A role that one administrator wants for somebody and a second one has to confirm. */
export const RoleRequest = Term.extend({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(['asked', 'granted', 'declined', 'lapsed']),
  closedBy: z.string().nullable(),
  /** Whether the steward would lead the stewards. */
  lead: z.boolean().default(false),
})
export type RoleRequest = Readonly<z.infer<typeof RoleRequest>>

/** What a role has to be held for: things of that tier and unit. Where one is not known, only who holds it for all counts. */
export type Reach = { readonly tier: Tier | null | undefined; readonly unit: string | null | undefined }

export const fitsTier = ({ upTo }: Term, tier: Reach['tier']): boolean =>
  upTo === null || (tier != null && tiers.indexOf(tier) <= tiers.indexOf(upTo))

export const fitsUnit = ({ unit: own }: Term, unit: Reach['unit']): boolean =>
  own === null || (unit != null && isSameUnit(own, unit))

/** Units are the same however they are written. */
export const isSameUnit = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
