import { open } from '../actions/open.ts'
import { submitAnyway } from '../actions/submission/submit-anyway.ts'
import { withdraw } from '../actions/submission/withdraw.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const sureCard = card('sure', {
  line: (view) => `${view.name}: ${question(view)} ${effects[view.deed]}`,
  fields: (view) => ({
    subject: subject(view),
    question: question(view),
    effect: effects[view.deed],
    hasReason: view.reason !== '',
    reason: view.reason,
    isWithdrawal: view.deed !== 'submit-unchanged',
    isSubmission: view.deed === 'submit-unchanged',
    withdraw: withdraw.with({ certification: view.certification }),
    submit: submitAnyway.with({ certification: view.certification }),
    keep: open.with({ what: 'certification', id: view.certification, part: '' }),
    steps: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const question = (view: ViewOf<'sure'>): string =>
  view.deed === 'submit-unchanged'
    ? `Nothing changed since ${view.who} asked for changes. Submit it anyway?`
    : `Withdraw ${view.certification}?`

const effects: Readonly<Record<ViewOf<'sure'>['deed'], string>> = {
  withdraw:
    'Nothing is deleted, but it ends here: to certify it later, you register it again. What you gave stays in the record.',
  'withdraw-request':
    'Nothing is deleted, but the request closes and it ends here: to certify it later, you register it again. What you gave stays in the record.',
  'submit-unchanged': 'The approvers are asked again and see that nothing is different.',
}
