import { date } from '../domain/time-words.ts'
import { appeal } from '../actions/appeal/appeal.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const appealCard = card('appeal', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: you can appeal until ${date(view.until, reader)}. Type appeal ${view.certification} and your reason.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: `${view.who} rejected it:`,
    reason: view.reason,
    effect: `Somebody else decides, who has not decided on it before. You can appeal once, until ${date(view.until, reader)}.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: appeal.with({ certification: view.certification }),
    back: open.with({ what: 'outcome', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
