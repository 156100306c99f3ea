import { home } from '../actions/conversation/home.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { list } from './words.ts'

export const standInCard = card('stand-in', {
  line: (view, reader) => headline(view, reader),
  fields: (view, reader) => ({
    headline: headline(view, reader),
    next: nextLine(view),
    home: home.with({}),
  }),
})

const headline = ({ name, days }: ViewOf<'stand-in'>, reader: Reader): string => {
  if (days === null) return `You do not decide for ${name} any more.`
  const span =
    days.first === days.last
      ? `on ${day(days.first, reader)}`
      : `from ${day(days.first, reader)} to ${day(days.last, reader)}`
  return `${name} asks you to decide in their place ${span}.`
}

const nextLine = ({ name, days, roles }: ViewOf<'stand-in'>): string =>
  days === null
    ? 'What you decided stands. Nothing left to do.'
    : `Requests that go to ${name}${roles.length === 0 ? '' : ` (${list(roles)})`} come to you as well, and your decision is shown as yours for ${name}. You never decide on your own work. If it does not suit you, please talk to ${name}.`
