import type { Context } from './context.ts'
import type { Person } from './person.ts'
import type { Step } from './step.ts'

/**
 * The steps with somebody else as the developer: what a person shows for themselves, the policy acknowledged and the micro-certifications
 * that the tier asks for, counts where the new one has it, and is asked of them where they have not.
 */
export const stepsOfDeveloper = (
  steps: readonly Step[],
  developer: Person,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): readonly Step[] =>
  steps.map((step) => {
    if (step.by !== 'developer' || (step.kind !== 'training' && step.kind !== 'acknowledgement')) return step
    const skill = programme.steps.find(({ id }) => id === step.id)?.skill
    const holds =
      step.kind === 'acknowledgement'
        ? developer.acknowledged.some((one) => one.hash === programme.hash)
        : developer.passes.some((pass) => pass.skill === skill && pass.until > now)
    return holds
      ? { ...step, state: 'passed', passedBy: developer.id, passedAt: now }
      : { ...step, state: 'open', answers: {}, passedBy: null, passedAt: null }
  })

/** Steps that were done, or waited for somebody, and are open again; nothing where there are none. */
export const openedAgain = (
  before: readonly Step[],
  after: readonly Step[],
): { readonly again?: readonly string[] } => {
  const closed = before.filter(({ state }) => state !== 'open').map(({ id }) => id)
  const again = after.filter(({ id, state }) => state === 'open' && closed.includes(id)).map(({ id }) => id)
  return again.length === 0 ? {} : { again }
}
