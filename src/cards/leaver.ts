import { home } from '../actions/conversation/home.ts'
import { day } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { list } from './words.ts'

type View = ViewOf<'leaver'>

export const leaverCard = card('leaver', {
  line: (view, reader) =>
    `${headline(view, reader)} ${view.assets
      .slice(0, most)
      .map((one) => `${one.asset} ${one.name}: ${one.becomes}.`)
      .join(' ')} ${ended(view)}`.trim(),
  fields: (view, reader) => ({
    title: view.mine ? 'You are back' : view.back === null ? 'Somebody left' : 'Somebody is back',
    section: view.mine ? 'What you owned' : 'What they owned',
    headline: headline(view, reader),
    ended: ended(view),
    hasEnded: ended(view) !== '',
    hasAssets: view.assets.length > 0,
    assets: view.assets.slice(0, most).map((one) => ({ text: `${one.asset} · ${one.name}: ${one.becomes}` })),
    more: `And ${view.count - most} more. Whoever is asked to own one gets a message; what needs an owner comes first here.`,
    hasMore: view.count > most,
    next: next(view),
    hasNext: next(view) !== '',
    home: home.with({}),
  }),
})

/** Lines that are read at once. */
const most = 8

const headline = (view: View, reader: Reader): string => {
  if (view.mine)
    return view.back === null
      ? 'I could not reach you any more.'
      : `Good to have you back. I could not reach you from ${day(view.at, reader)} on.`
  return view.back === null
    ? `${view.name} cannot be reached any more, on any account.`
    : `${view.name} is back.`
}

const ended = (view: View): string => {
  const words = list(view.roles)
  if (words === '') return ''
  const roles = `${words} role${view.roles.length === 1 ? '' : 's'}`
  return view.mine
    ? `Your ${roles} ended meanwhile. An administrator can grant what you need again.`
    : `The ${roles} ended with that, and what waited for ${view.name} is asked of others.`
}

const next = (view: View): string => {
  if (view.mine || view.back !== null) return ''
  const orphan = view.assets.find((one) => one.becomes === 'needs an owner')
  const find =
    orphan === undefined ? '' : `To find an owner, type "hand over ${orphan.asset} to" and a name. `
  const admin = view.lastAdmin
    ? `${view.name} was the last administrator: whoever runs Assay names another one in the ADMINS setting.`
    : ''
  return `${find}${admin}`.trim()
}
