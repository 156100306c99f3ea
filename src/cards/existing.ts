import { home } from '../actions/conversation/home.ts'
import { open } from '../actions/open.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, plural } from './words.ts'

type View = ViewOf<'existing'>

export const existingCard = card('existing', {
  line: (view, reader) =>
    `${headline(view)} ${intro(view, reader)} ${view.lines.map((one) => `${one.asset} ${one.name}`).join(', ')}`.trim(),
  fields: (view, reader) => ({
    headline: headline(view),
    intro: intro(view, reader),
    lines: view.lines.map((one) => ({
      name: `${one.asset} · ${one.name}`,
      what: `${capital(one.untouched ? 'not begun' : one.state)}, ${one.due <= reader.now ? 'was due' : 'by'} ${day(one.due, reader)}`,
      goTitle: view.mine ? (one.untouched ? 'Start' : 'Go on') : 'Show',
      go: open.with({ what: 'certification', id: one.certification, part: '' }),
      mayDisown: view.mine && one.untouched,
      disown: open.with({ what: 'disown', id: one.asset, part: '' }),
      mayRetire: view.mine,
      retire: open.with({ what: 'stop', id: one.certification, part: 'retire' }),
    })),
    more: `And ${view.more} more. They come up here once these are done.`,
    hasMore: view.more > 0,
    home: home.with({}),
  }),
})

const headline = (view: View): string => {
  const count = view.lines.length + view.more
  const whose = view.mine ? 'you look after' : `${view.name} looks after`
  if (count === 0) return 'All of it is done. Thank you.'
  if (view.late > 0)
    return `${capital(plural(view.late, 'thing'))} ${whose} ${view.late === 1 ? 'is' : 'are'} not certified yet.`
  return `${capital(plural(count, 'thing'))} ${whose} came into the register.`
}

const intro = (view: View, reader: Reader): string => {
  if (view.first === null) return 'Nothing left to do here.'
  if (!view.mine)
    return 'Their days are over. Nothing was stopped: perhaps a few words help, or somebody else should own it.'
  if (view.late > 0)
    return 'The days for it are over. Nothing stops, and nobody is blamed; the stewards know, and help where something is in the way.'
  return `Nothing is wrong, and all of it goes on as it is. Please certify it by ${day(view.first, reader)}; most of it takes twenty minutes.`
}
