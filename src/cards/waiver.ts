import { open } from '../actions/open.ts'
import { grantWaiver } from '../actions/waiver/grant-waiver.ts'
import { undoWaiver } from '../actions/waiver/undo-waiver.ts'
import { day, deadline, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { capital, footer, list, platformWords, plural, seats, span, subject, tierWords } from './words.ts'

export const waiverCard = card('waiver', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: ${headline(view, reader)}${view.mayUndo ? ` Type waiver undo ${view.certification} within ${span(view.undoSeconds)} to take it back.` : ''}${view.may ? ` Type waiver grant ${view.certification}, or waiver refuse ${view.certification} and your reason.` : ''}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headline(view, reader),
    tone: view.decided ? tones[view.decided.verdict] : view.lost ? 'attention' : tones[view.stage],
    hasSaid: view.refusal !== null && (view.stage === 'refused' || view.stage === 'decided'),
    said: plain(view.refusal?.reason ?? '', 400),
    facts: [
      { name: 'The answer', value: `${capital(view.question)}: ${view.answer}` },
      { name: 'Tier', value: capital(tierWords(view.tier)) },
      ...(view.grantedBy.length === 0 ? [] : [{ name: 'Granted by', value: list(view.grantedBy) }]),
      { name: 'Asked by', value: view.asker },
      { name: 'Why', value: plain(view.reason, 400) },
      { name: 'Meanwhile', value: plain(view.controls, 400) },
    ],
    next: next(view, reader),
    may: view.may,
    grantTitle: view.asOwner ? 'Agree' : 'Grant',
    grant: grantWaiver.with({ certification: view.certification, waiver: view.waiver, ask: view.ask }),
    refuse: open.with({ what: 'refuse-waiver', id: view.certification, part: view.waiver }),
    mayUndo: view.mayUndo,
    undo: undoWaiver.with({
      certification: view.certification,
      waiver: view.waiver,
      ask: view.ask,
      decided: view.decided?.at ?? '',
    }),
    mayAsk: view.mayAsk && !view.may,
    askTitle: askTitles[view.stage],
    ask: open.with({ what: 'ask-waiver', id: view.certification, part: '' }),
    openIt: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view, view.whyYou),
  }),
})

type View = ViewOf<'waiver'>

const tones = {
  asked: 'default',
  decided: 'default',
  granted: 'good',
  refused: 'attention',
  lapsed: 'warning',
  ended: 'attention',
  closed: 'emphasis',
} as const

const askTitles = {
  asked: 'Change what is asked',
  decided: 'Change what is asked',
  granted: 'Ask for more time',
  refused: 'Ask again',
  lapsed: 'Ask again',
  ended: 'Ask for more time',
  closed: 'Ask for a waiver',
} as const

const headline = (view: View, reader: Reader): string => {
  const until = day(view.until, reader)
  switch (view.stage) {
    case 'asked': {
      const what = view.longer ? `to waive this for longer, until ${until}` : `to waive this until ${until}`
      const by = view.due === null ? '' : ` Please decide by ${deadline(view.due, reader)}.`
      if (!view.may) return `${view.asker} asks ${what}.`
      if (view.asOwner) return `${view.asker} asks you, as the owner, ${what}.${by}`
      return `${view.asker} asks you ${what}${view.standsFor === '' ? '' : `, for ${view.standsFor}`}.${by}`
    }
    case 'decided': {
      const where = view.decided ? ` in ${platformWords(view.decided.where)}` : ''
      const who = view.decided?.who ?? 'Somebody'
      return view.decided?.verdict === 'refused'
        ? `${who} refused it${where}.`
        : `${who} granted it${where}, until ${until}.`
    }
    case 'granted':
      return view.lost
        ? `This was waived for ${tierWords(view.tier)} only, so the answer blocks again.`
        : `Waived until ${until}.`
    case 'refused':
      return `${view.refusal?.who ?? 'Somebody'} refused it.${view.left > 0 && view.mine ? ' You can ask again once things have changed.' : ''}`
    case 'lapsed':
      return 'Nobody decided in time. That is no refusal: it can be asked for again.'
    case 'ended':
      return `The waiver ended on ${until}.`
    case 'closed':
      return 'This waiver is closed: the answer or the risk tier has changed since.'
  }
}

/** What comes next, and for whom. */
const next = (view: View, reader: Reader): string => {
  const name = view.certification
  switch (view.stage) {
    case 'asked': {
      const waits = [
        ...(view.waits.length === 0 ? [] : [seats(view.waits, 'the')]),
        ...(view.waitsForOwner === '' || view.asOwner ? [] : [`${view.waitsForOwner}, the owner`]),
      ].join('; and ')
      const said = view.said.length === 0 ? '' : ` ${list(view.said)} agreed already.`
      if (view.settling) return `Somebody decided on it a moment ago. You hear ${soon(view)} how.`
      const held = view.held === null ? '' : ` It holds until ${day(view.held, reader)} meanwhile.`
      if (!view.may)
        return `${waits === '' ? 'Nobody else is asked.' : `It waits for ${waits}.`}${said}${held} If nobody decides${view.due === null ? '' : ` by ${moment(view.due, reader)}`}, it can be asked for again.`
      const also = waits === '' ? '' : ` It also needs ${waits}.`
      return `If you say yes, this answer does not stop ${name} until then. Its tier stays, and it is decided on as ever.${also}${said}`
    }
    case 'decided':
      return decidedWords(view, reader)
    case 'granted':
      if (view.lost) return 'It can be asked for anew: others decide at this tier.'
      return `The answer does not stop ${name} meanwhile. ${afterwards(view, reader)}${more(view)}`
    case 'refused':
    case 'lapsed':
      return view.grantedBy.length > 0 && !view.lost
        ? `It holds until ${day(view.until, reader)}, as before.`
        : `The answer blocks ${name} for now. Another answer lifts that as well.`
    case 'ended':
      return view.suspends === null
        ? `The answer blocks ${name} again. Ask for more time, or change the answer.`
        : `The certificate still counts until ${day(view.suspends, reader)}. ${view.mine ? 'Ask for more time before that day; otherwise it is suspended.' : 'After that day it is suspended, unless more time is granted.'}`
    case 'closed':
      return 'Nothing left to do here.'
  }
}

/** When it was decided, and until when that can be taken back. */
const decidedWords = (view: View, reader: Reader): string => {
  const when = capital(moment(view.decided?.at ?? '', reader))
  return view.mayUndo
    ? `${when}. You can undo this for ${span(view.undoSeconds)}. ${view.asker} is told after that.`
    : `${when}. Nothing left to do. ${view.asker} is told ${soon(view)}.`
}

/** By when a decision is told that can still be taken back; a policy may leave no time for that. */
const soon = ({ undoSeconds }: View): string => (undoSeconds === 0 ? 'now' : `within ${span(undoSeconds)}`)

/** Only those who made it are told before it ends. */
const afterwards = ({ suspends, until, isLive, mine }: View, reader: Reader): string => {
  const told = mine ? 'I tell you before it ends' : 'Its owner is told before it ends'
  if (!isLive || suspends === null) return `${told}.`
  return suspends === until
    ? `${told}; the certificate is suspended then, unless more time is granted.`
    : `${told}. The certificate counts until ${day(suspends, reader)} then, and is suspended after that.`
}

const more = ({ left, mine }: View): string =>
  !mine
    ? ''
    : left === 0
      ? ' It cannot be made longer any more: please change the answer by then.'
      : ` It can be made longer ${left === 1 ? 'once' : left === 2 ? 'twice' : plural(left, 'time')}.`
