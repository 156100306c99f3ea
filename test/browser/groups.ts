import { faces } from '../cards/samples.ts'

/** Cards shown in one conversation: a longer one takes longer for each. */
const atOnce = 40

/** Every card, in groups that fit into a conversation. */
export const groups = Array.from({ length: Math.ceil(faces.length / atOnce) }, (_, group) => ({
  first: group * atOnce,
  some: faces.slice(group * atOnce, (group + 1) * atOnce),
}))
