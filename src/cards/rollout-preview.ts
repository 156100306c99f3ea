import { open } from '../actions/open.ts'
import { setRollout } from '../actions/rollout/rollout.ts'
import { rolloutWords } from '../domain/rollout.ts'
import { day, moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, list, plural } from './words.ts'

type Preview = ViewOf<'rollout-preview'>

const headline = ({ rollout, people, until }: Preview, reader: Reader): string =>
  rollout.scope === 'observe'
    ? 'Nobody would get a reminder or a digest.'
    : `${capital(rolloutWords(rollout))}: ${people === 0 ? 'nobody' : plural(people, 'person', 'people')} can hear from the clock until ${day(until, reader)}.`

const counts = ({ rollout, counts: some, quiet }: Preview): string => {
  if (rollout.scope === 'observe')
    return 'What would be sent is only recorded. Requests, answers and decisions go out all the same.'
  const quietly =
    quiet === 0
      ? ''
      : ` ${capital(plural(quiet, 'other'))} ${quiet === 1 ? 'hears' : 'hear'} nothing, because nothing needs them.`
  if (some.length === 0) return `Nothing falls due.${quietly}`
  const digest = some.find(({ what }) => what === 'daily digest')
  const others = some.filter((one) => one !== digest)
  return [
    ...(digest ? [`A daily digest for up to ${plural(digest.count, 'person', 'people')}.`] : []),
    ...(others.length > 0
      ? [`Reminders: ${list(others.map(({ what, count }) => `${what} (${count})`))}.`]
      : []),
  ]
    .join(' ')
    .concat(quietly)
}

export const rolloutPreviewCard = card('rollout-preview', {
  line: (view, reader) => `${headline(view, reader)} ${counts(view)}`,
  fields: (view, reader) => ({
    headline: headline(view, reader),
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
      over: view.over,
    }),
    back: open.with({ what: 'rollout', id: '', part: '' }),
  }),
})
