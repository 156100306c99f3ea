import { search } from '../actions/conversation/search.ts'
import { open } from '../actions/open.ts'
import { start } from '../actions/registration/start.ts'
import { card } from './card.ts'
import { capital, list, plural } from './words.ts'

export const searchCard = card('search', {
  line: (view) =>
    view.results.length === 0
      ? `Nothing in the register matches "${view.words}".`
      : `Found for "${view.words}": ${list(view.results.map((one) => `${one.asset} ${one.name}`))}.`,
  fields: (view) => ({
    headline:
      view.words === ''
        ? 'Type a word of its name or purpose.'
        : view.results.length === 0
          ? `Nothing matches "${view.words}".`
          : `${capital(plural(view.results.length, 'match', 'matches'))} for "${view.words}"`,
    results: view.results.map((one) => ({
      name: `${one.asset} · ${one.name}`,
      what: `${one.owner} · ${one.state}`,
      title: one.way.title,
      press: open.with({ what: one.way.what, id: one.way.id, part: one.way.part }),
    })),
    words: view.words,
    go: search.with({}),
    register: start.with({}),
  }),
})
