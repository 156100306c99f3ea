import { z } from 'zod'
import { tidy } from './form.ts'
import type { Person } from './person.ts'

/** The setting under which it is kept. */
export const rolloutSetting = 'rollout'

/** To whom the clock may write: to nobody, so that what would be sent is only recorded, to the people of one unit, or to everyone. */
export const Rollout = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('observe') }),
  z.object({ scope: z.literal('unit'), unit: z.string().min(1) }),
  z.object({ scope: z.literal('everyone') }),
])
export type Rollout = Readonly<z.infer<typeof Rollout>>

/** Reads the setting as it is kept. An installation of a real platform has one from its first start; where there is none, everyone. */
export const readRollout = (value: unknown): Rollout =>
  value === undefined ? { scope: 'everyone' } : Rollout.parse(value)

/** Units are the same however they are written. */
const isSame = (one: string, other: string): boolean => tidy(one).toLowerCase() === tidy(other).toLowerCase()

/** Whether reminders and digests go to this person. Requests, answers and decisions always do. */
export const mayPush = (
  rollout: Rollout,
  person: Pick<Person, 'id'> & { readonly unit?: string | null },
): boolean => {
  switch (rollout.scope) {
    case 'observe':
      return false
    case 'unit':
      return person.unit != null && isSame(person.unit, rollout.unit)
    case 'everyone':
      return true
    default:
      rollout satisfies never
      return false
  }
}
