import { open } from '../actions/open.ts'
import { settle } from '../actions/settling/settle.ts'
import { deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { plain } from './plain.ts'
import { capital, footer, subject, tierWords } from './words.ts'

export const settleCard = card('settle', {
  line: (view, reader) => `${view.certification} ${view.name}: ${headline(view, reader)}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    may: view.may,
    isSettled: view.stage === 'settled',
    question: view.ask,
    help: view.help,
    hasHelp: view.may && view.help !== '',
    purpose: view.purpose,
    facts: [
      { name: 'What it is', value: `${view.assetKind} on ${view.platform}, built by ${view.developer}` },
      {
        name: 'Tier',
        value: `${capital(tierWords(view.tier))}${view.stage === 'asked' ? ' until this is settled' : ''}`,
      },
    ],
    hasReason: view.reason !== '',
    reason: view.reason,
    next: nextLine(view),
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: settle.with({ certification: view.certification, question: view.id }),
    ask: open.with({ what: 'ask-owner', id: view.asset, part: '' }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    mayOpen: !view.may,
    footer: footer(view, view.may ? 'you hold the steward role' : ''),
  }),
})

type View = ViewOf<'settle'>

const headline = (view: View, reader: Reader): string => {
  switch (view.stage) {
    case 'asked':
      return view.may
        ? `${view.developer} does not know the answer on ${view.questionName}. Please settle it${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}.`
        : `A steward settles the answer on ${view.questionName}${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}.`
    case 'settled':
      return `${view.who} settled the answer on ${view.questionName}: ${plain(view.answer, 80)}.`
    case 'over':
      return `${view.developer} knows the answer on ${view.questionName} by now: ${plain(view.answer, 80)}.`
  }
}

const nextLine = (view: View): string => {
  switch (view.stage) {
    case 'asked':
      return view.may
        ? `The tier is worked out anew with your answer, and ${view.developer} is told. They can go on meanwhile.`
        : 'You can go on meanwhile. The tier is worked out anew then.'
    case 'settled':
      return `It is ${tierWords(view.tier)} now. ${view.next === '' ? 'Nothing left to do.' : view.next}`
    case 'over':
      return 'Nothing left to do.'
  }
}
