import { open } from '../actions/open.ts'
import { moment } from '../domain/time-words.ts'
import type { ViewOf } from '../domain/view.ts'
import type { Reader } from './card.ts'
import { card } from './card.ts'
import { capital, list, plural } from './words.ts'

type View = ViewOf<'reminders'>
type Line = View['lines'][number]
type Step = Line['steps'][number]

export const remindersCard = card('reminders', {
  line: (view, reader) => {
    const [latest] = view.lines
    return latest
      ? `The last thing that I reminded you of: ${about(latest)}. ${history(latest, reader)}`
      : `I have not reminded you of anything yet. ${rules(view, reader)}`
  },
  fields: (view, reader) => ({
    rules: rules(view, reader),
    hasLines: view.lines.length > 0,
    none: view.lines.length === 0,
    rows: view.lines.map((line) => ({ about: about(line), history: history(line, reader) })),
    hasCounts: view.counts.length > 0,
    counts: countsOf(view),
    settings: open.with({ what: 'settings', id: '', part: '' }),
    home: open.with({ what: 'home', id: '', part: '' }),
  }),
})

const about = ({ reference, name, what }: Line): string =>
  `${capital(what)}${reference === '' && name === '' ? '' : `: ${[reference, name].filter(Boolean).join(' ')}`}`

const rules = (view: View, reader: Reader): string => {
  const { left, most, quiet, digestAt, digestCame, pushes } = view
  const came = digestCame === null ? '' : ` The latest came ${moment(digestCame, reader)}.`
  if (!pushes)
    return `Reminders and digests are not switched on for you; an administrator chooses who gets them. What somebody asks you or decides reaches you all the same.${came}`
  return `I send you at most ${plural(most, 'reminder')} by themselves in any seven days; ${left === 0 ? 'none is' : `${left} ${left === 1 ? 'is' : 'are'}`} left. Nothing comes between ${quiet.from} and ${quiet.to}, at weekends or on holidays. The rest stands in one digest a day, at ${digestAt}.${came}`
}

/** "Not sent Saturday 5 December, 08:00: quiet hours. It came Monday 7 December, 09:30." */
const history = ({ steps, sentAt }: Line, reader: Reader): string => {
  // What was decided on before it was merged or put aside never came about.
  const said = steps.filter(({ outcome }, index) => index === steps.length - 1 || outcome === 'deferred')
  return said.map((step) => wordsOf(step, reader, sentAt)).join(' ')
}

const wordsOf = ({ outcome, because, at, until }: Step, reader: Reader, sentAt: string | null): string => {
  const when = moment(at, reader)
  switch (outcome) {
    case 'ping':
      return sentAt === null
        ? `It is on its way: ${reasons[because]}.`
        : `It came ${moment(sentAt, reader)}: ${reasons[because]}.`
    case 'digest':
      return sentAt === null
        ? `It stands in your next digest: ${reasons[because]}.`
        : `It stood in your digest ${moment(sentAt, reader)}: ${reasons[because]}.`
    case 'deferred':
      return `Not sent ${when}: ${reasons[because]}${until === null ? '' : `, until ${moment(until, reader)}`}.`
    case 'merged':
      return `Not sent ${when} by itself: ${reasons[because]}.`
    case 'suppressed':
      return `Not sent ${when}: ${reasons[because]}.`
  }
}

const reasons: Readonly<Record<Step['because'], string>> = {
  'due-soon': 'due soon',
  blocks: 'so that nobody has to wait for you',
  exempt: 'too urgent to wait',
  'not-urgent': 'not due soon',
  'digest-only': 'no hurry',
  budget: "the week's messages were used up",
  quiet: 'quiet hours',
  snoozed: 'you wanted it later',
  'on-it': 'somebody was on it',
  away: 'you were away',
  newer: 'a newer one says it',
  together: 'another message says it',
  rollout: 'reminders are not switched on for you',
  done: 'it was done by then',
  unreached: 'it did not reach you',
}

const outcomeWords: Readonly<Record<Step['outcome'], string>> = {
  ping: 'sent by themselves',
  digest: 'in the digest',
  deferred: 'deferred',
  merged: 'merged',
  suppressed: 'not sent',
}

/** Counts alone: whose they are is nobody else's business. */
const countsOf = ({ counts }: View): string =>
  counts.length === 0
    ? ''
    : `Everybody's, in four weeks: ${list(
        counts.map(
          ({ outcome, because, count }) => `${count} ${outcomeWords[outcome]} (${reasons[because]})`,
        ),
      )}.`
