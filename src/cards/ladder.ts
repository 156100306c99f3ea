import { moment } from '../domain/time-words.ts'
import type { Ladder } from '../domain/view-parts.ts'
import type { Reader } from './card.ts'
import { list } from './words.ts'

type Ahead = Ladder['ahead'][number]

/** What happens if nobody decides, a line each: "Thursday 3 December, 14:00: I ask Ben Okafor". `back` says where it goes in the end. */
export const aheadLines = (
  ladder: Ladder | null,
  reader: Reader,
  back: string,
): readonly { readonly text: string }[] =>
  (ladder?.ahead ?? []).map((one) => ({
    text: `${moment(one.at, reader)}: ${deed(one, back)}`,
  }))

/** The next of it and the end, in one sentence. */
export const aheadLine = (ladder: Ladder | null, reader: Reader, back: string): string => {
  const [next] = ladder?.ahead ?? []
  const end = ladder?.ahead.at(-1)
  if (!next || !end) return ''
  const say = (one: Ahead): string => `on ${moment(one.at, reader)}, ${deed(one, back)}`
  return `If nobody decides: ${next === end ? say(next) : `${say(next)}; ${say(end)}`}.`
}

const deed = ({ rung, names, you, again }: Ahead, back: string): string => {
  const whom = you ? ['you', ...names] : names
  switch (rung) {
    case 'nudge':
      return whom.length > 0 ? `I remind ${list(whom)}` : 'I remind whoever can decide'
    case 'deputy':
      return `I ask ${whom.length > 0 ? list(whom) : again ? 'whoever can decide' : 'the others who can decide'}${again ? ' once more' : ''}`
    case 'lead':
      return whom.length > 0
        ? `I ask ${list(whom)}, who ${whom.length === 1 && !you ? 'leads' : 'lead'} the stewards`
        : 'I ask everybody who can decide once more'
    case 'ends':
      return back
    default:
      rung satisfies never
      return ''
  }
}

/** How much of the time has passed, who has it and who nudged; '' where there is nothing to tell. */
export const soFarLine = (ladder: Ladder | null, reader: Reader): string =>
  ladder === null
    ? ''
    : [
        ladder.passed === null ? '' : passedWords[ladder.passed],
        ladder.mine ? 'You have it, so nobody else is reminded.' : takenLine(ladder.taken),
        ladder.nudged === null
          ? ''
          : `${ladder.nudged.mine ? 'You' : ladder.nudged.by} nudged ${moment(ladder.nudged.at, reader)}.`,
      ]
        .filter((words) => words !== '')
        .join(' ')

const passedWords = {
  nudge: 'Half of the time has passed.',
  deputy: 'The time to decide is over.',
  lead: 'The time to decide has long been over.',
} as const

/** "Ana Ruiz has it."; '' where nobody does. */
export const takenLine = (taken: readonly string[]): string =>
  taken.length === 0 ? '' : `${list(taken)} ${taken.length === 1 ? 'has' : 'have'} it.`
