import { open } from '../actions/open.ts'
import { startSteps } from '../actions/steps/start-steps.ts'
import type { Phase } from '../domain/programme.ts'
import { phases } from '../domain/programme.ts'
import type { ViewOf } from '../domain/view.ts'
import { blockedLines } from './blocked.ts'
import { card } from './card.ts'
import { capital, duration, footer, list, plural, subject, tierWords } from './words.ts'

export const resultCard = card('result', {
  line: (view) => `${view.certification} ${view.name} is ${tierWords(view.tier)}. ${view.sentence}`,
  fields: (view, reader) => ({
    subject: subject(view),
    tierLine: capital(tierWords(view.tier)),
    tierStyle: view.tier === 'low' ? 'good' : view.tier === 'moderate' ? 'warning' : 'attention',
    sentence: `${view.sentence} Score ${view.score}.`,
    ...blockedLines(view, reader),
    hasDrivers: view.drivers.length > 0,
    drivers: view.drivers.map((one) => ({ text: `${capital(one.question)}: ${one.answer} (${one.why})` })),
    hasUnknowns: view.unknowns.length > 0,
    unknowns: `You can go on meanwhile: a steward settles the answer on ${list(view.unknowns)}, and the tier is worked out anew then.`,
    hasLower: view.counterfactual !== null,
    lower:
      view.counterfactual === null
        ? ''
        : `With ${list(view.counterfactual.changes.map((one) => `"${one.to}" instead of "${one.from}" (${one.question})`))} this would be ${view.counterfactual.tier}.`,
    next: view.next,
    left:
      view.steps.length === 0
        ? 'Every step is there already.'
        : `${view.there.length === 0 ? '' : 'Still '}${plural(view.steps.length, 'step')}:`,
    steps: phases.flatMap((phase) => {
      const titles = view.steps.filter((one) => one.phase === phase).map((one) => one.title)
      return titles.length === 0 ? [] : [{ text: `${phaseWords[phase]}: ${some(titles)}` }]
    }),
    hasThere: view.there.length > 0,
    there: `There already: ${some(view.there)}.`,
    effort: effort(view),
    hasEffort: effort(view) !== '',
    footer: footer(view),
    canStart: view.canStart,
    startTitle: view.steps.length === 0 ? 'Go on to submit' : 'Start the steps',
    canChange: view.canChange,
    startIt: startSteps.with({ certification: view.certification }),
    change: open.with({ what: 'questions', id: view.certification, part: '0' }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
  }),
})

const phaseWords: Readonly<Record<Phase, string>> = {
  know: 'To know',
  describe: 'To describe',
  check: 'To check',
  run: 'To keep it running',
}

/** Titles have commas of their own, so they are parted by semicolons; a long list is cut. */
const some = (titles: readonly string[]): string =>
  titles.length <= mostTitles
    ? titles.join('; ')
    : `${titles.slice(0, mostTitles).join('; ')}; and ${titles.length - mostTitles} more`
const mostTitles = 6

/** What it takes of whom: the developer's time for what is left, and who decides afterwards. */
const effort = ({ minutes, developer, deciders }: ViewOf<'result'>): string =>
  [
    ...(minutes === 0
      ? []
      : [`About ${duration(minutes)} ${developer === '' ? 'of your time' : `for ${developer}`}.`]),
    ...(deciders.length === 0 ? [] : [`Who decides: ${list(deciders)}.`]),
  ].join(' ')
