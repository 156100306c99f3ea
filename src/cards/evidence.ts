import { moment } from '../domain/time-words.ts'
import { open } from '../actions/open.ts'
import { addEvidence } from '../actions/steps/add-evidence.ts'
import { finishEvidence } from '../actions/steps/finish-evidence.ts'
import { removeEvidence } from '../actions/steps/remove-evidence.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { plain } from './plain.ts'
import { footer, plural, subject } from './words.ts'

export const evidenceCard = card('evidence', {
  line: (view) =>
    `${view.certification} ${view.name}: evidence for ${view.title}, ${plural(view.given.length, 'piece')} given.`,
  fields: (view, reader) => ({
    subject: subject(view),
    title: view.title,
    help: view.help,
    example: view.example === '' ? 'A link or a short note is enough.' : `A good example: ${view.example}`,
    hasSaid: view.said !== '' && view.stepState === 'refused',
    saidText: `It came back: ${view.said}`,
    hasGiven: view.given.length > 0,
    given: view.given.map((one) => ({
      words: plain(one.words, 240),
      when: `${one.kind === 'link' ? 'Link' : 'Note'}, ${moment(one.at, reader)}, content ${one.hash.slice(0, 8)}`,
      press: removeEvidence.with({ certification: view.certification, step: view.step, evidence: one.id }),
    })),
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    attestsText:
      view.attests === ''
        ? 'Your evidence is enough; nobody has to attest it.'
        : `Once you press Done, ${view.attests} is asked to attest it.`,
    done: finishEvidence.with({ certification: view.certification, step: view.step }),
    add: addEvidence.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
