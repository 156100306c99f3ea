import { help } from '../actions/conversation/help.ts'
import { settings } from '../actions/conversation/settings.ts'
import { open } from '../actions/open.ts'
import { start } from '../actions/registration/start.ts'
import type { Way } from '../domain/ref.ts'
import { card } from './card.ts'
import { countNeeds, needWords } from './needs.ts'
import { capital, list, tierWords } from './words.ts'

export const homeCard = card('home', {
  line: (view) =>
    view.needs.length === 0
      ? 'Nothing needs you at the moment. Type start to register something you built.'
      : `${countNeeds(view.needs)}: ${list(view.needs.map((one) => `${one.reference} ${one.name} ${one.what}`))}.`,
  fields: (view, reader) => ({
    headline: view.needs.length === 0 ? 'Nothing needs you at the moment.' : countNeeds(view.needs),
    needs: view.needs.map((one) => ({
      name: `${one.reference} · ${one.name}`,
      what: needWords(one, reader),
      ...toWay(one.way),
    })),
    hasMine: view.mine.length > 0,
    mine: view.mine.map((one) => ({
      name: `${one.reference} · ${one.name}`,
      what: one.tier === null ? capital(one.state) : `${capital(one.state)}, ${tierWords(one.tier)}`,
      ...toWay(one.way),
    })),
    hasWaiting: view.waiting.length > 0,
    waiting: view.waiting.map((one) => ({
      name: `${one.reference} · ${one.name}`,
      what: needWords(
        {
          what: one.from.length === 0 ? 'waits in review' : `waits for ${list(one.from, 'or')}`,
          due: one.due,
        },
        reader,
      ),
      ...toWay(one.way),
    })),
    more: `And ${view.more} more. Type search and a word to find one.`,
    hasMore: view.more > 0,
    figures: view.figures,
    hasFigures: view.figures !== '',
    register: start.with({}),
    settings: settings.with({}),
    help: help.with({ more: '0' }),
  }),
})

const toWay = (way: Way) => ({
  title: way.title,
  press: open.with({ what: way.what, id: way.id, part: way.part }),
})
