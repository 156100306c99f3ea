import { acceptHandOver } from '../actions/hand-over/answer.ts'
import { keepIt } from '../actions/hand-over/seek.ts'
import { takeBackOffer } from '../actions/hand-over/take-back.ts'
import { open } from '../actions/open.ts'
import { certificateDay, deadline } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, plural, tierWords } from './words.ts'

type View = ViewOf<'hand-over'>

export const handOverCard = card('hand-over', {
  line: (view, reader) => `${view.asset} ${view.name}: ${headline(view)} ${next(view, reader)}`,
  fields: (view, reader) => ({
    subject: `${view.asset} · ${view.name}`,
    headline: headline(view),
    purpose: view.purpose,
    facts: [
      {
        name: 'State',
        value: view.tier === null ? capital(view.state) : `${capital(view.state)}, ${tierWords(view.tier)}`,
      },
      ...(view.validUntil === null ? [] : [{ name: 'Valid until', value: certificateDay(view.validUntil) }]),
      ...(view.conditions === 0
        ? []
        : [{ name: 'Still to be met', value: plural(view.conditions, 'condition') }]),
      ...(view.reason === '' ? [] : [{ name: `${view.to} wrote`, value: view.reason }]),
    ],
    next: next(view, reader),
    isAsked: isAsked(view),
    accept: acceptHandOver.with({ asset: view.asset, offer: view.offer }),
    decline: open.with({ what: 'decline-hand-over', id: view.asset, part: '' }),
    mayTakeBack: view.mayTakeBack,
    takeBack: takeBackOffer.with({ asset: view.asset, offer: view.offer }),
    mayAskAnother:
      view.mayAsk && view.stage !== 'accepted' && view.stage !== 'retired' && !isOpenMatter(view),
    mayName: view.mayAsk && isOpenMatter(view),
    ask: open.with({ what: 'new-owner', id: view.asset, part: '' }),
    mayKeep: view.mayKeep,
    keepIt: keepIt.with({ asset: view.asset }),
    isTaken: view.mine && view.stage === 'accepted' && view.certification !== null,
    openIt: open.with({ what: 'certification', id: view.certification ?? '', part: '' }),
    footer: `${view.asset}${view.certification === null ? '' : ` · ${view.certification}`}`,
  }),
})

/** Nobody has been asked to own it. */
const isOpenMatter = ({ stage }: View): boolean => stage === 'orphaned' || stage === 'sought'

const isAsked = (view: View): boolean => view.mine && view.stage === 'offered'

const headline = (view: View): string => {
  switch (view.stage) {
    case 'offered':
      return view.mine
        ? view.from === ''
          ? 'Nobody owns this yet. Will you?'
          : view.left
            ? `${view.from} left. Will you own this from now on?`
            : `${view.from} asks you to own this from now on.`
        : `It is offered to ${view.to}.`
    case 'accepted':
      return view.mine ? 'It is yours now.' : `${view.to} owns it now.`
    case 'declined':
      return `${view.to} does not take it over.`
    case 'lapsed':
      return `${view.to} did not answer in time.`
    case 'withdrawn':
      return `${view.from} keeps it. Nothing left to do.`
    case 'orphaned':
      return view.from === '' ? 'Nobody owns it yet.' : `${view.from} left, and it has no owner who is there.`
    case 'retired':
      return 'It is out of use now.'
    case 'sought':
      return view.mayKeep
        ? 'The stewards look for its owner.'
        : `${view.owner} says that it is somebody else's, and does not know whose.`
  }
}

const next = (view: View, reader: Reader): string => {
  const words = `hand over ${view.asset} to`
  switch (view.stage) {
    case 'offered': {
      const until = view.until === null ? '' : ` by ${deadline(view.until, reader)}`
      return view.mine
        ? `Everything comes with it: certificate, steps, dates. Please answer${until}.`
        : `${view.owner === '' ? 'Nobody owns it' : `It stays with ${view.owner}`} until then. The answer is due${until}.`
    }
    case 'accepted':
      return view.mine
        ? 'You get its reminders, and you never decide on it yourself.'
        : 'Reminders and questions go there from now on.'
    case 'declined':
    case 'lapsed':
      return `${view.owner === '' ? 'Nobody owns it yet' : `It stays with ${view.owner}`}. ${view.mayAsk ? 'You can ask somebody else.' : `To ask somebody else, type "${words}" and a name.`}`
    case 'withdrawn':
      return ''
    case 'retired':
      return 'Nobody looks for its owner any more. Nothing left to do.'
    case 'orphaned':
      return `Please find one: type "${words}" and a name. Whoever you name has to accept it.`
    case 'sought':
      return view.mayKeep
        ? 'It stays with you until somebody has accepted it. If you find out whose it is, name them.'
        : `It stays with ${view.owner} until somebody accepts it. Please find its owner: type "${words}" and a name.`
  }
}
