import type { Choice } from '../domain/campaign-view.ts'
import type { CampaignFigures } from '../domain/campaign-event.ts'
import type { ViewOf } from '../domain/view.ts'
import { capital, list, plural } from './words.ts'

/** "34 of 120 answered, 6 overdue." */
export const progress = ({ asked, answered, overdue }: CampaignFigures): string =>
  asked === 0
    ? 'Nobody was asked.'
    : `${answered} of ${asked} answered${overdue === 0 ? '' : `, ${overdue} overdue`}.`

/** What was chosen, a fact each; all of it where nothing was. */
export const choiceFacts = (
  chosen: readonly Choice[],
): readonly { readonly name: string; readonly value: string }[] =>
  chosen.length === 0
    ? [{ name: 'Asks about', value: 'everything that counts and that you may ask about' }]
    : chosen.map(({ what, values }) => ({ name: capital(what), value: list(values, 'or') }))

/** "Dana Lindqvist (12), Ben Okafor (3) and 14 more people (40)"; '' of nobody. */
export const shares = ({ owners, others }: Pick<ViewOf<'campaign'>, 'owners' | 'others'>): string =>
  list([
    ...owners.map(({ name, count }) => `${name} (${count})`),
    ...(others.people === 0
      ? []
      : [`${plural(others.people, 'more person', 'more people')} (${others.count})`]),
  ])

const states = {
  opening: 'its reviews are being opened',
  running: 'under way',
  finished: 'ended',
  closed: 'closed',
  cancelled: 'cancelled',
} as const

export const stateLine = (state: ViewOf<'campaign'>['state']): string => states[state]

/** Whom the rollout leaves out for now. */
export const rolloutLine = (rollout: string): string =>
  `Reminders go to ${rollout} at the moment: ${rollout === 'nobody' ? 'owners hear' : 'everybody else hears'} of it once that is changed.`
