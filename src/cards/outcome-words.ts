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

/** What its users need to hear while it does not count. */
export const whatToTell = ({ outcome, waiver, changed }: Told): string =>
  outcome === 'revoked'
    ? 'what to use instead'
    : waiver
      ? 'to stop for now, and what to use instead'
      : changed
        ? 'to stop for now'
        : 'what to do until it is back'

/** Asked of those who made it while nobody has told them; the owner reads it where it can be confirmed. */
const toTell = (view: Told): string =>
  view.mine && !view.awaitsWord && view.told === '' ? ` Tell the people who use it ${whatToTell(view)}.` : ''

export const sentences: Readonly<Record<Told['outcome'], (view: Told, reader: Reader) => string>> = {
  changes_requested: (view, reader) => `Asked ${moment(view.at, reader)}. Their words:`,
  rejected: (view, reader) => `Decided ${moment(view.at, reader)}. Their words:`,
  withdrawn: (view, reader) => `Put away ${moment(view.at, reader)}. What was given stays in the record.`,
  suspended: (view, reader) =>
    view.waiver
      ? `The waiver for the answer on ${view.waiver.question} has ended, and its days of grace too.${toTell(view)}`
      : view.changed
        ? `Something has changed that raised its risk tier, and it was not certified anew in time.${toTell(view)}`
        : view.reason === ''
          ? `A condition was not met by its day${view.missed === '' ? '' : `: ${view.missed}`}.${toTell(view)}`
          : `${view.who} stopped it on ${moment(view.at, reader)}.${toTell(view)} Their words:`,
  expired: () =>
    'Its validity and the days of grace have passed. Ask people not to rely on it until it is certified again.',
  revoked: (view, reader) =>
    view.reason === ''
      ? `It ended on ${moment(view.at, reader)}.${toTell(view)}`
      : `${view.who} ended it on ${moment(view.at, reader)}.${toTell(view)} Their words:`,
  retired: (view, reader) =>
    view.reason === ''
      ? 'It is out of use.'
      : `${view.who} took it out of use on ${moment(view.at, reader)}. What becomes of its data:`,
  request_expired: () => 'That is not a rejection. Nothing is lost: every step is still passed.',
}

/** What the reader does next, or that others have been told. */
export const next = (view: Told, reader: Reader): string => {
  if (view.mayLift)
    return view.missed === ''
      ? 'You can let it go on once what stopped it is put right.'
      : 'Once its developer has said how the condition was met, you can let it go on.'
  if (view.othersLift)
    return 'You stopped it, and at high risk another steward lets it go on, once what stopped it is put right.'
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
