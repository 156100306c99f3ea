import type { Approval } from './approval.ts'
import { addWorkingDays } from './calendar.ts'
import type { Assessment, Certification } from './certification.ts'
import { isLive, isRenewal } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { lapsedBecause } from './lapsed-step.ts'
import type { Person } from './person.ts'
import { begin } from './preparation.ts'
import type { StepRule, Tier } from './programme.ts'
import type { Moved } from './registration.ts'
import { about, classify, ruled } from './registration.ts'
import type { Step } from './step.ts'
import { fitWaivers } from './waiver-fit.ts'
import { allow, step as move } from './transition.ts'
import { hoursOf } from './programme.ts'

/** What making steps anew has to know beside the certification. */
export type Anew = {
  readonly rulesFor: (tier: Tier) => readonly StepRule[]
  readonly developer: Person
}

/** Makes the steps of a tier; what was passed before is kept. */
export const makeSteps = (
  certification: Certification,
  tier: Tier,
  { rulesFor, developer }: Anew,
  context: Context,
): { readonly steps: Step[]; readonly events: (next: Certification) => readonly Event[] } => {
  const { steps, asked } = begin(certification, rulesFor(tier), tier, developer, context)
  return {
    steps: [...steps],
    events: (next) =>
      asked.map((one): Event => ({
        type: 'step-asked',
        ...about(next),
        step: one.id,
        of: { person: certification.owner },
      })),
  }
}

/** Takes the answered questionnaire. While a renewal is prepared its steps follow at once; a first certification starts them again. */
export const changeAnswers = (
  certification: Certification,
  answers: Readonly<Record<string, string>>,
  computed: Assessment,
  anew: Anew,
  context: Context,
): Moved => {
  const moved = classify(certification, answers, computed, context)
  const { next } = moved
  if (moved.events.length === 0 || next.state !== 'recertifying' || !next.assessment) return moved
  const made = makeSteps(next, next.assessment.tier, anew, context)
  return { next: { ...next, steps: made.steps }, events: [...moved.events, ...made.events(next)] }
}

/**
 * Begins a renewal: from a certificate that is due for review, or as the way back from one that stopped. What was given is kept, and
 * judged by the policy of today; what was not in force stays so until it is decided.
 */
export const recertify = (
  certification: Certification,
  computed: Assessment,
  anew: Anew,
  context: Context,
): Moved => {
  allow('recertify', certification)
  const assessment = ruled(computed, certification.ruling)
  const rules = anew.rulesFor(assessment.tier)
  const { evidenceMonths } = context.programme.cadences[assessment.tier]
  const kept = {
    ...certification,
    steps: certification.steps.filter(
      (step) => lapsedBecause(step, rules, anew.developer, evidenceMonths, context) === undefined,
    ),
  }
  const made = makeSteps(kept, assessment.tier, anew, context)
  const fit = fitWaivers(
    move('recertify', certification, 'recertifying', context, {
      assessment,
      policy: { version: context.programme.version, hash: context.programme.hash },
      steps: made.steps,
      // What was said to have changed stays for the approvers to see.
      changedAnswers: certification.change === null ? [] : certification.changedAnswers,
      appeal: null,
      // What was asked for and never settled belongs to the certificate before.
      revocation: null,
      confirmation: null,
    }),
    context.now,
  )
  const { next } = fit
  const { state: from } = certification
  return {
    next,
    events: [
      {
        type: 'recertification-started',
        ...about(next),
        from,
        steps: made.steps.map((step) => step.id),
      },
      ...made.events(next),
      ...fit.events,
    ],
  }
}

/** Until when the certificate counts once its low or moderate renewal is submitted in time: at least so long after its validity. */
export const inForceOnceSubmitted = (
  certification: Certification,
  tier: Tier,
  { now, programme }: Context,
): string | null => {
  const { validUntil, inForceUntil } = certification
  if (certification.change?.until) return inForceUntil
  if (tier === 'high' || !isRenewal(certification) || !isLive(certification, now) || validUntil === null)
    return inForceUntil
  const extended = addWorkingDays(validUntil, programme.decisions.renewalWorkingDays, hoursOf(programme))
  return inForceUntil !== null && extended > inForceUntil ? extended : inForceUntil
}

/** Validity and grace have passed while a renewal is decided: it goes on, and nobody may use what it is about meanwhile. `users` are known to use it. */
export const endValidity = (
  certification: Certification,
  users: readonly string[],
  context: Context,
): Moved => {
  const next = move('validity ends', certification, certification.state, context, { inForceUntil: null })
  return { next, events: [{ type: 'validity-ended', ...about(next), users }] }
}

/** Where the developer's part of it goes on once a request is given up. */
export const backToSteps = (certification: Certification): 'preparing' | 'recertifying' =>
  isRenewal(certification) ? 'recertifying' : 'preparing'

/** Whether something can be changed while approvers look at it: an appeal is about what was rejected, and nothing else. */
export const mayEdit = (certification: Certification, request: Approval | undefined): boolean =>
  certification.state === 'in_review' && request?.state === 'open' && request.appeals === null
