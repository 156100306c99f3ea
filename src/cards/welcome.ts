import { help } from '../actions/conversation/help.ts'
import { home } from '../actions/conversation/home.ts'
import { start } from '../actions/registration/start.ts'
import { card } from './card.ts'

export const welcomeCard = card('welcome', {
  line: (view) => `Hello ${view.name}, I am Assay. Type start to register something you built, or help.`,
  fields: (view) => ({
    who: `I look after the certification programme of ${view.organisation} for people who build apps, flows and bots.`,
    what: 'You answer a few questions about what you built. I tell you how much risk is in it and take you through the steps that this asks for, and no others.',
    never: 'I never read your other messages, never judge people and never act without telling you.',
    example:
      'For example: a leave calendar for one team takes about twenty minutes the first time, and nobody has to approve it.',
    register: start.with({}),
    home: home.with({}),
    help: help.with({ more: '0' }),
  }),
})
