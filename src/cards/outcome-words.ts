import { date, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { list } from './words.ts'

type Told = ViewOf<'outcome'>

export const headlines: Readonly<Record<Told['outcome'], (view: Told) => string>> = {
  changes_requested: (view) => `${view.who} asks for changes.`,
  rejected: (view) => `${view.who} rejected it.`,
  withdrawn: () => 'Withdrawn.',
  suspended: () => 'Suspended: please stop using it for now.',
  expired: () => 'The certificate has run out.',
  revoked: () => 'Revoked: it must not be used any more.',
  retired: () => 'Retired.',
  request_expired: () => 'The request ran out before anybody decided.',
}

export const sentences: Readonly<Record<Told['outcome'], (view: Told, reader: Reader) => string>> = {
  changes_requested: (view, reader) => `Asked ${moment(view.at, reader)}. Their words:`,
  rejected: (view, reader) => `Decided ${moment(view.at, reader)}. Their words:`,
  withdrawn: (view, reader) => `Put away ${moment(view.at, reader)}. What was given stays in the record.`,
  suspended: (view, reader) =>
    view.waiver
      ? `The waiver for the answer on ${view.waiver.question} has ended, and its days of grace too. Tell the people who use it to stop for now, and what to use instead.`
      : view.changed
        ? 'Something has changed that raised its risk tier, and it was not certified anew in time. Tell the people who use it to stop for now.'
        : view.reason === ''
          ? `A condition was not met by its day${view.missed === '' ? '' : `: ${view.missed}`}. Tell the people who use it what to do until it is back.`
          : `${view.who} stopped it ${moment(view.at, reader)}. Tell the people who use it what to do until it is back. Their words:`,
  expired: () =>
    'Its validity and the days of grace have passed. Ask people not to rely on it until it is certified again.',
  revoked: (view, reader) =>
    view.reason === ''
      ? 'Tell the people who use it what to use instead.'
      : `${view.who} ended it ${moment(view.at, reader)}. Tell the people who use it what to use instead. Their words:`,
  retired: (view, reader) =>
    view.reason === ''
      ? 'It is out of use.'
      : `${view.who} took it out of use ${moment(view.at, reader)}. What becomes of its data:`,
  request_expired: () => 'That is not a rejection. Nothing is lost: every step is still passed.',
}

/** What the reader does next, or that others have been told. */
export const next = (view: Told, reader: Reader): string => {
  if (view.mayLift)
    return view.missed === ''
      ? 'You can let it go on once what stopped it is put right. At high risk somebody other than whoever stopped it does that.'
      : 'Once its developer has said how the condition was met, you can let it go on.'
  if (view.waiver?.mayAsk)
    return `The way back: ask for a waiver anew; once it is granted, the certificate counts again. Or talk to ${steward(view)}.`
  if (!view.mine) return 'Its developer and its owner have been told.'
  const words = nextWords[view.outcome](view)
  return view.appealUntil === null
    ? words
    : `${words} Until ${date(view.appealUntil, reader)} you can appeal: somebody else decides then.`
}

/** Whom to talk to, by name where somebody holds the role. */
const steward = ({ stewards }: Told): string => (stewards.length === 0 ? 'a steward' : list(stewards, 'or'))

const nextWords: Readonly<Record<Told['outcome'], (view: Told) => string>> = {
  changes_requested: () =>
    'Make the changes at the steps, then submit again. The approvers see what is different.',
  rejected: () =>
    'Talk to whoever decided. If things change, register it again; what you typed here stays in the record.',
  withdrawn: () => 'You can register it again whenever you like.',
  suspended: (view) =>
    view.missed === ''
      ? `The way back: put it right and start again, and it is decided anew; or talk to ${steward(view)}, who can lift this.`
      : `The way back: say at the conditions how it was met, and ${steward(view)} can lift this; or start again, and it is decided anew.`,
  expired: () => 'The way back: start again. What you gave is kept, and only what has changed is asked.',
  revoked: (view) => `Please talk to ${steward(view)} if you think that this is wrong.`,
  retired: () => 'Nothing left to do.',
  request_expired: () => 'One tap submits it again.',
}
