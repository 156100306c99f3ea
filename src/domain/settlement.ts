import type { Assessment, Certification, CertificationState } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { invalid } from './form.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { tiers, unknown } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, ruled, tierOf } from './registration.ts'
import type { Anew } from './renewal.ts'
import { backToSteps, makeSteps } from './renewal.ts'
import { openSettlements } from './settling.ts'
import { fitWaivers } from './waiver-fit.ts'
import { allow, step as move, transitions } from './transition.ts'

export type Settling = { readonly question: string; readonly option: string; readonly reason: string }

/** Refuses whoever may not say what the true answer is. */
export const maySettle = (certification: Certification, by: Person): void => {
  if (!can(by, { deed: 'answer.settle', certification }))
    throw new Refusal(
      'not-allowed',
      `Settling an answer of ${certification.id} needs the steward role, and somebody who neither built nor owns it.`,
    )
}

/**
 * A steward says what the true answer is, where the developer did not know. The tier is what the answers give then, more or less: that is
 * no lowering. Steps follow; what was submitted is prepared again. `computed` are the answers as they are settled.
 */
export const settleAnswer = (
  certification: Certification,
  { question: id, option, reason }: Settling,
  by: Person,
  computed: Assessment,
  anew: Anew,
  context: Context,
): Moved => {
  maySettle(certification, by)
  allow('settle', certification)
  const asked = certification.settlements.find((one) => one.question === id)
  if (!asked)
    throw new Refusal(
      'already-decided',
      'The developer knows by now and has answered it. Nothing left to do.',
    )
  if (asked.to !== null)
    throw new Refusal('already-decided', 'Another steward has settled this already. Nothing left to do.')
  const known = context.programme.questions.find((one) => one.id === id)?.options
  if (option === unknown || !known?.some((one) => one.id === option))
    throw invalid({ option: 'Please choose the answer that is true.' })
  const from = tierOf(certification)
  const assessment = ruled(computed, certification.ruling)
  const words = context.text(reason)
  const rises = tiers.indexOf(assessment.tier) > tiers.indexOf(from)
  const to = leadsTo(certification, rises)
  const made = hasSteps(to) ? makeSteps(certification, assessment.tier, anew, context) : undefined
  const fit = fitWaivers(
    move('settle', certification, to, context, {
      answers: { ...certification.answers, [id]: option },
      assessment,
      settlements: certification.settlements.map((one) =>
        one.question === id ? { ...one, to: option, by: by.id, at: context.now, reason: words } : one,
      ),
      ...(made ? { steps: made.steps } : {}),
    }),
    context.now,
  )
  const { next } = fit
  return {
    next,
    events: [
      {
        type: 'answer-settled',
        ...about(next),
        question: id,
        option,
        by: by.id,
        reason: words,
        from,
        tier: assessment.tier,
      },
      ...(made?.events(next) ?? []),
      ...fit.events,
    ] satisfies readonly Event[],
  }
}

const hasSteps = (state: CertificationState): boolean =>
  state === 'preparing' || state === 'changes_requested' || state === 'recertifying'

/** What was submitted is prepared again; a certificate stands unless it deserves more than it got. */
const leadsTo = (certification: Certification, rises: boolean): CertificationState => {
  switch (certification.state) {
    case 'submitted':
    case 'in_review':
      return backToSteps(certification)
    case 'certified':
    case 'conditionally_certified':
    case 'review_due':
      return rises ? 'recertifying' : certification.state
    default:
      return certification.state
  }
}

/** Whether a steward is still asked to settle a question of it. */
export const isWaiting = (certification: Certification, question: string): boolean =>
  transitions.settle.from.some((from) => from === certification.state) &&
  openSettlements(certification).some((one) => one.question === question)

/** The working days in which it should have been settled have passed. */
export const remindSettling = (certification: Certification, question: string): Moved => ({
  next: { ...certification, rev: certification.rev + 1 },
  events: [{ type: 'settling-reminded', ...about(certification), question, tier: tierOf(certification) }],
})
