import { addMonths } from './calendar.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import type { StepRule } from './programme.ts'
import { tierOf } from './registration.ts'
import type { Step } from './step.ts'
import { asks } from './step.ts'

/** What was passed once and does not hold any more, in words: "the policy has changed since". */
export type Lapsed = { readonly step: string; readonly title: string; readonly why: string }

type Known = Pick<Context, 'now' | 'programme'>

/** Why a step that was passed does not hold any more; undefined where it does. */
export const lapsedBecause = (
  step: Step,
  rules: readonly Pick<StepRule, 'id' | 'skill'>[],
  developer: Pick<Person, 'acknowledged' | 'passes'>,
  evidenceMonths: number,
  { now, programme }: Known,
): string | undefined => {
  if (step.state !== 'passed') return undefined
  if (step.kind === 'acknowledgement')
    return developer.acknowledged.some((one) => one.hash === programme.hash)
      ? undefined
      : 'the policy has changed since'
  if (step.kind === 'training') {
    const skill = rules.find((one) => one.id === step.id)?.skill
    return developer.passes.some((pass) => pass.skill === skill && pass.until > now)
      ? undefined
      : 'it has run out'
  }
  if (asks(step) !== 'evidence') return undefined
  const given = step.passedAt ?? step.evidence.at(-1)?.at
  return given !== undefined && addMonths(given, evidenceMonths) <= now
    ? `its evidence is older than ${evidenceMonths} months`
    : undefined
}

/** Everything that was passed and does not hold any more. Where there is nothing, the checks are green. */
export const lapsed = (
  certification: Certification,
  developer: Pick<Person, 'acknowledged' | 'passes'>,
  moment: Known,
): readonly Lapsed[] => {
  const { evidenceMonths } = moment.programme.cadences[tierOf(certification)]
  return certification.steps.flatMap((step) => {
    const why = lapsedBecause(step, moment.programme.steps, developer, evidenceMonths, moment)
    return why === undefined ? [] : [{ step: step.id, title: step.title, why }]
  })
}
