import { day } from '../domain/time-words.ts'
import { away } from '../actions/away/away.ts'
import { comeHome } from '../actions/away/back.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const awayCard = card('away', {
  line: (view, reader) =>
    view.days
      ? `${view.days.delegate} decides for you from ${day(view.days.first, reader)} to ${day(view.days.last, reader)}. Type back to end it.`
      : 'While you are away somebody can decide for you. Type away from a day to a day delegate and a name.',
  fields: (view, reader) => ({
    intro: view.days
      ? `${view.days.delegate} decides for you from ${day(view.days.first, reader)} to ${day(view.days.last, reader)}.`
      : 'Requests that come to you go to one other person as well, who can decide in your place.',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: away.with({}),
    isAway: view.days !== null,
    back: comeHome.with({}),
  }),
})
