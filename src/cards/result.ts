import { open } from '../actions/open.ts'
import { startSteps } from '../actions/steps/start-steps.ts'
import { card } from './card.ts'
import { capital, footer, list, plural, subject, tierWords } from './words.ts'

export const resultCard = card('result', {
  line: (view) => `${view.certification} ${view.name} is ${tierWords(view.tier)}. ${view.sentence}`,
  fields: (view) => ({
    subject: subject(view),
    tierLine: capital(tierWords(view.tier)),
    tierStyle: view.tier === 'low' ? 'good' : view.tier === 'moderate' ? 'warning' : 'attention',
    sentence: `${view.sentence} Score ${view.score}.`,
    isBlocked: view.blocked.length > 0,
    blockedText: view.blocked
      .map(
        (one) =>
          `"${one.answer}" (${one.question}) blocks submitting for now.${one.alternatives.length === 0 ? '' : ` Instead you could use: ${list(one.alternatives, 'or')}.`}`,
      )
      .join(' '),
    hasDrivers: view.drivers.length > 0,
    drivers: view.drivers.map((one) => ({ text: `${capital(one.question)}: ${one.answer} (${one.why})` })),
    hasLower: view.counterfactual !== null,
    lower:
      view.counterfactual === null
        ? ''
        : `With ${list(view.counterfactual.changes.map((one) => `"${one.to}" instead of "${one.from}" (${one.question})`))} this would be ${view.counterfactual.tier}.`,
    next: view.next,
    steps: `${capital(plural(view.steps.length, 'step'))}: ${list(view.steps)}.`,
    effort: `About ${view.minutes} minutes of your time.${view.deciders.length === 0 ? '' : ` Who decides: ${list(view.deciders)}.`}`,
    footer: footer(view),
    canStart: view.canStart,
    canChange: view.canChange,
    startIt: startSteps.with({ certification: view.certification }),
    change: open.with({ what: 'questions', id: view.certification, part: '0' }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
  }),
})
