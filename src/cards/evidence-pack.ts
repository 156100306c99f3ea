import { moment } from '../domain/time-words.ts'
import { linkMinutes } from '../domain/evidence-pack.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const evidencePackCard = card('evidence-pack', {
  line: (view, reader) =>
    `${view.certification} ${view.name}: your link to its evidence pack works once, until ${moment(view.until, reader)}.`,
  fields: (view, reader) => ({
    subject: subject(view),
    what: 'Everything that its decision rests on, in one signed file.',
    holds:
      'In it: every answer and step, who vouched and who decided, when, where and why, the entries of the journal, and the policy it was judged by.',
    names: 'Names of people are in it, so give it only to whoever needs the proof.',
    link: `The link is for you. It works once, within ${linkMinutes} minutes: until ${moment(view.until, reader)}. After that, type evidence ${view.certification} again.`,
    hasBefore: view.before !== null,
    before: view.before
      ? `Taken last ${moment(view.before.at, reader)} by ${view.before.name === '' ? 'an operator' : view.before.name}, with the hash ${view.before.pack.slice(0, 12)}. It is the same file again unless something happened since.`
      : '',
    url: `${reader.publicUrl}/evidence/${view.token}`,
    footer: footer(view),
  }),
})
