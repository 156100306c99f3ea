import { open } from '../actions/open.ts'
import { agreeToTier, declineTier } from '../actions/tier/second.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { footer, subject, tierWords } from './words.ts'

export const tierChangeCard = card('tier-change', {
  line: (view) => `${view.certification} ${view.name}: ${headline(view)}`,
  fields: (view) => ({
    subject: subject(view),
    headline: headline(view),
    hasReason: view.reason !== '',
    reason: view.reason,
    next: nextLine(view),
    may: view.may,
    agree: agreeToTier.with({ certification: view.certification, change: view.change }),
    decline: declineTier.with({ certification: view.certification, change: view.change }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view, view.may ? 'a lower tier takes a second person' : ''),
  }),
})

type View = ViewOf<'tier-change'>

const headline = (view: View): string => {
  const from = view.before === null ? '' : ` from ${view.before}`
  const to = view.tier === null ? 'another tier' : tierWords(view.tier)
  switch (view.stage) {
    case 'asked':
      return `${view.who} asks to lower the tier${from} to ${to}.`
    case 'set':
      return view.second === ''
        ? `${view.who} raised the tier${from} to ${to}.`
        : `${view.who} lowered the tier${from} to ${to}, and ${view.second} agreed.`
    case 'over':
      return `That is decided by now: it is ${to}.`
  }
}

const nextLine = (view: View): string => {
  switch (view.stage) {
    case 'asked':
      return view.may
        ? 'It counts once you agree. Until then nothing changes.'
        : 'It counts once a second person agrees: a steward, security or data protection. Until then nothing changes.'
    case 'set':
      return view.next === '' ? 'Nothing left to do.' : view.next
    case 'over':
      return 'Nothing left to do.'
  }
}
