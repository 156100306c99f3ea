import { deadline, isOver, moment } from '../domain/time-words.ts'
import type { NeedLine } from '../domain/talk-view.ts'
import type { Reader } from './card.ts'
import { capital, plural } from './words.ts'

/** How much needs somebody, and how much has only happened: "2 things need you, and 1 has happened"; `more` lies beyond what is shown. */
export const countNeeds = (needs: readonly NeedLine[], more = 0): string => {
  const news = needs.filter(({ isNews }) => isNews === true).length
  const rest = needs.length - news + more
  const asked = `${plural(rest, 'thing')} ${rest === 1 ? 'needs' : 'need'} you`
  if (news === 0) return capital(asked)
  const verb = news === 1 ? 'has happened' : 'have happened'
  return capital(rest === 0 ? `${plural(news, 'thing')} ${verb}` : `${asked}, and ${news} ${verb}`)
}

/**
 * What a line of the inbox needs, and until when: "Waits for your decision, by Friday 4 December, 10:02", once that has passed "..., overdue since"; of
 * what ends, the day on which it does.
 */
export const needWords = ({ what, due }: Pick<NeedLine, 'what' | 'due'>, reader: Reader): string => {
  if (due === null) return capital(what)
  if (isOver(due, reader)) return capital(`${what}, overdue since ${moment(due, reader)}`)
  return capital(
    what.endsWith(' ends') ? `${what} on ${deadline(due, reader)}` : `${what}, by ${deadline(due, reader)}`,
  )
}
