import { open } from '../actions/open.ts'
import { snooze } from '../actions/reminders/snooze.ts'
import { moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

type View = ViewOf<'snooze'>

export const snoozeCard = card('snooze', {
  line: (view, reader) =>
    `${subjectOf(view) || 'A reminder'}: when shall I remind you? ${limit(view, reader)}`,
  fields: (view, reader) => ({
    subject: subjectOf(view),
    intro: limit(view, reader),
    ...refusedLine(view.sentence),
    fields: inputs(
      view.fields.map((one) =>
        one.id === 'snooze'
          ? {
              ...one,
              options: [
                ...view.choices.map(({ snooze: id, at }) => ({ id, label: moment(at, reader) })),
                { id: 'day', label: 'On the day below' },
              ],
            }
          : one,
      ),
    ),
    go: snooze.with({ reminder: view.reminder }),
    back: open.with({ what: 'reminder', id: String(view.reminder), part: '' }),
  }),
})

const subjectOf = ({ reference, name }: View): string => [reference, name].filter(Boolean).join(' · ')

const limit = ({ due, latest }: View, reader: Reader): string => {
  if (due === null) return 'It is put off once, for you alone. Later reminders come as planned.'
  const last = latest === null ? '' : ` The latest is ${moment(latest, reader)}.`
  return `It is put off once, for you alone, and stays due ${moment(due, reader)}.${last}`
}
