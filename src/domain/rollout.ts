import { z } from 'zod'
import type { Person } from './person.ts'

/** To whom the clock may write: to nobody, so that only what would be sent is recorded, or to everyone. */
const Rollout = z.object({ scope: z.enum(['observe', 'everyone']) })
export type Rollout = Readonly<z.infer<typeof Rollout>>

/** Reads the setting as it is kept; where none was made, everyone. */
export const readRollout = (value: unknown): Rollout =>
  value === undefined ? { scope: 'everyone' } : Rollout.parse(value)

/** Whether reminders and digests go to this person. Requests, answers and decisions always do. */
export const mayPush = ({ scope }: Rollout, _person: Person): boolean => scope === 'everyone'
