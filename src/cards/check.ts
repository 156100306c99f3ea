import { open } from '../actions/open.ts'
import { change } from '../actions/reviews/change.ts'
import { confirmCheck } from '../actions/reviews/confirm-check.ts'
import { deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { footer, subject } from './words.ts'

export const checkCard = card('check', {
  line: (view, reader) => `${view.certification} ${view.name}: ${headline(view, reader)}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    next: nextLine(view),
    facts: [
      {
        name: 'Owner',
        value: `${view.owner}${view.deputy === '' ? ', no deputy' : `, with ${view.deputy} as deputy`}`,
      },
      { name: 'Access', value: plain(view.access, 120) },
      { name: 'Where users get help', value: plain(view.contact, 120) || 'nothing written' },
      ...(view.runbook === '' ? [] : [{ name: 'Runbook', value: plain(view.runbook, 160) }]),
    ],
    may: view.may,
    confirm: confirmCheck.with({ certification: view.certification }),
    mayChange: view.mayChange && view.stage === 'open',
    change: change.with({ certification: view.certification }),
    isMore: view.stage === 'more' && view.mine,
    review: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view, view.may ? 'you own it' : ''),
  }),
})

type View = ViewOf<'check'>

const headline = (view: View, reader: Reader): string => {
  switch (view.stage) {
    case 'open':
      return `Are owner, runbook and access still right?${view.due === null ? '' : ` Please say so by ${deadline(view.due, reader)}.`}`
    case 'more':
      return 'The whole of it is reviewed now, and this with it.'
    case 'done':
      return 'Owner, runbook and access are looked at. Nothing left to do.'
  }
}

const nextLine = (view: View): string => {
  if (view.stage === 'done') return 'You are asked again when the time has come.'
  if (view.stage === 'more') return 'Answer the review; nothing else is asked.'
  return view.may
    ? 'Look at who can open it and at what the runbook says. One press is enough where all of it is right.'
    : `That is for ${view.owner} to say.`
}
