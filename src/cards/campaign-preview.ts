import { startCampaign } from '../actions/campaign/campaign.ts'
import { open } from '../actions/open.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import { choiceFacts, rolloutLine, shares } from './campaign-words.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, plural } from './words.ts'

type View = ViewOf<'campaign-preview'>

export const campaignPreviewCard = card('campaign-preview', {
  line: (view, reader) => `${view.name}: ${headline(view)} ${told(view, reader)} Nothing has happened yet.`,
  fields: (view, reader) => ({
    subject: view.name,
    headline: headline(view),
    why: view.why,
    facts: [
      ...choiceFacts(view.chosen),
      { name: 'Owners', value: shares(view) },
      ...(view.joins === 0
        ? []
        : [{ name: 'Already being reviewed', value: `${view.joins}; one review answers both` }]),
      { name: 'Told', value: told(view, reader) },
      {
        name: 'Ends',
        value: `${day(view.ends, reader)}, when the last have had their ${plural(view.days, 'day')}`,
      },
    ],
    hasRollout: view.rollout !== '',
    rollout: rolloutLine(view.rollout),
    note: 'Nothing has happened yet, and nobody was told.',
    go: startCampaign.with({ seen: view.seen }),
    back: open.with({ what: 'campaign-filter', id: '', part: '' }),
  }),
})

const headline = ({ count, owners, others }: View): string =>
  `${capital(plural(count, 'certification'))} of ${plural(owners.length + others.people, 'person', 'people')} would be asked about.`

const told = (view: View, reader: Reader): string => {
  const ahead = view.ahead === 0 ? '' : `, after ${view.ahead} others that wait already`
  const first = day(view.first, reader)
  const last = day(view.last, reader)
  return first === last
    ? `${first}${ahead}`
    : `${view.perDay} each working day, from ${first} to ${last}${ahead}`
}
