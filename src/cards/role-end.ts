import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'

export const roleEndCard = card('role-end', {
  line: (view, reader) => `${headline(view, reader)} ${next(view)}`,
  fields: (view, reader) => ({ headline: headline(view, reader), next: next(view) }),
})

type View = ViewOf<'role-end'>

const headline = (view: View, reader: Reader): string => {
  const whose = view.mine ? 'Your' : `${view.name}'s`
  if (!view.held) return `${whose} ${view.role} role has ended.`
  return view.until === null
    ? `${whose} ${view.role} role has no end.`
    : `${whose} ${view.role} role ends ${day(view.until, reader)}.`
}

const next = (view: View): string => {
  if (view.held && view.until === null) return 'Nothing left to do.'
  const words = `role grant ${view.name} ${view.role}`
  return view.mine
    ? 'What you did with it stays. An administrator can grant it again.'
    : `To renew it, type: ${words}. If it is not needed any more, there is nothing to do.`
}
