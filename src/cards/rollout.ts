import { previewRollout } from '../actions/rollout/rollout.ts'
import { moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import { rolloutWords } from '../domain/rollout.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

const headline = ({ rollout }: ViewOf<'rollout'>): string =>
  rollout.scope === 'observe'
    ? 'Nobody gets reminders or digests yet: Assay only observes.'
    : `Reminders and digests go to ${rolloutWords(rollout)}.`

export const rolloutCard = card('rollout', {
  line: (view) =>
    `${headline(view)} Type rollout observe, rollout unit and its name, or rollout everyone to see who would get what.`,
  fields: (view, reader) => ({
    headline: headline(view),
    what: 'This is about what the clock sends: reminders and digests. Requests, answers and decisions always go out. You see who would get what before anything changes.',
    since:
      view.since === null
        ? 'Nobody has chosen it.'
        : view.by === ''
          ? `It has been so since ${moment(view.since, reader)}, when Assay was set up. Nobody has chosen yet.`
          : `Chosen by ${view.by}, ${moment(view.since, reader)}.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: previewRollout.with({}),
  }),
})
