import { narrowCampaign } from '../actions/campaign/campaign.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { choiceFacts } from './campaign-words.ts'
import { card } from './card.ts'
import { inputs, refusedLine } from './fields.ts'
import { capital, plural } from './words.ts'

type View = ViewOf<'campaign-filter'>

const hint =
  'Leave open what does not matter. To take several of one kind, choose one, press Add, and choose the next.'

export const campaignFilterCard = card('campaign-filter', {
  line: (view) => `${view.name}: which certifications? ${headline(view)} ${hint}`,
  fields: (view) => ({
    subject: view.name,
    headline: headline(view),
    facts: choiceFacts(view.chosen),
    hint,
    ...refusedLine(view.sentence),
    fields: inputs(view.fields),
    preview: narrowCampaign.with({ way: 'preview' }),
    more: narrowCampaign.with({ way: 'more' }),
    canClear: view.chosen.length > 0,
    clear: narrowCampaign.with({ way: 'clear' }),
    back: open.with({ what: 'campaign-form', id: '', part: '' }),
  }),
})

const headline = ({ count }: View): string =>
  count === 0
    ? 'Nothing that counts fits so far.'
    : `${capital(plural(count, 'certification'))} ${count === 1 ? 'fits' : 'fit'} so far.`
