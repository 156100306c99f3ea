import { open } from '../actions/open.ts'
import { acknowledge } from '../actions/steps/acknowledge.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const acknowledgeCard = card('acknowledge', {
  line: (view) => `${view.certification} ${view.name}: please read what the policy asks and agree to it.`,
  fields: (view) => ({
    subject: subject(view),
    intro: 'By agreeing you say that you work like this:',
    asks: view.asks.map((text) => ({ text })),
    hasChanges: view.changes.length > 0,
    changes: view.changes.map((text) => ({ text })),
    note: view.passed
      ? 'You have agreed to this version already.'
      : 'You agree once per version, for all of your work.',
    open: !view.passed,
    agree: acknowledge.with({ certification: view.certification, step: view.step }),
    policy: open.with({ what: 'policy', id: '', part: '' }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
