import { z } from 'zod'
import { pickedMark } from '../../ports/channel.ts'
import type { Activity } from './activity.ts'
import { accountOf, isObjectId } from './identity.ts'

/**
 * What rides in a button, all under one key: Teams merges the card's inputs into the same object, and what a person typed must
 * never be read as what we wrote. `pickers` names the inputs that ask for a person.
 */
export const Ride = z.object({
  data: z.record(z.string(), z.unknown()),
  pickers: z.array(z.string()).optional(),
  refresh: z.literal(true).optional(),
})
export type Ride = z.infer<typeof Ride>
export const rideKey = 'assay'
/** No form of ours asks for more people; each one costs a call to find out who it is. */
const mostPicks = 5

const Pressed = z.object({
  action: z.object({
    verb: z.string().min(1).max(200),
    data: z.record(z.string(), z.unknown()).nullish(),
  }),
  trigger: z.string().nullish(),
})

export type Press = {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, string>>
  /** The object ids of whoever was picked, once each. */
  readonly picked: readonly string[]
  /** The platform asks for somebody's own view; nobody pressed anything, or only "Refresh card" in the message's menu. */
  readonly isRefresh: boolean
}

/** Reads the press of a button; undefined where it is none of ours. */
export const pressOf = (activity: Activity, tenant: string): Press | undefined => {
  const read = Pressed.safeParse(activity.value)
  if (!read.success) return undefined
  const { action, trigger } = read.data
  const { [rideKey]: carried, ...inputs } = action.data ?? {}
  const ride = Ride.safeParse(carried ?? { data: {} })
  if (!ride.success) return undefined
  const { data, pickers = [], refresh } = ride.data
  const values: Record<string, string> = {}
  const picked = new Set<string>()
  for (const [id, typed] of Object.entries(inputs)) {
    const value = textOf(typed)
    if (value === undefined) continue
    if (pickers.includes(id) && isObjectId(value) && picked.size < mostPicks) {
      picked.add(value.toLowerCase())
      values[id] = pickedMark + accountOf(tenant, value)
    } else values[id] = value
  }
  return {
    verb: action.verb,
    data,
    values,
    picked: [...picked],
    isRefresh: trigger === 'automatic' || refresh === true,
  }
}

/** An input's value; Teams sends a toggle or a number as what it is. */
const textOf = (typed: unknown): string | undefined => {
  if (typeof typed === 'string') return typed
  return typeof typed === 'number' || typeof typed === 'boolean' ? String(typed) : undefined
}
