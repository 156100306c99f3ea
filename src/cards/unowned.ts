import { home } from '../actions/conversation/home.ts'
import { open } from '../actions/open.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { capital, plural } from './words.ts'

type View = ViewOf<'unowned'>

export const unownedCard = card('unowned', {
  line: (view) =>
    `${headline(view)} ${view.lines.map((one) => `${one.asset} ${one.name}`).join(', ')}. ${next(view)}`,
  fields: (view) => ({
    headline: headline(view),
    lines: view.lines.map((one) => ({
      name: `${one.asset} · ${one.name}`,
      what:
        one.offered === ''
          ? one.said === ''
            ? 'Nobody was named'
            : `The list says: ${one.said}`
          : `Offered to ${one.offered}`,
      title: 'Show',
      press: open.with({ what: 'hand-over', id: one.asset, part: '' }),
    })),
    more: `And ${view.more} more. They come up here once these have an owner.`,
    hasMore: view.more > 0,
    next: next(view),
    hasNext: next(view) !== '',
    home: home.with({}),
  }),
})

const headline = (view: View): string => {
  const count = view.lines.length + view.more
  return count === 0
    ? 'Everything has an owner.'
    : `${capital(plural(count, 'thing'))} came into the register without an owner.`
}

const next = (view: View): string => {
  const free = view.lines.find((one) => one.offered === '')
  return free === undefined
    ? ''
    : `Type "hand over ${free.asset} to" and a name. Whoever you name has to accept it.`
}
