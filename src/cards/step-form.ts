import { answerStep } from '../actions/steps/answer-step.ts'
import { saveStep } from '../actions/steps/save-step.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const stepFormCard = card('step-form', {
  line: (view) => `${view.certification} ${view.name}: ${view.title}. Type continue to fill it in.`,
  fields: (view) => ({
    subject: subject(view),
    title: view.title,
    help: view.help,
    hasExample: view.example !== '',
    example: `For example: ${view.example}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: answerStep.with({ certification: view.certification, step: view.step }),
    save: saveStep.with({ certification: view.certification, step: view.step }),
    footer: footer(view),
  }),
})
