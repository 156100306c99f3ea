import { home } from '../actions/conversation/home.ts'
import { settings } from '../actions/conversation/settings.ts'
import { openBeside } from '../actions/open.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { countNeeds, needWords } from './needs.ts'
import { capital, list } from './words.ts'

type Digest = ViewOf<'digest'>

const headline = ({ needs, more }: Digest): string => {
  const count = needs.length + more
  return count === 0
    ? 'Nothing needs you any more.'
    : `${countNeeds(needs, more)}${count > 1 && needs.some(({ isNews }) => isNews !== true) ? ', the most urgent first' : ''}`
}

export const digestCard = card('digest', {
  line: (view, reader) =>
    [
      `Your digest of ${day(view.day, reader)}.`,
      view.needs.length === 0
        ? headline(view)
        : `${countNeeds(view.needs, view.more)}: ${list(view.needs.map((one) => `${one.reference} ${one.name} ${one.what}`))}${view.more > 0 ? `, and ${view.more} more` : ''}.`,
      ...(view.back
        ? [
            `While you were away: ${list(view.back.changed.map((one) => `${one.reference} ${one.name} is ${one.state} now`)) || 'nothing of yours changed'}.`,
          ]
        : []),
    ].join(' '),
  fields: (view, reader) => ({
    day: capital(day(view.day, reader)),
    headline: headline(view),
    needs: view.needs.map((one) => ({
      name: `${one.reference} · ${one.name}`,
      what: needWords(one, reader),
      title: one.way.title,
      press: openBeside.with({ what: one.way.what, id: one.way.id, part: one.way.part }),
    })),
    hasMore: view.more > 0,
    more: `And ${view.more} more in your inbox.`,
    wasAway: view.back !== null,
    away: view.back
      ? `You were away from ${day(view.back.first, reader)} to ${day(view.back.last, reader)}. ${view.back.changed.length === 0 ? 'Nothing of yours changed meanwhile.' : 'Meanwhile:'}`
      : '',
    changed: [
      ...(view.back?.changed ?? []).map((one) => ({
        text: `${one.reference} · ${one.name}: ${one.state} now`,
      })),
      ...(view.back && view.back.moreChanged > 0 ? [{ text: `${view.back.moreChanged} more of yours` }] : []),
    ],
    footer: `You get this at ${view.at} on working days when something needs you. Settings changes the hour.`,
    inbox: home.with({}),
    settings: settings.with({}),
  }),
})
