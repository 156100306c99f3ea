import { tiers } from '../domain/programme.ts'
import { notOneOf } from './fault.ts'
import type { Parts } from './parts.ts'
import { idsAt } from './parts.ts'
import type { Reader } from './reader.ts'

/** What no policy can waive. */
const neverWaived = ['four_eyes', 'journal', 'owner'] as const

/** Notes waivers that one person could grant alone, that nobody could decide, or that would waive what never is. */
export const checkWaivers = (reader: Reader, { top, questions, isWhole }: Parts): void => {
  const { waivers } = top
  if (!waivers) return
  for (const fixed of neverWaived)
    if (!waivers.never.includes(fixed))
      reader.mistake(['waivers', 'never'], `"${fixed}" can never be waived; add it to this list`)
  const known = [...neverWaived, ...idsAt(reader.data, ['questions'])]
  for (const [index, id] of waivers.never.entries()) {
    const at = ['waivers', 'never', index]
    const question = questions.find(({ part }) => part.id === id)
    const blocks = question?.part.options.some(({ flags }) => flags.some(({ flag }) => flag === 'B'))
    if (waivers.never.indexOf(id) < index) reader.mistake(at, `"${id}" stands here twice; keep one`)
    else if (!known.includes(id) && isWhole(['questions'])) reader.mistake(at, notOneOf(id, known))
    else if (question && !blocks)
      reader.mistake(at, `no answer to "${id}" blocks, so there is nothing to waive; take it out`)
  }
  for (const [index, days] of waivers.remind_days.entries())
    if (waivers.remind_days.indexOf(days) < index)
      reader.mistake(['waivers', 'remind_days', index], `${days} days stand here twice; keep one`)
  for (const tier of tiers) {
    const { approvers } = waivers[tier]
    const at = ['waivers', tier, 'approvers']
    if (approvers.every((one) => one === 'owner'))
      reader.mistake(at, 'the owner alone would decide on their own work; add a role, such as steward')
    for (const [index, one] of approvers.entries())
      if (approvers.indexOf(one) < index)
        reader.mistake([...at, index], `"${one}" stands here twice; keep one`)
  }
}
