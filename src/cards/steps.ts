import { open } from '../actions/open.ts'
import { submit } from '../actions/submission/submit.ts'
import type { StepLine } from '../domain/view-parts.ts'
import { blockedLines } from './blocked.ts'
import { card } from './card.ts'
import { plain } from './plain.ts'
import { footer, plural, renewalLine, subject } from './words.ts'

export const stepsCard = card('steps', {
  line: (view) =>
    `${view.certification} ${view.name}: ${view.done} of ${view.total} steps passed. ${view.obstacle === '' ? `Type submit ${view.certification}.` : view.obstacle}`,
  fields: (view, reader) => ({
    subject: subject(view),
    progress: `${view.done} of ${view.total} steps passed`,
    hasChanges: view.changes !== null,
    changesText: view.changes === null ? '' : `${view.changes.who} asks for changes: ${view.changes.reason}`,
    hasRenewal: view.renewal !== null,
    renewal: `${renewalLine(view.renewal, reader)}${view.renewal?.stopped ? ` It was stopped: ${plain(view.renewal.stopped, 300)}` : ''}`,
    steps: view.steps.map((one) => ({
      mark: `${marks[one.state]} `,
      title: one.title,
      state: ` · ${stateLine(one)}`,
      hasSaid: one.state === 'refused' && one.said !== '',
      said: plain(one.said, 240),
      canOpen: view.mine && one.id !== view.next?.id,
      title2: one.state === 'passed' ? 'Look' : one.state === 'asked' ? 'Change' : 'Open',
      press: open.with({ what: 'step', id: view.certification, part: one.id }),
    })),
    ...blockedLines(view, reader),
    hasObstacle: view.obstacle !== '' && view.next === null && view.blocked.length === 0,
    obstacle: waitingLine(view.steps) || view.obstacle,
    attests: view.attests,
    canSubmit: view.canSubmit,
    hasNext: view.next !== null,
    nextTitle: view.next === null ? 'Next' : `Next: ${view.next.title}`,
    next: open.with({ what: 'step', id: view.certification, part: view.next?.id ?? '' }),
    submit: submit.with({ certification: view.certification }),
    mine: view.mine,
    yours: view.yours,
    canWithdraw: view.mine && view.renewal === null,
    change: open.with({
      what: view.renewal === null ? 'questions' : 'change',
      id: view.certification,
      part: view.renewal === null ? '0' : '',
    }),
    why: open.with({ what: 'why', id: view.certification, part: '' }),
    withdraw: open.with({ what: 'withdraw', id: view.certification, part: '' }),
    footer: footer(view),
  }),
})

/** Where all that is open lies with others; '' where the developer has something to do. */
const waitingLine = (steps: readonly StepLine[]): string => {
  const open = steps.filter(({ state }) => state !== 'passed')
  return open.length > 0 && open.every(({ state }) => state === 'asked')
    ? `Nothing is left for you: ${plural(open.length, 'step')} ${open.length === 1 ? 'waits' : 'wait'} for others. Your inbox says when it can be submitted.`
    : ''
}

const marks = { open: '○', asked: '◔', passed: '✓', refused: '!' } as const

const stateLine = (step: StepLine): string => {
  switch (step.state) {
    case 'open':
      return openLine(step)
    case 'asked':
      return `waits for ${step.who}`
    case 'passed':
      return `passed by ${step.who}`
    case 'refused':
      return 'not right yet'
  }
}

/** A step that the developer has not done yet, as the reader would say it. */
const openLine = ({ begun, first, who }: StepLine): string => {
  const alone = first === who
  if (first === 'you') return `${begun ? 'begun' : 'to do'}${alone ? '' : `, then ${who}`}`
  return alone ? `for ${first} to do` : `${first} first, then ${who}`
}
