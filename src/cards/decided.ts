import { undo } from '../actions/approval/undo.ts'
import { open } from '../actions/open.ts'
import { day, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { capital, footer, list, platformWords, span, subject } from './words.ts'

export const decidedCard = card('decided', {
  line: (view) =>
    `${view.certification} ${view.name}: ${headline(view)}${view.reason === '' ? '' : ` ${view.reason}`}${view.mayUndo ? ` Type undo ${view.certification} within ${span(view.undoSeconds)} to take it back.` : ''}`,
  fields: (view, reader) => ({
    subject: subject(view),
    isDecided: !['withdrawn', 'expired', 'superseded'].includes(view.verdict),
    headline: headline(view),
    when: `${capital(moment(view.at, reader))}. ${view.mayUndo ? `You can undo this for ${span(view.undoSeconds)}.` : view.replacedBy === '' ? 'Nothing left to do.' : 'It was asked anew.'}`,
    tone:
      view.verdict === 'approved' || view.verdict === 'approved_on_conditions'
        ? 'good'
        : view.verdict === 'rejected'
          ? 'attention'
          : 'emphasis',
    hasReason: view.reason !== '',
    reason: view.reason,
    hasChanged: view.changed.length > 0,
    changed: some(view.changed),
    isReplaced: view.replacedBy !== '',
    notReplaced: view.replacedBy === '',
    replacement: open.with({ what: 'request', id: view.replacedBy, part: '' }),
    hasConditions: view.conditions.length > 0,
    conditions: view.conditions.map((one) => ({ text: `${one.words}, by ${day(one.due, reader)}` })),
    mayUndo: view.mayUndo,
    undo: undo.with({ approval: view.approval, rev: view.rev }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

/** At most so many parts are read at a glance. */
const mostParts = 6
const some = (parts: readonly string[]) =>
  [
    ...parts.slice(0, mostParts).map(capital),
    ...(parts.length > mostParts ? [`And ${parts.length - mostParts} more`] : []),
  ].map((text) => ({ text }))

/** Why nobody decides on it any more: it comes back changed, has come back, or the thing itself stopped. */
const superseded = (view: ViewOf<'decided'>): string => {
  if (view.replacedBy !== '')
    return view.changed.length > 0
      ? 'Superseded: see what changed.'
      : 'Superseded: a newer version of this request is open.'
  return ['suspended', 'revoked', 'retired', 'expired', 'withdrawn'].includes(view.state)
    ? `Nobody is asked any more: it is ${view.state}.`
    : 'Superseded: something about it is being changed. You are asked again once it is submitted.'
}

const headline = (view: ViewOf<'decided'>): string => {
  const who = view.who.length === 0 ? 'Somebody' : list(view.who)
  const where = view.where === '' ? '' : ` in ${platformWords(view.where)}`
  switch (view.verdict) {
    case 'approved':
      return `${who} approved it${where}.`
    case 'approved_on_conditions':
      return `${who} approved it on conditions${where}.`
    case 'rejected':
      return `${who} rejected it${where}.`
    case 'changes_requested':
      return `${who} asked for changes${where}.`
    case 'withdrawn':
      return 'The developer withdrew the request.'
    case 'expired':
      return 'The request ran out before it was decided.'
    case 'superseded':
      return superseded(view)
  }
}
