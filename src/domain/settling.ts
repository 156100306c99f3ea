import { addWorkingDays } from './calendar.ts'
import type { Certification, Settlement } from './certification.ts'
import type { Context } from './context.ts'
import type { Question } from './programme.ts'
import { hoursOf, unknown } from './programme.ts'

type Answers = Readonly<Record<string, string>>

/** What the stewards are asked to settle, as it stands with new answers: `asked` are those asked only now, `closed` the questions answered meanwhile. */
export const reconcile = (
  before: readonly Settlement[],
  answers: Answers,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): {
  readonly settlements: readonly Settlement[]
  readonly asked: readonly Settlement[]
  readonly closed: readonly string[]
} => {
  const kept = before.filter(({ question, to }) => answers[question] === (to ?? unknown))
  const due = addWorkingDays(now, programme.decisions.settleWorkingDays, hoursOf(programme))
  const asked = Object.keys(answers)
    .filter((question) => answers[question] === unknown && !kept.some((one) => one.question === question))
    .map((question) => ({ question, askedAt: now, due, to: null, by: null, at: null, reason: null }))
  return {
    settlements: [...kept, ...asked],
    asked,
    closed: before.filter((one) => one.to === null && !kept.includes(one)).map(({ question }) => question),
  }
}

/** What a steward is still asked to settle. */
export const openSettlements = ({ settlements }: Pick<Certification, 'settlements'>): readonly Settlement[] =>
  settlements.filter(({ to }) => to === null)

/** The sentence at each answer that a steward has settled otherwise. What is not an option any more binds nobody. */
export const againstSettled = (
  { settlements }: Pick<Certification, 'settlements'>,
  answers: Answers,
  questions: readonly Question[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    settlements.flatMap(({ question, to }) => {
      const option = questions.find((one) => one.id === question)?.options.find((one) => one.id === to)
      return option === undefined || answers[question] === undefined || answers[question] === to
        ? []
        : [
            [
              question,
              `A steward settled this: "${option.label}". If that is wrong, please talk to a steward, who can set the tier.`,
            ],
          ]
    }),
  )
