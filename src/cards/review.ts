import { open } from '../actions/open.ts'
import { confirmNoChange } from '../actions/reviews/confirm-no-change.ts'
import { change } from '../actions/reviews/change.ts'
import { recertify } from '../actions/standing/recertify.ts'
import { certificateDay, deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, footer, list, subject, tierWords } from './words.ts'

export const reviewCard = card('review', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: ${headline(view, reader)} Type review ${view.certification}.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    tone: view.stage === 'waiting' ? 'emphasis' : 'warning',
    sentence: sentence(view, reader),
    hasReason: view.reason !== '',
    reason: view.reason,
    hasLapsed: view.lapsed.length > 0 && view.stage !== 'waiting',
    lapsed: lapsedLine(view),
    hasAsked: view.asked !== null,
    asked: askedLine(view, reader),
    asks: view.stage !== 'waiting',
    changes: view.stage === 'waiting' ? [] : view.changes.map((text) => ({ text })),
    facts: [
      {
        name: 'Certified',
        value: `${certificateDay(view.certifiedAt)}${view.certifiedBy.length === 0 ? '' : ` by ${list(view.certifiedBy)}`}${view.version === '' ? '' : `, version ${view.version}`}`,
      },
      { name: 'Tier', value: `${capital(tierWords(view.tier))}${driversLine(view)}` },
    ],
    mayConfirm: view.mayConfirm,
    confirm: confirmNoChange.with({ certification: view.certification }),
    mayChange: view.mayChange,
    change: change.with({ certification: view.certification }),
    mayRenew: view.mayChange && !view.mayConfirm && view.stage !== 'waiting',
    renew: recertify.with({ certification: view.certification }),
    handOver: open.with({ what: 'new-owner', id: view.asset, part: '' }),
    mayRetire: view.mayRetire,
    retire: open.with({ what: 'stop', id: view.certification, part: 'retire' }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    footer: footer(view, view.mine ? 'you look after it' : view.built ? 'you built it' : ''),
  }),
})

type View = ViewOf<'review'>

const headline = (view: View, reader: Reader): string => {
  switch (view.stage) {
    case 'due':
      if (view.isEarly)
        return `Has anything changed since it was certified?${view.asked?.due == null ? '' : ` Please answer by ${deadline(view.asked.due, reader)}.`}`
      return `Its certificate runs out on ${certificateDay(view.validUntil)}. Has anything changed?`
    case 'waiting':
      return `${view.who} says that nothing has changed. A steward looks at it next.`
    case 'questioned':
      return `${view.who} asks to look again: has anything changed?`
  }
}

const sentence = (view: View, reader: Reader): string => {
  if (view.stage === 'waiting')
    return `${list(view.stewards, 'or') || 'A steward'} can agree${view.due === null ? '' : `, by ${deadline(view.due, reader)}`}. ${counts(view)}`
  if (!view.mine) return `That is for ${view.owner} to say. ${view.isEarly ? stays(view) : counts(view)}`
  if (view.isEarly) return stays(view)
  return view.tier === 'high'
    ? `At high risk its approvers decide every renewal. ${counts(view)}`
    : counts(view)
}

const counts = ({ inForceUntil }: View): string =>
  inForceUntil === null
    ? 'It does not count at the moment.'
    : `The certificate counts until ${certificateDay(inForceUntil)}; the next one runs from the day that this one ends.`

/** Outside of the window an answer renews nothing. */
const stays = ({ inForceUntil, validUntil }: View): string =>
  inForceUntil === null
    ? ''
    : `Where nothing has, the certificate stays as it is, valid until ${certificateDay(validUntil)}.`

const askedLine = ({ asked, isEarly }: View, reader: Reader): string => {
  if (asked === null) return ''
  const by = asked.due === null || isEarly ? '' : ` Please answer by ${deadline(asked.due, reader)}.`
  return `${asked.by} asks, for "${asked.name}": ${asked.why}${by}`
}

const driversLine = ({ drivers }: View): string =>
  drivers.length === 0 ? '' : `: ${drivers.map((one) => `${one.question} (${one.answer})`).join(', ')}`

const lapsedLine = ({ lapsed }: View): string =>
  `To be done again: ${lapsed.map(({ title, why }) => `${title} (${why})`).join('; ')}. Only that is asked.`
