import { home } from '../actions/conversation/home.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { plural } from './words.ts'

type Week = ViewOf<'week'>

const headline = ({ open }: Week): string =>
  open === 0 ? 'No request is open.' : `${plural(open, 'request')} ${open === 1 ? 'is' : 'are'} open.`

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`

const facts = (view: Week, reader: Reader) => [
  ...(view.oldest
    ? [{ name: 'Waits longest', value: `${view.oldest.reference}, since ${day(view.oldest.since, reader)}` }]
    : []),
  { name: 'Asked for', value: `${view.last.asked} (the week before ${view.before.asked})` },
  { name: 'Decided', value: `${view.last.decided} (the week before ${view.before.decided})` },
  {
    name: 'Decided in time',
    value: `${inTime(view.last)} (the week before ${inTime(view.before)})`,
  },
  { name: `Certificates that end within ${view.endingDays} days`, value: String(view.ending.certificates) },
  ...(view.ending.waivers > 0
    ? [{ name: `Waivers that end within ${view.endingDays} days`, value: String(view.ending.waivers) }]
    : []),
  ...(view.campaigns.count > 0 ? [{ name: 'Review campaigns', value: campaignsLine(view.campaigns) }] : []),
  ...(view.samples.looked > 0
    ? [
        {
          name: 'Samples so far',
          value: `${view.samples.looked} looked at, something found at ${view.samples.found} (${percent(view.samples.found, view.samples.looked)})`,
        },
      ]
    : []),
]

const campaignsLine = ({ count, asked, answered, overdue }: Week['campaigns']): string =>
  `${count} under way, ${answered} of ${asked} answered${overdue === 0 ? '' : `, ${overdue} overdue`}`

const inTime = ({ decided, inTime: some }: Week['last']): string =>
  decided === 0 ? 'none to decide' : percent(some, decided)

export const weekCard = card('week', {
  line: (view, reader) =>
    `The week in figures. ${headline(view)} ${facts(view, reader)
      .map(({ name, value }) => `${name}: ${value}.`)
      .join(' ')}`,
  fields: (view, reader) => ({
    week: `Seven days before ${day(view.day, reader)}`,
    headline: headline(view),
    facts: facts(view, reader),
    footer: 'Stewards get this once a week. It counts things, and names nobody.',
    inbox: home.with({}),
  }),
})
