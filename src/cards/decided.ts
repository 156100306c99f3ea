import { undo } from '../actions/approval/undo.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { capital, day, footer, list, moment, platformWords, subject } from './words.ts'

export const decidedCard = card('decided', {
  line: (view) =>
    `${view.certification} ${view.name}: ${headline(view)}${view.reason === '' ? '' : ` ${view.reason}`}${view.mayUndo ? ` Type undo ${view.certification} within a minute to take it back.` : ''}`,
  fields: (view, reader) => ({
    subject: subject(view),
    isDecided: !['withdrawn', 'expired', 'superseded'].includes(view.verdict),
    headline: headline(view),
    when: `${capital(moment(view.at, reader))}. ${view.mayUndo ? 'You can undo this for a minute.' : 'Nothing left to do.'}`,
    tone:
      view.verdict === 'approved' || view.verdict === 'approved_on_conditions'
        ? 'good'
        : view.verdict === 'rejected'
          ? 'attention'
          : 'emphasis',
    hasReason: view.reason !== '',
    reason: view.reason,
    hasConditions: view.conditions.length > 0,
    conditions: view.conditions.map((one) => ({ text: `${one.words}, by ${day(one.due, reader)}` })),
    mayUndo: view.mayUndo,
    undo: undo.with({ approval: view.approval, rev: view.rev }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

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
      return 'A newer version of this request is open.'
  }
}
