import { day } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const draftReminderCard = card('draft-reminder', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: still on it? It has been waiting since ${day(view.since, reader)}.`,
  fields: (view, reader) => ({
    subject: subject(view),
    sentence: `Nothing has happened here since ${day(view.since, reader)}, and that is fine. If it stays quiet until ${day(view.lapses, reader)}, I put it away.`,
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    withdraw: open.with({ what: 'withdraw', id: view.certification, part: '' }),
    footer: footer(view, 'you began it'),
  }),
})
