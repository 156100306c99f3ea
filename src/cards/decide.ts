import { approveOnConditions } from '../actions/approval/approve-on-conditions.ts'
import { reject } from '../actions/approval/reject.ts'
import { requestChanges } from '../actions/approval/request-changes.ts'
import type { Button } from '../actions/action.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, seats, subject } from './words.ts'

export const decideCard = card('decide', {
  line: (view) => `${view.certification} ${view.name}: ${titles[view.verdict]}`,
  fields: (view) => ({
    subject: subject(view),
    headline: titles[view.verdict],
    effect: effects[view.verdict](view),
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    isConditions: view.verdict === 'approve_on_conditions',
    isChanges: view.verdict === 'request_changes',
    isReject: view.verdict === 'reject',
    go: go(view),
    back: open.with({ what: 'request', id: view.approval, part: '' }),
    footer: footer(view),
  }),
})

const titles = {
  approve_on_conditions: 'You approve it, on conditions that each have a day.',
  request_changes: 'You ask for changes.',
  reject: 'You reject it.',
} as const

const effects = {
  approve_on_conditions: ({ developer, also, tier, version, hash }: ViewOf<'decide'>) => {
    const at = tier === 'high' ? 'it can go live' : 'it may be used'
    const start =
      also.length === 0
        ? `${capital(at)} at once.`
        : `It also needs ${seats(also, 'a')}; ${at} once all have approved.`
    const seen =
      tier === 'high' ? ` You decide on what you saw: version ${version}, content ${hash.slice(0, 8)}.` : ''
    return `${start} ${developer} shows how each condition was met; a missed one suspends the certificate.${seen}`
  },
  request_changes: ({ developer }: ViewOf<'decide'>) =>
    `It goes back to ${developer} with your words, and comes to you again when it is done.`,
  reject: ({ developer }: ViewOf<'decide'>) => `It ends here, and ${developer} reads your words.`,
} as const

const go = ({ verdict, approval, rev, hash }: ViewOf<'decide'>): Button => {
  switch (verdict) {
    case 'approve_on_conditions':
      return approveOnConditions.with({ approval, rev, hash })
    case 'request_changes':
      return requestChanges.with({ approval, rev })
    case 'reject':
      return reject.with({ approval, rev })
  }
}
