import { deadline } from '../domain/time-words.ts'
import { giveBack, take } from '../actions/approval/take.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { takenLine } from './ladder.ts'
import { capital, subject, tierWords } from './words.ts'

export const postCard = card('post', {
  line: (view, reader) =>
    `${view.certification} ${view.name} (${tierWords(view.tier)}) ${view.stateLine}${view.due === null ? '' : `, by ${deadline(view.due, reader)}`}.${view.taken.length === 0 ? '' : ` ${takenLine(view.taken)}`}`,
  fields: (view, reader) => ({
    subject: subject(view),
    stateLine: `${capital(tierWords(view.tier))}: ${view.stateLine}.`,
    detail:
      view.due === null
        ? 'Nothing left to do.'
        : `Due ${deadline(view.due, reader)}. Whoever can decide has been asked directly.`,
    hasTaken: view.taken.length > 0,
    taken: takenLine(view.taken),
    isFree: view.isFree,
    take: take.with({ approval: view.approval }),
    giveBack: giveBack.with({ approval: view.approval }),
    open: view.open,
    openIt: open.with({ what: 'request', id: view.approval, part: '' }),
  }),
})
