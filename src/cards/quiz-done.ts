import { open } from '../actions/open.ts'
import { nextQuestion } from '../actions/steps/next-question.ts'
import { card } from './card.ts'
import { subject } from './words.ts'

export const quizDoneCard = card('quiz-done', {
  line: (view) => `${view.title}: ${view.right} of ${view.total} right, ${view.needed} are needed.`,
  fields: (view) => ({
    subject: subject(view),
    verdict: `${view.title}: ${view.right} of ${view.total} right`,
    verdictStyle: view.passed ? 'good' : 'warning',
    sentence: `${view.needed} are needed to pass. You can try again as often as you like; the questions come in another order.`,
    again: nextQuestion.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
  }),
})
