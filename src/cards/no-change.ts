import { open } from '../actions/open.ts'
import { agreeNoChange, questionNoChange } from '../actions/reviews/second-no-change.ts'
import { certificateDay, deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, subject, tierWords } from './words.ts'

export const noChangeCard = card('no-change', {
  line: (view, reader) => `${view.certification} ${view.name}: ${headline(view, reader)}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    next: nextLine(view),
    hasReason: view.reason !== '',
    reason: view.reason,
    facts: [
      {
        name: 'Tier',
        value: `${capital(tierWords(view.tier))}${view.drivers.length === 0 ? '' : `: ${view.drivers.map((one) => `${one.question} (${one.answer})`).join(', ')}`}`,
      },
    ],
    asks: view.stage === 'asked',
    changes: view.stage === 'asked' ? view.changes.map((text) => ({ text })) : [],
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    may: view.may,
    agree: agreeNoChange.with({ certification: view.certification, word: view.word }),
    question: questionNoChange.with({ certification: view.certification, word: view.word }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view, view.may ? 'you hold the steward role' : ''),
  }),
})

type View = ViewOf<'no-change'>

const headline = (view: View, reader: Reader): string => {
  switch (view.stage) {
    case 'asked':
      return view.may
        ? `${view.owner} says that nothing has changed. Do you agree?${view.due === null ? '' : ` Please say so by ${deadline(view.due, reader)}.`}`
        : `${view.owner} says that nothing has changed. A steward looks at it.`
    case 'agreed':
      return `${view.who} agreed that nothing has changed.`
    case 'questioned':
      return `${view.who} asked ${view.owner} to look again.`
    case 'over':
      return 'That is decided by now.'
  }
}

const nextLine = (view: View): string => {
  switch (view.stage) {
    case 'asked':
      return `Its certificate runs out on ${certificateDay(view.validUntil)}. If you agree it is renewed as it stands, from that day on.`
    case 'agreed':
      return `It is certified until ${certificateDay(view.validUntil)}. Nothing left to do.`
    case 'questioned':
      return 'Its owner and its developer have been told. You are asked again if they still say so.'
    case 'over':
      return 'Nothing left to do.'
  }
}
