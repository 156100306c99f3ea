import { deadline } from '../domain/time-words.ts'
import { home } from '../actions/conversation/home.ts'
import { open } from '../actions/open.ts'
import { nudge } from '../actions/submission/nudge.ts'
import { card } from './card.ts'
import { aheadLines, soFarLine } from './ladder.ts'
import { capital, footer, list, renewalLine, stageFact, subject } from './words.ts'

export const submittedCard = card('submitted', {
  line: (view, reader) =>
    `${view.certification} ${view.name} is submitted. ${
      view.held
        ? 'It waits in review.'
        : `${list(
            view.seats.flatMap((one) => one.names),
            'or',
          )} can decide it${view.due === null ? '' : ` by ${deadline(view.due, reader)}`}.`
    }`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: view.held
      ? 'It waits in review, and nobody has been asked to decide it. Please withdraw it and register it again: what you gave stays in the record.'
      : view.isAppeal
        ? `Others than before decide on the appeal${view.due === null ? '' : `, by ${deadline(view.due, reader)}`}.`
        : `It is with its approvers${view.due === null ? '' : ` until ${deadline(view.due, reader)}`}.`,
    facts: [
      ...stageFact(view.stage),
      ...view.seats.map((one) => ({
        name: capital(one.role),
        value: one.filled
          ? 'has approved'
          : one.names.length === 0
            ? 'nobody holds this role yet; the administrators have been told'
            : `${list(one.names, 'or')} can decide`,
      })),
      { name: 'What they see', value: `version ${view.version}, content ${view.hash.slice(0, 8)}` },
    ],
    hasAhead: view.ladder !== null,
    ahead: aheadLines(view.ladder, reader, 'it comes back with nothing lost, and one tap submits it again'),
    hasSoFar: soFarLine(view.ladder, reader) !== '',
    soFar: soFarLine(view.ladder, reader),
    hasAway: view.ladder === null,
    away: view.held
      ? 'Nothing is lost meanwhile.'
      : 'If nobody decides in time it comes back to you with nothing lost, and one tap submits it again.',
    home: home.with({}),
    details: open.with({ what: 'why', id: view.certification, part: '' }),
    hasRenewal: view.renewal !== null,
    renewal: renewalLine(view.renewal, reader),
    canEdit: view.canEdit,
    edit: open.with({ what: 'edit', id: view.certification, part: '' }),
    mayNudge: view.mayNudge,
    nudge: nudge.with({ certification: view.certification }),
    canWithdraw: view.canWithdraw,
    withdraw: open.with({ what: 'withdraw', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
