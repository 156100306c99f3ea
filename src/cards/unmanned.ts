import { home } from '../actions/conversation/home.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const unmannedCard = card('unmanned', {
  line: (view) => `${view.certification} ${view.name} waits for the ${view.role} role, which nobody holds.`,
  fields: (view) => ({
    subject: subject(view),
    sentence: `It waits for the ${view.role} role, and nobody who may decide holds it. Nobody else can approve in their place.`,
    cure: `Give somebody the role: type "role grant", a name and "${view.role}". Whoever gets it finds the request in their inbox.`,
    home: home.with({}),
    footer: footer(view, 'you are an administrator'),
  }),
})
