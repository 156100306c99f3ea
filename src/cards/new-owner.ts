import { askNewOwner } from '../actions/hand-over/new-owner.ts'
import { seekOwner } from '../actions/hand-over/seek.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const newOwnerCard = card('new-owner', {
  line: (view) =>
    `${view.asset} ${view.name}: who should own it? Type hand over ${view.asset} to and a name${view.mayNotKnow ? `, or not mine ${view.asset} if you do not know` : ''}.`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    mayNotKnow: view.mayNotKnow,
    seek: seekOwner.with({ asset: view.asset }),
    go: askNewOwner.with({ asset: view.asset }),
  }),
})
