import { card } from './card.ts'
import { ways } from './fields.ts'

export const refusalCard = card('refusal', {
  line: (view) => view.sentence,
  fields: (view) => ({ sentence: view.sentence, ways: ways(view.ways) }),
})
