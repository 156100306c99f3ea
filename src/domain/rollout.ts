import { z } from 'zod'
import type { Person } from './person.ts'
import { isSameUnit } from './role-term.ts'

/** The setting under which it is kept. */
export const rolloutSetting = 'rollout'
/** The matter of whom the clock may write to: one card of it is up for each administrator. */
export const rolloutMatter = 'rollout'

/** To whom the clock may write: to nobody, so that what would be sent is only recorded, to the people of one unit, or to everyone. */
export const Rollout = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('observe') }),
  z.object({ scope: z.literal('unit'), unit: z.string().min(1) }),
  z.object({ scope: z.literal('everyone') }),
])
export type Rollout = Readonly<z.infer<typeof Rollout>>

/** The setting as it is kept: also who chose it, null where nobody has yet, when, and whether the administrators were asked. */
const Kept = z.object({
  rollout: Rollout,
  by: z.string().nullable(),
  at: z.string(),
  asked: z.boolean(),
})
export type KeptRollout = Readonly<z.infer<typeof Kept>>

/** Reads the setting; null where there is none: an installation of a real platform has one from its first start. */
export const readKept = (value: unknown): KeptRollout | null =>
  value === undefined ? null : Kept.parse(value)

/** To whom the clock may write, from the setting as it is kept; without one, to everyone. */
export const readRollout = (value: unknown): Rollout => readKept(value)?.rollout ?? { scope: 'everyone' }

/** Whether reminders and digests go to this person. Requests, answers and decisions always do. */
export const mayPush = (rollout: Rollout, person: Pick<Person, 'unit'>): boolean => {
  switch (rollout.scope) {
    case 'observe':
      return false
    case 'unit':
      return person.unit !== null && isSameUnit(person.unit, rollout.unit)
    case 'everyone':
      return true
    default:
      rollout satisfies never
      return false
  }
}

/** As people say it: "nobody", "the people of Finance", "everyone". */
export const rolloutWords = (rollout: Rollout): string => {
  switch (rollout.scope) {
    case 'observe':
      return 'nobody'
    case 'unit':
      return `the people of ${rollout.unit}`
    case 'everyone':
      return 'everyone'
    default:
      rollout satisfies never
      return ''
  }
}
