import type { Asset } from './asset.ts'
import type { Assessment, Certification, Ruling } from './certification.ts'
import { isRenewal } from './certification.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import { invalid } from './form.ts'
import { tiers } from './programme.ts'
import { Refusal } from './refusal.ts'
import { againstSettled, reconcile } from './settling.ts'
import { allow, stateWords, step } from './transition.ts'
import { fitWaivers } from './waiver-fit.ts'
import type { BroughtIn } from './brought-in.ts'
import { markOf } from './brought-in.ts'

/** What one change of a certification came to: its next version and what happened. */
export type Moved = { readonly next: Certification; readonly events: readonly Event[] }

/** The ids that each event about a certification carries. */
export const about = (certification: Certification) => ({
  subject: certification.id,
  certification: certification.id,
  asset: certification.asset,
  developer: certification.developer,
  owner: certification.owner,
})

export type Registration = {
  readonly asset: string
  readonly certification: string
  readonly name: string
  readonly purpose: string
  readonly kind: string
  readonly platform: string
  readonly developer: string
  readonly owner: string
  /** The owner's. */
  readonly unit: string | null
  /** Left out where it is new. */
  readonly existing?: BroughtIn
  readonly listed?: Asset['listed']
}

/** Puts a new asset into the register, with a draft certification beside it. */
export const register = (
  wish: Registration,
  context: Context,
): {
  readonly asset: Asset
  readonly certification: Certification
  readonly registered: Event
  readonly drafted: Event
} => {
  const asset: Asset = {
    id: wish.asset,
    rev: 1,
    name: context.text(wish.name),
    purpose: context.text(wish.purpose),
    kind: wish.kind,
    platform: wish.platform,
    developer: wish.developer,
    owner: wish.owner,
    deputy: null,
    unit: wish.unit,
    handOver: null,
    sought: null,
    version: '1',
    certification: wish.certification,
    registeredAt: context.now,
    listed: wish.listed ?? null,
  }
  const certification: Certification = {
    id: wish.certification,
    rev: 1,
    state: 'draft',
    asset: asset.id,
    developer: asset.developer,
    owner: asset.owner,
    unit: asset.unit,
    policy: { version: context.programme.version, hash: context.programme.hash },
    answers: {},
    assessment: null,
    ruling: null,
    lowering: null,
    settlements: [],
    changedAnswers: [],
    steps: [],
    waivers: [],
    frozen: null,
    before: null,
    approval: null,
    decision: null,
    stop: null,
    revocation: null,
    confirmation: null,
    change: null,
    disposal: null,
    appeal: null,
    conditions: [],
    goLive: null,
    existing: wish.existing ? markOf(wish.existing, context.now) : null,
    sample: null,
    validFrom: null,
    validUntil: null,
    windowOpens: null,
    inForceUntil: null,
    stopped: null,
    verify: null,
    createdAt: context.now,
    since: context.now,
  }
  return {
    asset,
    certification,
    registered: {
      type: 'asset-registered',
      subject: asset.id,
      asset: asset.id,
      owner: asset.owner,
      developer: asset.developer,
    },
    drafted: certification.existing
      ? { type: 'existing-drafted', ...about(certification), ...certification.existing }
      : { type: 'certification-drafted', ...about(certification) },
  }
}

/** States in which nobody has been asked to decide, so that who will be can still change. */
const unitStates = ['draft', 'classified', 'preparing', 'changes_requested', 'recertifying']

/** Whether the unit can still change. */
export const mayChangeUnit = ({ state }: Certification): boolean => unitStates.includes(state)

/** Says which part of the organisation an asset belongs to: whose stewards decide on it. Refuses once it was submitted. */
export const setAssetUnit = (
  asset: Asset,
  certification: Certification | undefined,
  unit: string | null,
): {
  readonly asset: { readonly next: Asset; readonly events: readonly Event[] }
  readonly certification?: Moved
} => {
  if (certification && !mayChangeUnit(certification))
    throw new Refusal(
      'wrong-state',
      `${certification.id} is ${stateWords[certification.state]} now. Its unit can be changed while it is prepared.`,
    )
  if (asset.unit === unit) return { asset: { next: asset, events: [] } }
  const next = certification && { ...certification, unit, rev: certification.rev + 1 }
  return {
    asset: {
      next: { ...asset, unit, rev: asset.rev + 1 },
      events: [{ type: 'asset-unit-set', subject: asset.id, asset: asset.id, unit }],
    },
    ...(next ? { certification: { next, events: [{ type: 'unit-changed', ...about(next), unit }] } } : {}),
  }
}

/**
 * Takes the answered questionnaire. From a draft it classifies; later it changes answers, which asks for a new result:
 * the difference is kept for reviewers. The steps that were made for the old answers are made anew at `start`, and what was given is kept there.
 */
export const classify = (
  certification: Certification,
  answers: Readonly<Record<string, string>>,
  computed: Assessment,
  context: Context,
): Moved => {
  const assessment = ruled(computed, certification.ruling)
  const policy = { version: context.programme.version, hash: context.programme.hash }
  if (certification.state === 'draft') {
    const { settlements, events } = settling(certification, answers, context)
    const change = { answers, assessment, policy, settlements }
    const next = step('classify', certification, 'classified', context, change)
    return {
      next,
      events: [
        { type: 'certification-classified', ...about(next), tier: assessment.tier, score: assessment.score },
        ...events(next),
      ],
    }
  }
  allow('change answers', certification)
  const changed = Object.keys(answers).filter(
    (question) => answers[question] !== certification.answers[question],
  )
  if (changed.length === 0 && policy.hash === certification.policy.hash)
    return { next: certification, events: [] }
  keepSettled(certification, answers, context)
  const { settlements, events } = settling(certification, answers, context)
  const to = isRenewal(certification) ? 'recertifying' : 'classified'
  const fit = fitWaivers(
    step('change answers', certification, to, context, {
      answers,
      assessment,
      policy,
      settlements,
      changedAnswers: [
        ...certification.changedAnswers,
        ...changed.map((question) => ({
          question,
          from: certification.answers[question] ?? '',
          to: answers[question] ?? '',
          at: context.now,
        })),
      ],
    }),
    context.now,
  )
  const { next } = fit
  return {
    next,
    events: [
      { type: 'answers-changed', ...about(next), tier: assessment.tier, score: assessment.score, changed },
      ...events(next),
      ...fit.events,
    ],
  }
}

/** Refuses answers other than those that a steward has settled, each at its question. */
export const keepSettled = (
  certification: Certification,
  answers: Readonly<Record<string, string>>,
  { programme }: Context,
): void => {
  const wrong = againstSettled(certification, answers, programme.questions)
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
}

/** What stewards are asked to settle with these answers, and no longer. */
export const settling = (
  certification: Certification,
  answers: Readonly<Record<string, string>>,
  context: Context,
) => {
  const { settlements, asked, closed } = reconcile(certification.settlements, answers, context)
  return {
    settlements: [...settlements],
    events: (next: Certification): readonly Event[] => [
      ...asked.map(({ question, due }): Event => ({
        type: 'settling-asked',
        ...about(next),
        question,
        due,
        tier: tierOf(next),
      })),
      ...closed.map((question): Event => ({ type: 'settling-closed', ...about(next), question })),
    ],
  }
}

/** The tier that persons set survives other answers: it is asked for at least, or at most unless an answer forces high by itself. */
export const ruled = (computed: Assessment, ruling: Ruling | null): Assessment => {
  if (ruling === null) return computed
  const isHigher = tiers.indexOf(ruling.tier) > tiers.indexOf(computed.tier)
  const isForced = computed.drivers.some((driver) => driver.because === 'forces-high')
  const binds = ruling.bound === 'at-least' ? isHigher : !isHigher && !isForced
  return binds ? { ...computed, tier: ruling.tier } : computed
}

/** Refuses what cannot be withdrawn; afterwards nothing happens to it any more. A renewal is not given up with it: it is prepared further. */
export const withdraw = (certification: Certification, context: Context): Moved => {
  if (isRenewal(certification)) {
    const next = step('withdraw', certification, 'recertifying', context)
    return { next, events: [{ type: 'renewal-withdrawn', ...about(next) }] }
  }
  const { next, events } = fitWaivers(step('withdraw', certification, 'withdrawn', context), context.now)
  return { next, events: [{ type: 'certification-withdrawn', ...about(next) }, ...events] }
}

/** Withdraws a draft on which nothing happened for as long as the policy allows. */
export const lapse = (certification: Certification, context: Context): Moved => {
  if (certification.existing !== null)
    throw new Refusal(
      'wrong-state',
      `${certification.id} was in use before, so it never lapses. Nothing was changed.`,
    )
  const { next, events } = fitWaivers(step('lapse', certification, 'withdrawn', context), context.now)
  return { next, events: [{ type: 'certification-lapsed', ...about(next) }, ...events] }
}

/** Asks once whether a draft on which nothing happened is still wanted. */
export const remindDraft = (certification: Certification): Moved => ({
  next: { ...certification, rev: certification.rev + 1 },
  events: [{ type: 'draft-reminded', ...about(certification) }],
})

/** The tier of a certification that has been classified; refuses one that has not. */
export const tierOf = (certification: Certification): Assessment['tier'] => {
  if (!certification.assessment)
    throw new Refusal('wrong-state', `${certification.id} has no risk tier yet. Answer the questions first.`)
  return certification.assessment.tier
}
