import { join } from '../actions/account/join.ts'
import { home } from '../actions/conversation/home.ts'
import { card } from './card.ts'

export const linkCard = card('link', {
  line: (view) =>
    `${view.name} in ${view.there} made this code. Link that account with yours in ${view.here}?`,
  fields: (view) => ({
    question: `The code was made by ${view.name} in ${view.there}.`,
    effect: `If you link them, both accounts are one person: work, roles and inbox are shared, and what you make in ${view.there} you cannot approve in ${view.here}.`,
    warning:
      'Only do this if you typed link there yourself, a moment ago. If somebody sent you the code, press No.',
    go: join.with({ link: view.link }),
    no: home.with({}),
  }),
})
