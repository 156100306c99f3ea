import { open } from '../actions/open.ts'
import { askOwner } from '../actions/registration/ask-owner.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const askOwnerCard = card('ask-owner', {
  line: (view) => `Ask ${view.owner} about ${view.asset} ${view.name}.`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    intro: `${view.owner} owns it and gets your question as a message, with your name.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: askOwner.with({ asset: view.asset }),
    back: open.with({ what: 'register', id: '', part: '' }),
  }),
})
