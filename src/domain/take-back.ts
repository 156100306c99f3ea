import type { Stage } from './approval.ts'
import { later } from './calendar.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import type { Programme } from './programme.ts'
import { Refusal } from './refusal.ts'

/** The instant from which a decision that was made at `at` stands; until then nobody but the approvers hears of it. */
export const undoEnds = (at: string, { decisions }: Pick<Programme, 'decisions'>): string =>
  later(at, decisions.undoSeconds * 1000)

/** What somebody decided, and whether everything is still as that decision left it. */
export type Decision = { readonly by: string; readonly at: string; readonly isUntouched: boolean }

type Moment = Pick<Context, 'now' | 'programme'>

/** Whether the person can still take a decision back; nobody can where there is none. */
export const mayTakeBack = (
  decision: Decision | undefined,
  person: Person,
  { now, programme }: Moment,
): boolean =>
  decision !== undefined &&
  isSelf(person, decision.by) &&
  decision.isUntouched &&
  now < undoEnds(decision.at, programme)

/**
 * Refuses whoever may not take a decision back: somebody else, on an old card, too late, or once something was done on the strength of it.
 * `passed` and `touched` are sentences on what to do instead; `isSeen` says that the card was about this decision.
 */
export const allowTakeBack = (
  { by, at, isUntouched }: Decision,
  person: Person,
  says: {
    readonly nameOf: (person: string) => string
    readonly isSeen: boolean
    readonly passed: string
    readonly touched: string
  },
  { now, programme }: Moment,
): void => {
  const decider = says.nameOf(by)
  if (!isSelf(person, by))
    throw new Refusal(
      'not-allowed',
      `Undoing this is for ${decider}, who decided it, and only for a short while. Please talk to them.`,
    )
  if (!says.isSeen)
    throw new Refusal(
      'changed-since',
      'This changed after your card was shown. Have a look at it as it is now.',
    )
  if (now >= undoEnds(at, programme))
    throw new Refusal('wrong-state', `The time for undoing has passed, and ${says.passed}`)
  if (!isUntouched) throw new Refusal('wrong-state', says.touched)
}

/** Why there is nothing to take back: it waits for a decision, which the person had a part in or not, or what was decided is over. */
export const nothingToTakeBack = ({
  isOpen,
  hasVoted,
}: {
  readonly isOpen: boolean
  readonly hasVoted: boolean
}): Refusal =>
  new Refusal(
    'wrong-state',
    isOpen
      ? hasVoted
        ? 'Your approval counts already, and only the last one can be undone, because it decides. If you see it otherwise now, talk to whoever decides next: they can still say no.'
        : 'This waits for a decision, so there is nothing to undo. Have a look at it as it is now.'
      : 'This decision does not stand any more, so there is nothing to undo. Have a look at it as it is now.',
  )

/** The stages as they were before the person voted. */
export const withoutVotesOf = (stages: readonly Stage[], person: string): Stage[] =>
  stages.map((stage) => ({
    ...stage,
    seats: stage.seats.map((seat) => ({
      ...seat,
      votes: seat.votes.filter((vote) => vote.person !== person),
    })),
  }))
