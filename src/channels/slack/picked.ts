import { z } from 'zod'
import { pickedMark } from '../../ports/channel.ts'
import { accountOf } from './address.ts'

const picker = 'users_select'
const Picker = z.object({
  type: z.literal(picker),
  selected_user: z.string().regex(/^[A-Z0-9]{1,40}$/),
})
const isPicker = (element: unknown): boolean =>
  typeof element === 'object' && element !== null && 'type' in element && element.type === picker
const State = z.record(z.string(), z.record(z.string(), z.unknown()))

/** Whoever was picked in the inputs of `state.values`, once each. */
export const pickedIn = (state: unknown): readonly string[] => {
  const read = State.safeParse(state)
  const picked = new Set<string>()
  for (const elements of Object.values(read.success ? read.data : {})) {
    // Nearly all inputs are others, and a failed look at one costs more than all the rest.
    for (const element of Object.values(elements).filter(isPicker)) {
      const person = Picker.safeParse(element)
      if (person.success) picked.add(person.data.selected_user)
    }
  }
  return [...picked]
}

/** The values with whole accounts in place of what Slack calls a user; what somebody typed stays as it is. */
export const withAccounts = (
  values: Readonly<Record<string, string>>,
  picked: readonly string[],
  team: string,
): Readonly<Record<string, string>> => {
  const accounts = new Map(
    picked.map((user) => [`${pickedMark}${user}`, `${pickedMark}${accountOf(team, user)}`]),
  )
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, accounts.get(value) ?? value]))
}
