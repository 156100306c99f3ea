import { open } from '../actions/open.ts'
import { registerAnyway } from '../actions/registration/register-anyway.ts'
import { reuse } from '../actions/registration/reuse.ts'
import { card } from './card.ts'
import { list } from './words.ts'

export const similarCard = card('similar', {
  line: (view) =>
    `The register has something like "${view.name}" already: ${list(
      view.matches.map((one) => `${one.asset} ${one.name}`),
      'or',
    )}.`,
  fields: (view) => ({
    intro: `Before you register "${view.name}": somebody may have built it already.`,
    matches: view.matches.map((one) => ({
      name: `${one.asset} · ${one.name}`,
      who: `${one.mine ? 'Yours' : one.owner} · ${one.state}`,
      purpose: one.purpose,
      why: `Shown because it ${one.why}.`,
      use: reuse.with({ asset: one.asset }),
      ask: open.with({ what: 'ask-owner', id: one.asset, part: '' }),
      canAsk: !one.mine,
    })),
    different: registerAnyway.with({}),
    edit: open.with({ what: 'register', id: '', part: '' }),
  }),
})
