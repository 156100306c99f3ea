import { open } from '../actions/open.ts'
import { askAgain } from '../actions/steps/ask-again.ts'
import type { ViewOf } from '../domain/view.ts'
import { card } from './card.ts'
import { capital, footer, subject } from './words.ts'

export const waitingStepCard = card('waiting-step', {
  line: (view) =>
    `${view.certification} ${view.name}: ${view.title}. ${sentence(view)}${view.said === '' ? '' : ` ${view.said}`}`,
  fields: (view) => ({
    subject: subject(view),
    title: view.title,
    sentence: sentence(view),
    hasSaid: view.said !== '',
    said: view.said,
    canAsk: view.canAsk && view.stepState === 'open',
    canAskAgain: view.canAsk && view.stepState === 'refused',
    hint: `Change what it takes, then ask ${view.who} again.`,
    ask: askAgain.with({ certification: view.certification, step: view.step }),
    back: open.with({ what: 'steps', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

const sentence = (view: ViewOf<'waiting-step'>): string => {
  switch (view.stepState) {
    case 'passed':
      return `Passed by ${view.who}. Nothing left to do.`
    case 'refused':
      return `${view.saidBy} says it is not right:`
    case 'open':
      return view.canAsk
        ? `${capital(view.who)} has not been asked yet.`
        : `This is for ${view.who} to do. The checklist shows when it is done.`
    case 'asked':
      return `This waits for ${view.who}. The checklist shows when it is done.`
  }
}
