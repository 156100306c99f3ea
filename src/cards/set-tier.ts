import { open } from '../actions/open.ts'
import { setTier } from '../actions/tier/set-tier.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, footer, subject, tierWords } from './words.ts'

export const setTierCard = card('set-tier', {
  line: (view) =>
    `${view.certification} ${view.name}: set its risk tier, and say why. Type tier raise ${view.certification} to high because ...`,
  fields: (view) => ({
    subject: subject(view),
    now: view.tier === null ? 'It has no tier yet.' : `${capital(tierWords(view.tier))} at the moment.`,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    go: setTier.with({ certification: view.certification }),
    back: open.with({ what: 'certification', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})
