import { day } from '../domain/time-words.ts'
import { evidenceCondition } from '../actions/conditions/evidence-condition.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const conditionCard = card('condition', {
  line: (view) => `${view.certification} ${view.name}: say how this condition was met: ${view.words}`,
  fields: (view, reader) => ({
    subject: subject(view),
    words: view.words,
    due: `Due ${day(view.due, reader)}. If the day passes without it, the certificate is suspended.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: evidenceCondition.with({ certification: view.certification, condition: view.condition }),
    back: open.with({ what: 'conditions', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
