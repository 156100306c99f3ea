import { rateWords } from '../actions/feedback/rate-words.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { subject } from './words.ts'

export const rateWordsCard = card('rate-words', {
  line: (view) => `${view.certification} ${view.name}: ${view.rating} of 5, thank you.`,
  fields: (view) => ({
    subject: subject(view),
    thanks: view.given
      ? `${view.rating} of 5, and your words are with the stewards.`
      : `${view.rating} of 5. If you like, add a few words.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: rateWords.with({ certification: view.certification }),
  }),
})
