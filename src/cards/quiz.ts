import { open } from '../actions/open.ts'
import { answerQuiz } from '../actions/steps/answer-quiz.ts'
import { nextQuestion } from '../actions/steps/next-question.ts'
import { card } from './card.ts'
import { subject } from './words.ts'

export const quizCard = card('quiz', {
  line: (view) => `${view.title}, question ${view.number} of ${view.total}: ${view.ask}`,
  fields: (view) => ({
    subject: subject(view),
    progress: `${view.title}: question ${view.number} of ${view.total}`,
    hasBrief: view.brief.length > 0,
    brief: view.brief.map((text) => ({ text })),
    ask: view.ask,
    isOpen: view.answered === null,
    options: view.options.map((one) => ({ title: one.text, value: one.id })),
    hasSentence: view.sentence !== '',
    sentence: view.sentence,
    isShown: view.answered !== null,
    verdict:
      view.answered === null
        ? ''
        : view.answered.right
          ? `Right: ${view.answered.chosen}`
          : `Not quite: ${view.answered.chosen}`,
    because:
      view.answered === null
        ? ''
        : view.answered.right
          ? view.answered.because
          : `${view.answered.because} Better: ${view.answered.correct}`,
    verdictStyle: view.answered?.right ? 'good' : 'warning',
    hasNext: view.answered !== null && view.number < view.total,
    isLast: view.answered !== null && view.number >= view.total,
    answer: answerQuiz.with({ certification: view.certification, step: view.step, number: view.number }),
    next: nextQuestion.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
  }),
})
