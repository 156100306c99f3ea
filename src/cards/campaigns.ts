import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { progress, stateLine } from './campaign-words.ts'
import { card } from './card.ts'
import { capital, plural } from './words.ts'

type View = ViewOf<'campaigns'>

export const campaignsCard = card('campaigns', {
  line: (view) =>
    `${headline(view)} ${view.lines.map((one) => `${one.campaign} ${one.name}: ${progress(one.figures)}`).join(' ')} Type campaign and its reference to see one, or campaign new.`,
  fields: (view) => ({
    headline: headline(view),
    lines: view.lines.map((one) => ({
      name: `${one.campaign} · ${one.name}`,
      what: `${capital(stateLine(one.state))}. ${progress(one.figures)}`,
      title: 'Open',
      press: open.with({ what: 'campaign', id: one.campaign, part: '' }),
    })),
    hasMore: view.more > 0,
    more: `And ${view.more} more. Type campaign and the reference to see one of them.`,
    begin: open.with({ what: 'campaign-form', id: '', part: '' }),
  }),
})

const headline = ({ lines }: View): string => {
  const count = lines.filter(({ state }) => state === 'opening' || state === 'running').length
  return count === 0
    ? 'No campaign is under way.'
    : `${capital(plural(count, 'campaign'))} ${count === 1 ? 'is' : 'are'} under way.`
}
