import { day } from '../domain/time-words.ts'
import { goLive } from '../actions/conditions/go-live.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const goLiveCard = card('go-live', {
  line: (view, reader) =>
    `${view.certification} ${view.name} can go live until ${day(view.last, reader)}. Type go live ${view.certification} and the day.`,
  fields: (view, reader) => ({
    subject: subject(view),
    headline: `You can go live until ${day(view.last, reader)}.`,
    effect: `${view.hypercareDays} days of hypercare follow: somebody watches it closely and mends at once what goes wrong. Before they end, you say how they went, and a steward reads it. Without that the certificate is suspended.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: goLive.with({ certification: view.certification }),
    back: open.with({ what: 'certificate', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
