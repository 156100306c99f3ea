import { askNewOwner } from '../actions/hand-over/new-owner.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const newOwnerCard = card('new-owner', {
  line: (view) =>
    `${view.asset} ${view.name}: who should own it? Type hand over ${view.asset} to and a name.`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: askNewOwner.with({ asset: view.asset }),
  }),
})
