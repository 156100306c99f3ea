import { day } from '../domain/time-words.ts'
import { acceptCondition } from '../actions/conditions/accept-condition.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const acceptConditionCard = card('accept-condition', {
  line: (view) => `${view.certification} ${view.name}: is this condition met? ${view.words}`,
  fields: (view, reader) => ({
    subject: subject(view),
    words: view.words,
    due: `Due ${day(view.due, reader)}.`,
    hasEvidence: view.evidence !== '',
    evidence: view.evidence,
    isClosed: !view.may,
    closed: closedWords[view.conditionState],
    may: view.may,
    accept: acceptCondition.with({ certification: view.certification, condition: view.condition }),
    certificate: open.with({ what: 'certificate', id: view.certification, part: '' }),
    footer: footer(view, view.may ? 'you hold the steward role' : ''),
  }),
})

const closedWords = {
  open: 'The developer has not said yet how it was met.',
  evidenced: 'A steward who neither built nor owns it accepts this.',
  met: 'Accepted. Nothing left to do.',
  missed: 'Its day passed before it was met.',
} as const
