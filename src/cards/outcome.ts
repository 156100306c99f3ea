import { offerPack } from '../actions/evidence-pack/offer-pack.ts'
import { open } from '../actions/open.ts'
import { start } from '../actions/registration/start.ts'
import { confirmTold } from '../actions/standing/confirm-told.ts'
import { recertify } from '../actions/standing/recertify.ts'
import { submit } from '../actions/submission/submit.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { headlines, next, sentences, whatToTell } from './outcome-words.ts'
import { footer, subject } from './words.ts'

export const outcomeCard = card('outcome', {
  line: (view) =>
    `${view.certification} ${view.name}: ${headlines[view.outcome](view)}${view.reason === '' ? '' : ` ${view.reason}`}`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: headlines[view.outcome](view),
    sentence: sentences[view.outcome](view, reader),
    tone: toneOf(view.outcome),
    hasReason: view.reason !== '',
    reason: view.reason,
    hasUsers: usersLine(view) !== '',
    users: usersLine(view),
    next: next(view, reader),
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
    awaitsWordFirst: view.awaitsWord && !view.waiver?.mayAsk,
    awaitsWord: view.awaitsWord && (view.waiver?.mayAsk ?? false),
    told: confirmTold.with({ certification: view.certification }),
    canComeBackFirst: view.mayRecertify && !view.awaitsWord && !view.waiver?.mayAsk,
    canComeBack: view.mayRecertify && (view.awaitsWord || (view.waiver?.mayAsk ?? false)),
    recertify: recertify.with({ certification: view.certification }),
    mayLift: view.mayLift,
    lift: open.with({ what: 'stop', id: view.certification, part: 'lift' }),
    mayRevoke: view.mayRevoke,
    revoke: open.with({ what: 'stop', id: view.certification, part: 'revoke' }),
    mayRetire: view.mayRetire,
    retire: open.with({ what: 'stop', id: view.certification, part: 'retire' }),
    mayProve: view.mayProve,
    prove: offerPack.with({ certification: view.certification }),
    footer: footer(view),
  }),
})

const toneOf = (outcome: ViewOf<'outcome'>['outcome']): string => {
  switch (outcome) {
    case 'changes_requested':
    case 'request_expired':
      return 'warning'
    case 'withdrawn':
    case 'retired':
      return 'emphasis'
    case 'rejected':
    case 'suspended':
    case 'expired':
    case 'revoked':
      return 'attention'
  }
}

/** Whether the people who use it know, and where they get help. */
const usersLine = (view: ViewOf<'outcome'>): string => {
  const { outcome, told, awaitsWord, contact } = view
  if (outcome !== 'suspended' && outcome !== 'revoked') return ''
  const help = contact === '' ? '' : ` They get help here: ${contact}.`
  if (told !== '') return `${told} has told the people who use it.${help}`
  return awaitsWord
    ? `Please tell the people who use it ${whatToTell(view)}, and confirm that they know.${help}`
    : help.trim()
}
