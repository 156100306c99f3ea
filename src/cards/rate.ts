import { rate } from '../actions/feedback/rate.ts'
import { skipRating } from '../actions/feedback/skip-rating.ts'
import { card } from './card.ts'
import { subject } from './words.ts'

export const rateCard = card('rate', {
  line: (view) => `${view.certification} ${view.name}: how was that? One tap, from 1 (hard) to 5 (easy).`,
  fields: (view) => ({
    subject: subject(view),
    sentence:
      view.rating === null
        ? 'One tap, from 1 for hard to 5 for easy. It shows what to make easier.'
        : `You gave it ${view.rating} of 5. Another tap changes it.`,
    scale: words.map((word, index) => ({
      title: `${index + 1} ${word}`,
      word,
      press: rate.with({ certification: view.certification, rating: index + 1 }),
    })),
    open: view.rating === null,
    skip: skipRating.with({ certification: view.certification }),
  }),
})

const words = ['hard', 'slow', 'fair', 'good', 'easy'] as const
