import { open } from '../actions/open.ts'
import { lift } from '../actions/standing/lift.ts'
import { retire } from '../actions/standing/retire.ts'
import { revoke } from '../actions/standing/revoke.ts'
import { suspend } from '../actions/standing/suspend.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { footer, subject } from './words.ts'

export const stopCard = card('stop', {
  line: (view) =>
    `${view.certification} ${view.name}: ${words[view.deed].question} Type ${view.deed} ${view.certification} and ${view.deed === 'retire' ? 'what becomes of its data' : 'why'}.`,
  fields: (view) => ({
    subject: subject(view),
    question: words[view.deed].question,
    effect: words[view.deed].effect(view),
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    goTitle: words[view.deed].go,
    go: deeds[view.deed].with({ certification: view.certification }),
    back: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const deeds = { suspend, lift, revoke, retire } as const

type Deed = ViewOf<'stop'>['deed']

const words: Readonly<
  Record<
    Deed,
    { readonly question: string; readonly go: string; readonly effect: (view: ViewOf<'stop'>) => string }
  >
> = {
  suspend: {
    question: 'Suspend it for now?',
    go: 'Suspend it',
    effect: ({ owner }) =>
      `Nobody should rely on it until that is lifted or it is certified anew. Assay switches nothing off: ${owner} is asked to tell the people who use it.`,
  },
  lift: {
    question: 'Let it go on?',
    go: 'Let it go on',
    effect: () =>
      'It stands as it did before, until the day that it had. What fell due meanwhile falls due now.',
  },
  revoke: {
    question: 'Revoke it for good?',
    go: 'Ask a second person',
    effect: () =>
      'It must not be used any more then, and there is no way back but a new certification. A second person has to agree; until then nothing changes.',
  },
  retire: {
    question: 'Take it out of use?',
    go: 'Take it out of use',
    effect: () =>
      'Its certificate ends, and this cannot be undone. What was given stays in the record; say what becomes of the data that it holds.',
  },
}
