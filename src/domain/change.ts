import { addDays } from './calendar.ts'
import type { Assessment, Certification } from './certification.ts'
import { isLive } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { lapsedBecause } from './lapsed-step.ts'
import type { Person } from './person.ts'
import { can } from './person.ts'
import { tiers } from './programme.ts'
import type { StepRule } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, classify, keepSettled, ruled, settling, tierOf } from './registration.ts'
import type { Anew } from './renewal.ts'
import { makeSteps } from './renewal.ts'
import type { Step } from './step.ts'
import { stopped } from './stop.ts'
import { allow, step as move, transitions } from './transition.ts'
import { fitWaivers } from './waiver-fit.ts'

/** The id by which a move to another platform stands among the answers that changed. */
export const platformChange = 'platform'

/** What somebody says has changed: all answers as they are now, and from which platform to which where it moved. */
export type Change = {
  readonly answers: Readonly<Record<string, string>>
  readonly platform: { readonly from: string; readonly to: string } | null
}

/** Whether a change can be said at all: at what is certified, and while its renewal is prepared. */
export const takesChange = ({ state }: Pick<Certification, 'state'>): boolean =>
  state === 'recertifying' || transitions['material change'].from.some((from) => from === state)

/** Without what stewards settled before the certificate was given: whoever says that it has changed since says something new. */
export const unbound = (certification: Certification): Certification => ({
  ...certification,
  settlements: certification.settlements.filter(
    ({ to, at }) => to === null || at === null || at > (certification.validFrom ?? ''),
  ),
})

const freed = (certification: Certification, changed: readonly string[]): Certification => {
  const stand = unbound(certification).settlements
  return {
    ...certification,
    settlements: certification.settlements.filter(
      (one) => stand.includes(one) || !changed.includes(one.question),
    ),
  }
}

const differences = ({ answers }: Certification, change: Change) => [
  ...Object.keys(change.answers)
    .filter((question) => change.answers[question] !== answers[question])
    .map((question) => ({
      question,
      from: answers[question] ?? '',
      to: change.answers[question] ?? '',
    })),
  ...(change.platform === null || change.platform.from === change.platform.to
    ? []
    : [{ question: platformChange, ...change.platform }]),
]

/** The steps as a change leaves them: what it touches is asked again with what was typed before, what does not hold any more from the start, the rest is kept. */
export const touched = (
  steps: readonly Step[],
  changed: readonly string[],
  rules: readonly StepRule[],
  developer: Person,
  evidenceMonths: number,
  context: Context,
): Step[] =>
  steps
    .filter((step) => lapsedBecause(step, rules, developer, evidenceMonths, context) === undefined)
    .map((step) =>
      rules.find((rule) => rule.id === step.id)?.touchedBy.some((id) => changed.includes(id))
        ? { ...step, state: 'open' as const, asked: null, passedBy: null, passedAt: null, refusal: null }
        : step,
    )

/**
 * Its developer or owner says that something has changed. What is certified is recertified: only the steps that the change touches are
 * asked again, and it counts meanwhile. Where the tier rises it counts for the days that the policy gives, and no longer.
 */
export const declareChange = (
  certification: Certification,
  change: Change,
  computed: Assessment,
  anew: Anew,
  by: Person,
  context: Context,
): Moved => {
  if (!can(by, { deed: 'certification.edit', certification }))
    throw new Refusal(
      'not-allowed',
      `What has changed at ${certification.id} is for its owner and its developer to say.`,
    )
  const changed = differences(certification, change)
  if (changed.length === 0)
    throw new Refusal(
      'missing',
      'Nothing is different from what was certified so far. Change an answer first, or go back.',
    )
  const ids = changed.map(({ question }) => question)
  keepSettled(unbound(certification), change.answers, context)
  if (certification.state === 'recertifying')
    return further(certification, change, ids, computed, anew, context)
  allow('material change', certification)
  const { settlements, events } = settling(freed(certification, ids), change.answers, context)
  const from = tierOf(certification)
  const assessment = ruled(computed, certification.ruling)
  const until = rises(from, assessment.tier) ? endsBy(certification, context) : null
  const kept = { ...certification, steps: keptSteps(certification, ids, assessment, anew, context) }
  const made = makeSteps(kept, assessment.tier, anew, context)
  const fit = fitWaivers(
    move('material change', certification, 'recertifying', context, {
      answers: change.answers,
      assessment,
      policy: { version: context.programme.version, hash: context.programme.hash },
      settlements,
      steps: made.steps,
      changedAnswers: changed.map((one) => ({ ...one, at: context.now })),
      change: { by: by.id, at: context.now, until },
      inForceUntil: until ?? certification.inForceUntil,
      confirmation: null,
      revocation: null,
      appeal: null,
    }),
    context.now,
  )
  const { next } = fit
  return {
    next,
    events: [
      {
        type: 'change-declared',
        ...about(next),
        by: by.id,
        changed: ids,
        from,
        tier: assessment.tier,
        until,
      },
      ...events(next),
      ...made.events(next),
      ...fit.events,
    ] satisfies readonly Event[],
  }
}

/** Another change while the renewal is prepared already. */
const further = (
  certification: Certification,
  change: Change,
  ids: readonly string[],
  computed: Assessment,
  anew: Anew,
  context: Context,
): Moved => {
  const from = tierOf(certification)
  const moved = classify(freed(certification, ids), change.answers, computed, context)
  const assessment = moved.next.assessment ?? computed
  const kept = { ...moved.next, steps: keptSteps(certification, ids, assessment, anew, context) }
  const made = makeSteps(kept, assessment.tier, anew, context)
  const isRise = rises(from, assessment.tier) && isLive(certification, context.now)
  const until = isRise ? endsBy(certification, context) : null
  const next: Certification = {
    ...moved.next,
    rev: certification.rev + 1,
    steps: made.steps,
    ...(until === null
      ? {}
      : { inForceUntil: until, change: { by: certification.developer, at: context.now, until } }),
  }
  return {
    next,
    events: [
      ...(moved.events.length > 0
        ? moved.events
        : [
            {
              type: 'answers-changed' as const,
              ...about(next),
              tier: assessment.tier,
              score: assessment.score,
              changed: ids,
            },
          ]),
      ...(until === null ? [] : [{ type: 'tier-risen' as const, ...about(next), until }]),
      ...made.events(next),
    ],
  }
}

const keptSteps = (
  { steps }: Certification,
  ids: readonly string[],
  { tier }: Assessment,
  { rulesFor, developer }: Anew,
  context: Context,
): Step[] =>
  touched(steps, ids, rulesFor(tier), developer, context.programme.cadences[tier].evidenceMonths, context)

const rises = (from: Assessment['tier'], to: Assessment['tier']): boolean =>
  tiers.indexOf(to) > tiers.indexOf(from)

/** Until when it counts after its tier has risen: so many days, and never longer than it had. */
const endsBy = ({ inForceUntil }: Certification, { now, programme }: Context): string | null => {
  const until = addDays(now, programme.reviews.changeDays)
  return inForceUntil !== null && inForceUntil < until ? inForceUntil : until
}

/**
 * The days after a change that raised the tier have passed, and it was not certified anew: nobody may rely on it until it is. `users` are
 * known to use it.
 */
export const suspendForChange = (
  certification: Certification,
  users: readonly string[],
  context: Context,
): Moved => {
  const { change, inForceUntil } = certification
  if (!change?.until || (inForceUntil !== null && inForceUntil > context.now))
    throw new Error(`${certification.id} may go on after its change`)
  const next = move('change not certified', certification, 'suspended', context, {
    inForceUntil: null,
    stop: stopped(certification, null, null, context.now),
  })
  return { next, events: [{ type: 'change-overdue', ...about(next), users }] }
}
