import { open } from '../actions/open.ts'
import { failSample } from '../actions/submission/fail-sample.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const sampleFoundCard = card('sample-found', {
  line: (view) => `${view.certification} ${view.name}: say what you found, and what happens now.`,
  fields: (view) => ({
    subject: subject(view),
    intro: `${view.developer} gets your words and the next step.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: failSample.with({ certification: view.certification }),
    back: open.with({ what: 'certificate', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
