import { open } from '../actions/open.ts'
import { card } from './card.ts'

export const ownerAskedCard = card('owner-asked', {
  line: (view) => `${view.from} asks about your ${view.asset} ${view.name}: ${view.words}`,
  fields: (view) => ({
    subject: `${view.asset} · ${view.name}`,
    intro: `${view.from} asks you, because you own it:`,
    words: view.words,
    how: `Please answer ${view.from} directly in chat.`,
    openIt: open.with({ what: 'asset', id: view.asset, part: '' }),
  }),
})
