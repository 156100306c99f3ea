import { endCampaign } from '../actions/campaign/campaign.ts'
import { open } from '../actions/open.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import { choiceFacts, progress, rolloutLine, shares, stateLine } from './campaign-words.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, list, plural } from './words.ts'

type View = ViewOf<'campaign'>

export const campaignCard = card('campaign', {
  line: (view, reader) => `${view.campaign} ${view.name}: ${progress(view.figures)} ${when(view, reader)}`,
  fields: (view, reader) => ({
    subject: `${view.campaign} · ${view.name}`,
    headline:
      view.state === 'opening' && view.figures.asked === 0
        ? 'The owners are being asked.'
        : progress(view.figures),
    when: when(view, reader),
    why: view.why,
    facts: [
      ...choiceFacts(view.chosen),
      ...(view.owners.length === 0 ? [] : [{ name: 'Not answered yet', value: shares(view) }]),
      ...(view.figures.untold === 0 ? [] : [{ name: 'Still to be told', value: untold(view, reader) }]),
      ...(asides(view) === '' ? [] : [{ name: 'Of all', value: asides(view) }]),
    ],
    hasRollout: view.rollout !== '' && view.figures.untold > 0,
    rollout: rolloutLine(view.rollout),
    mayEnd: view.mayEnd,
    close: open.with({ what: 'campaign-end', id: view.campaign, part: 'close' }),
    cancel: open.with({ what: 'campaign-end', id: view.campaign, part: 'cancel' }),
    isOpen: view.endedAt === null,
    again: open.with({ what: 'campaign', id: view.campaign, part: '' }),
    all: open.with({ what: 'campaigns', id: '', part: '' }),
    footer: `${view.campaign} · ${stateLine(view.state)} · started by ${view.by}, ${day(view.startedAt, reader)}`,
  }),
})

/** Nothing that was asked is open any more. */
const isAnswered = ({ figures }: View): boolean => figures.answered + figures.gone >= figures.asked

const when = (view: View, reader: Reader): string => {
  if (view.endedAt !== null) {
    const on = day(view.endedAt, reader)
    return view.endedBy === ''
      ? `It ended on ${on}.${isAnswered(view) ? '' : ' What is still open stays with its owners.'}`
      : `${view.endedBy} ${view.state === 'cancelled' ? 'cancelled' : 'closed'} it on ${on}.`
  }
  const days = `Each owner has ${plural(view.days, 'day')}`
  if (view.state === 'opening') return `Its reviews are being opened. ${days}.`
  return view.ends === null ? `${days}.` : `${days}; it ends on ${day(view.ends, reader)}.`
}

const asides = ({ figures }: View): string =>
  list([
    ...(figures.joined === 0
      ? []
      : [`${figures.joined} ${figures.joined === 1 ? 'was' : 'were'} being reviewed already`]),
    ...(figures.gone === 0
      ? []
      : [`${figures.gone} ${figures.gone === 1 ? 'needs' : 'need'} no answer any more`]),
  ])

const untold = ({ figures, perDay, last }: View, reader: Reader): string =>
  `${figures.untold}, at most ${perDay} each working day${last === null ? '' : `, the last on ${day(last, reader)}`}`

export const campaignEndCard = card('campaign-end', {
  line: (view) => `${view.campaign} ${view.name}: ${question(view)} ${effect(view)}`,
  fields: (view) => ({
    subject: `${view.campaign} · ${view.name}`,
    question: question(view),
    progress: progress(view.figures),
    effect: effect(view),
    mayClose: !view.isOver && view.how === 'close',
    mayCancel: !view.isOver && view.how === 'cancel',
    end: endCampaign.with({ campaign: view.campaign, how: view.how }),
    back: open.with({ what: 'campaign', id: view.campaign, part: '' }),
  }),
})

type End = ViewOf<'campaign-end'>

const question = ({ isOver, how }: End): string =>
  isOver ? 'It is over already.' : how === 'close' ? 'Close it now?' : 'Cancel it?'

const effect = ({ isOver, how, figures }: End): string => {
  if (isOver) return 'Nothing left to do.'
  const rest =
    figures.untold === 0
      ? ''
      : ` ${capital(plural(figures.untold, 'review'))} that nobody was told of yet ${figures.untold === 1 ? 'is' : 'are'} taken back.`
  return how === 'close'
    ? `What was asked stays open: owners can still answer, and it counts.${rest}`
    : `Nobody has to answer any more. Reviews that something else asks for go on.${rest}`
}
