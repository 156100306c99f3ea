import { disown } from '../actions/existing/disown.ts'
import { open } from '../actions/open.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'

export const disownCard = card('disown', {
  line: (view) => `${view.asset} ${view.name}: say who looks after it, if you know.`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    intro:
      'Lists are wrong at times. If you know who looks after it, name them; if not, the stewards find out.',
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: disown.with({ asset: view.asset }),
    back: open.with({ what: 'asset', id: view.asset, part: '' }),
  }),
})
