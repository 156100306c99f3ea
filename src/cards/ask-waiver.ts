import { day } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import { askWaiver } from '../actions/waiver/ask-waiver.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, list, subject, tierWords } from './words.ts'

export const askWaiverCard = card('ask-waiver', {
  line: (view) =>
    `${view.certification} ${view.name}: ask to waive the answer on ${view.question} for a time. Type waiver ${view.certification} until a day because ...; meanwhile: ...`,
  fields: (view, reader) => ({
    subject: subject(view),
    what: `${capital(view.question)}: ${view.answer}`,
    intro: `A waiver lets this answer stand for a time: at ${tierWords(view.tier)} at most ${view.mostDays} days. ${capital(list(view.deciders))} ${view.deciders.length === 1 ? 'decides' : 'decide'}; nobody who built or owns it decides alone.`,
    hasHeld: view.held !== null || view.replaces,
    held: view.replaces
      ? 'What you asked before is replaced by this.'
      : view.held === null
        ? ''
        : `It holds until ${day(view.held, reader)}; this asks for longer.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: askWaiver.with({ certification: view.certification, question: view.questionId }),
    back: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
