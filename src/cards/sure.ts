import { open } from '../actions/open.ts'
import { edit } from '../actions/submission/edit.ts'
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
    isWithdrawal: view.deed !== 'submit-unchanged' && view.deed !== 'edit',
    isEdit: view.deed === 'edit',
    edit: edit.with({ certification: view.certification }),
    isSubmission: view.deed === 'submit-unchanged',
    withdraw: withdraw.with({ certification: view.certification }),
    submit: submitAnyway.with({ certification: view.certification }),
    keep: open.with({ what: 'certification', id: view.certification, part: '' }),
    steps: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const question = (view: ViewOf<'sure'>): string => {
  switch (view.deed) {
    case 'submit-unchanged':
      return `Nothing changed since ${view.who} asked for changes. Submit it anyway?`
    case 'edit':
      return view.who === ''
        ? 'Change something while it is being decided?'
        : `Change something? What ${view.who} decided would be void.`
    case 'withdraw-renewal':
      return `Take the request for ${view.certification} back?`
    case 'withdraw':
    case 'withdraw-request':
      return `Withdraw ${view.certification}?`
  }
}

const effects: Readonly<Record<ViewOf<'sure'>['deed'], string>> = {
  withdraw:
    'Nothing is deleted, but it ends here: to certify it later, you register it again. What you gave stays in the record.',
  'withdraw-request':
    'Nothing is deleted, but the request closes and it ends here: to certify it later, you register it again. What you gave stays in the record.',
  'withdraw-renewal':
    'The request closes, and you can go on preparing the renewal. What counts so far counts on.',
  edit: 'The request closes and your steps open again. Once you submit it again it is a new version, and the approvers are asked anew; they see what is different.',
  'submit-unchanged': 'The approvers are asked again and see that nothing is different.',
}
