import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const waitingStepCard = card('waiting-step', {
  line: (view) =>
    `${view.certification} ${view.name}: ${view.title} ${view.stepState === 'passed' ? 'is passed' : `waits for ${view.who}`}.`,
  fields: (view) => ({
    subject: subject(view),
    title: view.title,
    sentence:
      view.stepState === 'passed'
        ? `Passed by ${view.who}. Nothing left to do.`
        : `This waits for ${view.who}. You hear as soon as it is done.`,
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
