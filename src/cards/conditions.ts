import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { capital, day, footer, list, subject } from './words.ts'

export const conditionsCard = card('conditions', {
  line: (view, reader) =>
    `${view.certification} ${view.name} has conditions: ${list(view.conditions.map((one) => `${one.words} by ${day(one.due, reader)}`))}.`,
  fields: (view, reader) => ({
    subject: subject(view),
    intro:
      'The certificate counts while these are met in time. If a day passes without it, the certificate is suspended.',
    conditions: view.conditions.map((one) => ({
      name: one.words,
      state: `${capital(conditionWords[one.state])}, due ${day(one.due, reader)}`,
      title: one.state === 'open' && view.mine ? 'Say how' : 'Look',
      press: open.with({
        what: one.state === 'open' && view.mine ? 'condition' : 'accept-condition',
        id: view.certification,
        part: one.id,
      }),
    })),
    certificate: open.with({ what: 'certificate', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const conditionWords = {
  open: 'open',
  evidenced: 'waits for a steward',
  met: 'met',
  missed: 'missed',
} as const
