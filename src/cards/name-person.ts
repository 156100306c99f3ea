import { open } from '../actions/open.ts'
import { askPerson } from '../actions/steps/ask-person.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, subject } from './words.ts'

export const namePersonCard = card('name-person', {
  line: (view) => `${view.certification} ${view.name}: ${view.title}. Name the person who is asked.`,
  fields: (view) => ({
    subject: subject(view),
    title: view.title,
    help: view.help,
    hasSaid: view.said !== '' && view.asked === '',
    saidText: `It came back: ${view.said}`,
    hasAsked: view.asked !== '',
    askedText: `${capital(view.asked)} has been asked. You may ask somebody else instead.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: askPerson.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
