import { offerPack } from '../actions/evidence-pack/offer-pack.ts'
import { open } from '../actions/open.ts'
import { start } from '../actions/registration/start.ts'
import { submit } from '../actions/submission/submit.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { date, footer, list, moment, subject } from './words.ts'

export const outcomeCard = card('outcome', {
  line: (view) =>
    `${view.certification} ${view.name}: ${headlines[view.outcome](view)}${view.reason === '' ? '' : ` ${view.reason}`}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headlines[view.outcome](view),
    sentence: sentences[view.outcome](view, reader),
    tone:
      view.outcome === 'review_due' ||
      view.outcome === 'changes_requested' ||
      view.outcome === 'request_expired'
        ? 'warning'
        : view.outcome === 'withdrawn' || view.outcome === 'retired'
          ? 'emphasis'
          : 'attention',
    hasReason: view.reason !== '',
    reason: view.reason,
    next: view.waiver?.mayAsk
      ? `The way back: ask for a waiver anew; once it is granted, the certificate counts again. Or talk to ${steward(view)}.`
      : view.mine
        ? next(view, reader)
        : 'Its developer and its owner have been told.',
    canFix: view.mine && view.outcome === 'changes_requested',
    fix: open.with({ what: 'steps', id: view.certification, part: '' }),
    canSubmit: view.mine && view.outcome === 'request_expired',
    submit: submit.with({ certification: view.certification }),
    canAppeal: view.mine && view.appealUntil !== null,
    appeal: open.with({ what: 'appeal', id: view.certification, part: '' }),
    canStart: view.mine && (view.outcome === 'rejected' || view.outcome === 'withdrawn'),
    startOver: start.with({}),
    mayAsk: view.waiver?.mayAsk ?? false,
    ask: open.with({ what: 'ask-waiver', id: view.certification, part: '' }),
    hasWaiver: view.waiver !== null && !view.waiver.mayAsk,
    waiver: open.with({ what: 'waiver', id: view.certification, part: view.waiver?.id ?? '' }),
    hasConditions: view.hasConditions,
    conditions: open.with({ what: 'conditions', id: view.certification, part: '' }),
    canRegister: view.mine && view.outcome === 'expired',
    hasCertificate: view.outcome === 'review_due',
    certificate: open.with({ what: 'certificate', id: view.certification, part: '' }),
    mayProve: view.mayProve,
    prove: offerPack.with({ certification: view.certification }),
    footer: footer(view),
  }),
})

const next = (view: Told, reader: Reader): string =>
  view.appealUntil === null
    ? nextWords[view.outcome](steward(view))
    : `${nextWords[view.outcome](steward(view))} Until ${date(view.appealUntil, reader)} you can appeal: somebody else decides then.`

type Told = ViewOf<'outcome'>

const headlines: Readonly<Record<Told['outcome'], (view: Told) => string>> = {
  changes_requested: (view) => `${view.who} asks for changes.`,
  rejected: (view) => `${view.who} rejected it.`,
  withdrawn: () => 'Withdrawn.',
  suspended: () => 'Suspended: please stop using it for now.',
  expired: () => 'The certificate has run out.',
  revoked: () => 'Revoked: it must not be used any more.',
  retired: () => 'Retired.',
  review_due: () => 'It is time for a review.',
  request_expired: () => 'The request ran out before anybody decided.',
}

const sentences: Readonly<Record<Told['outcome'], (view: Told, reader: Reader) => string>> = {
  changes_requested: (view, reader) => `Asked ${moment(view.at, reader)}. Their words:`,
  rejected: (view, reader) => `Decided ${moment(view.at, reader)}. Their words:`,
  withdrawn: (view, reader) => `Put away ${moment(view.at, reader)}. What was given stays in the record.`,
  suspended: (view) =>
    view.waiver
      ? `The waiver for the answer on ${view.waiver.question} has ended, and its days of grace too. Tell the people who use it to stop for now, and what to use instead.`
      : view.reason === ''
        ? 'A condition was not met by its day. Tell the people who use it what to do until it is back.'
        : `${view.who} looked at it afterwards and found something. Tell the people who use it what to do until it is back. Their words:`,
  expired: () =>
    'Its validity and the days of grace have passed. Ask people not to rely on it until it is certified again.',
  revoked: () => 'Tell the people who use it what to use instead.',
  retired: () => 'It is out of use.',
  review_due: (view, reader) =>
    view.validUntil === null
      ? 'The certificate still counts.'
      : `The certificate still counts, until ${date(view.validUntil, reader)}.`,
  request_expired: () => 'That is not a rejection. Nothing is lost: every step is still passed.',
}

/** Whom to talk to, by name where somebody holds the role. */
const steward = ({ stewards }: Told): string => (stewards.length === 0 ? 'a steward' : list(stewards, 'or'))

const nextWords: Readonly<Record<Told['outcome'], (steward: string) => string>> = {
  changes_requested: () =>
    'Make the changes at the steps, then submit again. The approvers see what is different.',
  rejected: () =>
    'Talk to whoever decided. If things change, register it again; what you typed here stays in the record.',
  withdrawn: () => 'You can register it again whenever you like.',
  suspended: (steward) => `Please talk to ${steward} about the way back.`,
  expired: (steward) => `Please talk to ${steward}, or register it again.`,
  revoked: (steward) => `Please talk to ${steward} if you think that this is wrong.`,
  retired: () => 'Nothing left to do.',
  review_due: (steward) => `Please check whether anything has changed, and tell ${steward} if it has.`,
  request_expired: () => 'One tap submits it again.',
}
