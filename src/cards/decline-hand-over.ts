import { declineHandOver } from '../actions/hand-over/answer.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const declineHandOverCard = card('decline-hand-over', {
  line: (view) => `${view.asset} ${view.name}: say why you do not take it over.`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    intro: 'Somebody else is asked then. Your words help to find the right one.',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: declineHandOver.with({ asset: view.asset, offer: view.offer }),
    back: open.with({ what: 'hand-over', id: view.asset, part: '' }),
  }),
})
