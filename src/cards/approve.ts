import { approveSeen } from '../actions/approval/approve-seen.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { footer, seats, subject, tierWords } from './words.ts'

export const approveCard = card('approve', {
  line: (view) => `${question(view)} ${next(view)}`,
  fields: (view) => ({
    subject: subject(view),
    question: question(view),
    seen: `What you saw: version ${view.version}, content ${view.hash.slice(0, 8)}. If that changes before you press, nothing is approved.`,
    next: next(view),
    yes: approveSeen.with({ approval: view.approval, rev: view.rev, hash: view.hash }),
    back: open.with({ what: 'request', id: view.approval, part: '' }),
    footer: footer(view, view.whyYou),
  }),
})

const question = (view: ViewOf<'approve'>): string =>
  `You are about to approve ${view.certification} ${view.name} by ${view.developer}, ${tierWords(view.tier)}, in the ${view.asRole} role${view.standsFor === '' ? '' : ` for ${view.standsFor}`}.`

/** What comes once the reader has approved. */
const next = (view: ViewOf<'approve'>): string => {
  switch (view.comes) {
    case 'same-stage':
      return `Then this stage still waits for ${seats(view.also, 'the')}.`
    case 'next-stage':
      return `Then the next stage begins, ${view.stage}: it waits for ${seats(view.also, 'the')}.`
    case 'certificate':
      return `Yours is the last approval: it is certified for ${view.validMonths} months. ${view.developer} or its owner then sets the go-live day, and ${view.hypercareDays} days of hypercare follow.`
  }
}
