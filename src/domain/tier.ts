import type { Approval } from './approval.ts'
import type { Assessment, Certification, CertificationState, Ruling } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Person } from './person.ts'
import { can, isSelf } from './person.ts'
import { begin } from './preparation.ts'
import type { StepRule, Tier } from './programme.ts'
import { tiers } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about } from './registration.ts'
import { backToSteps } from './renewal.ts'
import type { Decided } from './review.ts'
import { allow, step as move } from './transition.ts'
import { fitWaivers } from './waiver-fit.ts'

const rank = (tier: Tier): number => tiers.indexOf(tier)

/** What setting a tier has to know beside the certification: what its answers alone give, and the steps that the new tier asks for. */
export type Known = {
  readonly computed: Assessment | null
  readonly rules: readonly StepRule[]
  readonly developer: Person
}
type Wish = { readonly tier: Tier; readonly reason: string }

const forcesHigh = (computed: Assessment | null): boolean =>
  computed?.drivers.some((driver) => driver.because === 'forces-high') ?? false

const notForYou = (id: string, who: string): Refusal =>
  new Refusal(
    'not-allowed',
    `Setting the tier of ${id} needs the ${who}, and somebody who neither built nor owns it.`,
  )

/** A steward asks for more: it counts at once. A draft gets it with its answers. */
export const raiseTier = (
  certification: Certification,
  wish: Wish,
  by: Person,
  known: Known,
  context: Context,
): Moved => {
  if (!can(by, { deed: 'tier.set', certification })) throw notForYou(certification.id, 'steward role')
  allow('set tier', certification)
  const from = certification.assessment?.tier ?? certification.ruling?.tier ?? null
  if (from !== null && rank(wish.tier) <= rank(from))
    throw new Refusal(
      'already-decided',
      `${certification.id} is ${from} risk, so ${wish.tier} is no more than it has. Nothing was changed.`,
    )
  return rule(
    certification,
    { ...wish, id: context.newId().slice(0, 12), by: by.id, second: null },
    known,
    context,
  )
}

/** Refuses a tier that is not lower, or lower than an answer that forces high allows. */
const mayLower = (certification: Certification, tier: Tier, computed: Assessment | null): void => {
  allow('set tier', certification)
  const from = certification.assessment?.tier
  if (from === undefined)
    throw new Refusal(
      'wrong-state',
      `${certification.id} has no risk tier yet, so there is nothing to lower. Let its developer answer the questions first.`,
    )
  if (forcesHigh(computed) && tier !== 'high')
    throw new Refusal(
      'not-allowed',
      `An answer of ${certification.id} makes it high by itself, and nobody can lower that. If the answer is wrong, its developer can change it.`,
    )
  if (rank(tier) >= rank(from))
    throw new Refusal(
      'already-decided',
      `${certification.id} is ${from} risk, so ${tier} is no less than it has. Nothing was changed.`,
    )
}

/** A steward asks for less: a second person has to agree, and until then nothing changes. */
export const askLower = (
  certification: Certification,
  wish: Wish,
  by: Person,
  computed: Assessment | null,
  context: Context,
): Moved => {
  if (!can(by, { deed: 'tier.set', certification })) throw notForYou(certification.id, 'steward role')
  mayLower(certification, wish.tier, computed)
  const reason = context.text(wish.reason)
  const lowering = {
    id: context.newId().slice(0, 12),
    tier: wish.tier,
    from: certification.assessment?.tier ?? wish.tier,
    by: by.id,
    reason,
    at: context.now,
  }
  const next = { ...certification, rev: certification.rev + 1, lowering }
  return {
    next,
    events: [
      {
        type: 'tier-lowering-asked',
        ...about(next),
        lowering: lowering.id,
        tier: wish.tier,
        by: by.id,
        reason,
      },
    ],
  }
}

const loweringOf = (certification: Certification, id: string, by: Person) => {
  const { lowering } = certification
  if (!can(by, { deed: 'tier.second', certification }))
    throw notForYou(certification.id, 'steward, security or data protection role')
  if (lowering?.id !== id)
    throw new Refusal('already-decided', 'This is decided or was asked anew. Nothing left to do.')
  if (isSelf(by, lowering.by))
    throw new Refusal('not-allowed', 'You asked for this, so someone else has to agree to it.')
  return lowering
}

/** The second person agrees. */
export const confirmLower = (
  certification: Certification,
  id: string,
  by: Person,
  known: Known,
  context: Context,
): Moved => {
  const lowering = loweringOf(certification, id, by)
  mayLower(certification, lowering.tier, known.computed)
  const ruling = { id, tier: lowering.tier, by: lowering.by, second: by.id, reason: lowering.reason.body }
  return rule(certification, ruling, known, context)
}

/** The second person does not agree. */
export const declineLower = (certification: Certification, id: string, by: Person): Moved => {
  const lowering = loweringOf(certification, id, by)
  const next = { ...certification, rev: certification.rev + 1, lowering: null }
  return {
    next,
    events: [{ type: 'tier-lowering-declined', ...about(next), lowering: id, by: by.id, asked: lowering.by }],
  }
}

type Given = {
  readonly id: string
  readonly tier: Tier
  readonly by: string
  readonly second: string | null
  readonly reason: string
}

/** Sets the tier: what was submitted is prepared again, what is live is recertified; steps are made anew and passed ones kept. */
const rule = (certification: Certification, given: Given, known: Known, context: Context): Moved => {
  const reason = context.text(given.reason)
  const computed = known.computed?.tier ?? null
  const from = certification.assessment?.tier ?? null
  const ruling: Ruling = {
    ...given,
    reason,
    from,
    at: context.now,
    bound: computed === null || rank(given.tier) >= rank(computed) ? 'at-least' : 'at-most',
  }
  const assessment = certification.assessment && { ...certification.assessment, tier: given.tier }
  const to = leadsTo(certification)
  const anew =
    to === 'preparing' || to === 'recertifying'
      ? begin(certification, known.rules, given.tier, known.developer, context)
      : undefined
  const fit = fitWaivers(
    move('set tier', certification, to, context, {
      ruling,
      lowering: null,
      assessment,
      ...(anew ? { steps: [...anew.steps] } : {}),
    }),
    context.now,
  )
  const { next } = fit
  const { id, by, second } = given
  return {
    next,
    events: [
      { type: 'tier-set', ...about(next), ruling: id, from, tier: given.tier, by, second, reason },
      ...fit.events,
      ...(anew?.asked.map((step): Event => ({
        type: 'step-asked',
        ...about(next),
        step: step.id,
        of: { person: certification.owner },
      })) ?? []),
    ],
  }
}

const leadsTo = (certification: Certification): CertificationState => {
  const { state } = certification
  switch (state) {
    case 'draft':
    case 'classified':
      return state
    case 'preparing':
    case 'submitted':
    case 'in_review':
    case 'changes_requested':
      return backToSteps(certification)
    default:
      return 'recertifying'
  }
}

/** Closes the open request of a certification that has moved on: another request replaces it, or none. */
export const supersede = (approval: Approval, certification: Certification, context: Context): Decided => ({
  approval: { ...approval, state: 'superseded', closedAt: context.now, rev: approval.rev + 1 },
  events: [
    {
      type: 'approval-closed',
      ...about(certification),
      subject: approval.id,
      approval: approval.id,
      state: 'superseded',
    },
  ],
})
