import { home } from '../actions/conversation/home.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { footer, subject } from './words.ts'

export const unmannedCard = card('unmanned', {
  line: (view) => `${view.certification} ${view.name} waits for ${shortage(view)}.`,
  fields: (view) => ({
    subject: subject(view),
    sentence: `It waits for ${shortage(view)}. Nobody else can approve in their place.`,
    cure: `Give somebody the role: type "role grant", a name and "${view.role}". Whoever gets it finds the request in their inbox.`,
    home: home.with({}),
    footer: footer(view, 'you are an administrator'),
  }),
})

const shortage = ({ role, needs, holders }: ViewOf<'unmanned'>): string =>
  holders === 0
    ? `the ${role} role, and nobody who may decide holds it`
    : `${needs} of the ${role} role, and only ${holders} who may decide ${holders === 1 ? 'holds' : 'hold'} it`
