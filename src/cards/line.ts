import { card } from './card.ts'
import { ways } from './fields.ts'

export const lineCard = card('line', {
  line: (view) => `${view.title}. ${view.sentence}`,
  fields: (view) => ({
    heading: view.title,
    sentence: view.sentence,
    tone: view.tone,
    ways: ways(view.ways),
  }),
})
