import { open } from '../actions/open.ts'
import { setRollout } from '../actions/rollout/rollout.ts'
import { rolloutWords } from '../domain/rollout.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { capital, list, moment, plural } from './words.ts'

type Preview = ViewOf<'rollout-preview'>

const headline = ({ rollout, people, days }: Preview): string =>
  rollout.scope === 'observe'
    ? 'Nobody would get a reminder or a digest.'
    : `${capital(rolloutWords(rollout))}: ${people === 0 ? 'nobody' : plural(people, 'person', 'people')} would hear from the clock in the next ${days} days.`

const counts = ({ rollout, counts: some }: Preview): string => {
  if (rollout.scope === 'observe')
    return 'What would be sent is only recorded. Requests, answers and decisions go out all the same.'
  return some.length === 0
    ? 'Nothing falls due.'
    : `${capital(list(some.map(({ what, count }) => (what === 'daily digest' ? `a daily digest for up to ${plural(count, 'person', 'people')}` : `${count} × ${what}`))))}.`
}

export const rolloutPreviewCard = card('rollout-preview', {
  line: (view) => `${headline(view)} ${counts(view)}`,
  fields: (view, reader) => ({
    headline: headline(view),
    counts: counts(view),
    facts: view.lines.map(({ name, what, at }) => ({ name, value: `${what}, ${moment(at, reader)}` })),
    hasMore: view.more > 0,
    more: `And ${view.more} more.`,
    note: view.isNow
      ? 'It is so already.'
      : 'Nothing has changed yet, and nothing was sent. Each person gets what needs them at their own hour.',
    isNew: !view.isNow,
    go: setRollout.with({
      scope: view.rollout.scope,
      unit: view.rollout.scope === 'unit' ? view.rollout.unit : '',
    }),
    back: open.with({ what: 'rollout', id: '', part: '' }),
  }),
})
