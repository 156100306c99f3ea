import { notMine } from '../actions/reminders/not-mine.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const notMineCard = card('not-mine', {
  line: (view) =>
    `${view.reference} ${view.name}: who should own it? Type hand over ${view.reference} to and a name.`,
  fields: (view) => ({
    subject: `${view.reference} · ${view.name}`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: notMine.with({ reminder: view.reminder }),
  }),
})
