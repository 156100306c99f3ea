import { card } from './card.ts'

export const movedCard = card('moved', {
  line: (view) => `${view.title}. ${view.sentence}`,
  fields: (view) => ({ heading: `${view.title}. `, sentence: view.sentence }),
})
