import { addMonths } from './calendar.ts'
import type { Certification } from './certification.ts'
import { makers } from './certification.ts'
import type { Context } from './context.ts'
import type { Person } from './person.ts'
import { isAmong } from './person.ts'

/** How often two persons approved each other's work lately. */
export type Reciprocity = { readonly there: number; readonly back: number }

/** Whether two persons keep approving each other, as often and as lately as the policy says. It is shown and noted; it blocks nothing. */
export const reciprocity = (
  one: Person,
  other: Person,
  certifications: readonly Certification[],
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): Reciprocity | null => {
  const { reciprocalApprovals: each, reciprocalMonths } = programme.decisions
  const since = addMonths(now, -reciprocalMonths)
  const approved = (by: Person, of: Person): number =>
    certifications.filter(
      (certification) =>
        certification.decision !== null &&
        certification.decision.verdict.startsWith('certified') &&
        certification.decision.at >= since &&
        isAmong(by, certification.decision.by) &&
        isAmong(of, makers(certification)),
    ).length
  const [there, back] = [approved(one, other), approved(other, one)]
  return there >= each && back >= each ? { there, back } : null
}
