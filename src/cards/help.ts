import { help } from '../actions/conversation/help.ts'
import { home } from '../actions/conversation/home.ts'
import { start } from '../actions/registration/start.ts'
import { card } from './card.ts'
import { list } from './words.ts'

export const helpCard = card('help', {
  line: (view) =>
    `You can type ${list(
      view.lines.map((one) => one.word),
      'or',
    )}.`,
  fields: (view) => ({
    hasIntro: view.place !== 'personal',
    intro:
      'I help people to get what they build certified. Answers in a channel are for your eyes only; the rest happens in our own conversation.',
    lines: view.lines.map((one) => ({ word: one.word, what: one.what })),
    note:
      view.roles.length === 0
        ? 'You type these words, or press the buttons; both do the same.'
        : `Your roles: ${list(view.roles)}. You type these words, or press the buttons; both do the same.`,
    register: start.with({}),
    home: home.with({}),
    hasMore: view.hidden > 0,
    more: help.with({ more: '1' }),
  }),
})
