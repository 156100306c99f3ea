import { open } from '../actions/open.ts'
import { notRight } from '../actions/steps/not-right.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const notRightCard = card('not-right', {
  line: (view) => `${view.certification} ${view.name}: say what is not right about ${view.title}.`,
  fields: (view) => ({
    subject: subject(view),
    title: view.title,
    intro: `${view.developer} gets your words and asks again when it is mended.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: notRight.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'confirm', id: view.certification, part: view.step }),
    footer: footer(view),
  }),
})
