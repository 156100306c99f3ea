import { answerQuestions } from '../actions/risk/answer-questions.ts'
import { back } from '../actions/risk/back.ts'
import { saveQuestions } from '../actions/risk/save-questions.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { subject } from './words.ts'

export const questionsCard = card('questions', {
  line: (view) =>
    `${view.certification} ${view.name}: risk questions, step ${view.page + 1} of ${view.pages}. Type continue to answer them.`,
  fields: (view) => ({
    subject: subject(view),
    progress: `Step ${view.page + 1} of ${view.pages}: ${view.title}`,
    hint: view.again
      ? 'You may change any answer. Reviewers see what changed.'
      : 'Answer as things are. "I don\'t know" is a fine answer; a steward helps to settle it.',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    canBack: view.page > 0,
    go: answerQuestions.with({ certification: view.certification, page: view.page }),
    back: back.with({ certification: view.certification, page: view.page }),
    save: saveQuestions.with({ certification: view.certification, page: view.page }),
  }),
})
