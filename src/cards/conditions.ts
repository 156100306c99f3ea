import { day } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { capital, footer, list, subject } from './words.ts'

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
      title: ways[one.next].title,
      press: open.with({
        what: ways[one.next].what,
        id: view.certification,
        part: one.next === 'go-live' ? '' : one.id,
      }),
    })),
    certificate: open.with({ what: 'certificate', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const ways = {
  'say-how': { title: 'Say how', what: 'condition' },
  'go-live': { title: 'Set the go-live day', what: 'go-live' },
  look: { title: 'Look', what: 'accept-condition' },
} as const

const conditionWords = {
  open: 'open',
  evidenced: 'waits for a steward',
  met: 'met',
  missed: 'missed',
} as const
