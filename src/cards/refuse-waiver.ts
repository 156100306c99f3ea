import { open } from '../actions/open.ts'
import { refuseWaiver } from '../actions/waiver/refuse-waiver.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const refuseWaiverCard = card('refuse-waiver', {
  line: (view) =>
    `${view.certification} ${view.name}: say why you refuse the waiver. Type waiver refuse ${view.certification} and your reason.`,
  fields: (view) => ({
    subject: subject(view),
    what: `${view.asker} asks to waive the answer on ${view.question}.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: refuseWaiver.with({ certification: view.certification, waiver: view.waiver, ask: view.ask }),
    back: open.with({ what: 'waiver', id: view.certification, part: view.waiver }),
    footer: footer(view),
  }),
})
