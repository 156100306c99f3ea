import type { Asset } from './asset.ts'
import { addDays, addMonths } from './calendar.ts'
import type { Certification, Frozen } from './certification.ts'
import { isRenewal } from './certification.ts'
import type { Context } from './context.ts'
import type { Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import type { Moved } from './registration.ts'
import { about, tierOf } from './registration.ts'
import { inForceOnceSubmitted } from './renewal.ts'
import type { Step } from './step.ts'
import { allow, step as move } from './transition.ts'
import { blocking, grantedAsk, pendingAsk, standingWaiver, waiversInForce } from './waiver.ts'
import { termsOf } from './waiver-decision.ts'
import { mayAskWaiver } from './waiver-request.ts'

/** The steps that are still to pass. */
export const openSteps = (certification: Certification): readonly Step[] =>
  certification.steps.filter((step) => step.state !== 'passed')

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

/** Says in one sentence why it cannot be submitted yet; undefined where it can. */
export const obstacle = (
  certification: Certification,
  moment: Pick<Context, 'now' | 'programme'>,
): Refusal | undefined => {
  const [blocked] = blocking(certification, moment)
  if (blocked) {
    const question = moment.programme.questions.find((one) => one.id === blocked.question)
    const instead = question?.options.find((one) => one.id === blocked.option)?.alternatives ?? []
    return new Refusal(
      'blocked',
      `The answer on ${question?.name ?? blocked.question} blocks this for now.${instead.length === 0 ? '' : ` What you could use instead: ${instead.join('; ')}.`} ${wayOut(certification, blocked, moment)}`,
    )
  }
  const open = openSteps(certification)
  if (open.length === 0) return undefined
  const count = numbers[open.length] ?? String(open.length)
  const titles = open.slice(0, 4).map((step) => step.title)
  const more = open.length > titles.length ? ` and ${open.length - titles.length} more` : ''
  return new Refusal(
    'missing',
    `${count} ${open.length === 1 ? 'step is' : 'steps are'} still open: ${titles.join(', ')}${more}.`,
  )
}

/** What can be done about an answer that blocks. */
const wayOut = (
  certification: Certification,
  blocked: { readonly question: string; readonly option: string },
  moment: Pick<Context, 'now' | 'programme'>,
): string => {
  const standing = standingWaiver(certification, blocked)
  if (standing && pendingAsk(standing)) return 'A waiver is asked for and waits for a decision.'
  return mayAskWaiver(certification, blocked.question, moment)
    ? `Change the answer then, or ask for a waiver: waiver ${certification.id}. Nothing else is lost.`
    : 'Change the answer then; nothing else is lost.'
}

/** The parts that stand still while it is decided, each with its hash. Texts count by their salted hash, so that erasing one changes nothing. */
const partsOf = (
  certification: Certification,
  asset: Asset,
  context: Context,
): Readonly<Record<string, string>> => ({
  name: asset.name.hash,
  purpose: asset.purpose.hash,
  kind: context.hash(asset.kind),
  platform: context.hash(asset.platform),
  owner: context.hash(asset.owner),
  version: context.hash(asset.version),
  ...Object.fromEntries(
    Object.entries(certification.answers).map(([question, option]) => [
      `answer ${question}`,
      context.hash(option),
    ]),
  ),
  ...Object.fromEntries(
    waiversInForce(certification, context).map((waiver) => [
      `waiver ${waiver.question}`,
      context.hash(termsOf(waiver, grantedAsk(waiver))),
    ]),
  ),
  ...Object.fromEntries(
    certification.steps.map((step) => [
      `step ${step.id}`,
      context.hash({
        answers: Object.fromEntries(
          Object.entries(step.answers).map(([field, words]) => [field, words.hash]),
        ),
        evidence: step.evidence.map((one) => one.hash),
        by: step.passedBy,
      }),
    ]),
  ),
})

/** Names of the parts that differ between two submitted versions. */
export const changedParts = (before: Frozen | null, now: Frozen): readonly string[] =>
  before === null
    ? []
    : [...new Set([...Object.keys(before.parts), ...Object.keys(now.parts)])].filter(
        (part) => before.parts[part] !== now.parts[part],
      )

/** Whether the content is what it was when it was submitted the last time. */
export const isUnchanged = (certification: Certification, asset: Asset, context: Context): boolean => {
  const { frozen } = certification
  return (
    frozen !== null &&
    changedParts(frozen, { ...frozen, parts: partsOf(certification, asset, context) }).length === 0
  )
}

/** The version that was approved, as its request named it: "2"; '' where the latest decision is no approval. */
export const certifiedVersion = ({ decision, frozen }: Pick<Certification, 'decision' | 'frozen'>): string =>
  decision?.verdict === 'certified' || decision?.verdict === 'certified_on_conditions'
    ? String(frozen?.version ?? '')
    : ''

/** Freezes the content by its hash: this is what approvers decide on. Refuses while something is open or blocked. */
export const submit = (certification: Certification, asset: Asset, by: string, context: Context): Moved => {
  allow('submit', certification)
  const tier = tierOf(certification)
  const wrong = obstacle(certification, context)
  if (wrong) throw wrong
  const parts = partsOf(certification, asset, context)
  const frozen: Frozen = {
    version: (certification.frozen?.version ?? 0) + 1,
    hash: context.hash(parts),
    at: context.now,
    by,
    parts,
  }
  const inForceUntil = inForceOnceSubmitted(certification, tier, context)
  const next = move('submit', certification, 'submitted', context, {
    frozen,
    before: certification.frozen,
    decision: null,
    inForceUntil,
  })
  return {
    next,
    events: [
      {
        type: 'certification-submitted',
        ...about(next),
        tier,
        hash: frozen.hash,
        version: frozen.version,
        ...(inForceUntil === null || inForceUntil === certification.inForceUntil ? {} : { inForceUntil }),
      },
    ],
  }
}

/**
 * From when a new validity runs: the decision. A renewal in its window, or in the days of grace, runs from the old expiry: nobody gains
 * by being late, and nobody loses by being early.
 */
export const runsFrom = (
  certification: Pick<Certification, 'validFrom' | 'validUntil' | 'windowOpens' | 'inForceUntil'>,
  now: string,
): string => {
  const { validUntil, windowOpens, inForceUntil } = certification
  const isInTime =
    isRenewal(certification) && inForceUntil !== null && inForceUntil > now && (windowOpens ?? '9') <= now
  return isInTime && validUntil !== null ? validUntil : now
}

/** What certifying sets. */
export const validity = (certification: Certification, tier: Tier, context: Context) => {
  const cadence = context.programme.cadences[tier]
  const validUntil = addMonths(runsFrom(certification, context.now), cadence.validityMonths)
  return {
    validFrom: context.now,
    validUntil,
    windowOpens: addDays(validUntil, -cadence.windowDays),
    inForceUntil: addDays(validUntil, cadence.graceDays),
    verify: context.newId(),
    conditions: [],
    stop: null,
    revocation: null,
    stopped: null,
    confirmation: null,
    change: null,
  }
}

/** A low tier that was reached by other answers or by persons is always looked at, and so is what was found wanting before. */
const hasReasonToLook = ({ changedAnswers, ruling, sample }: Certification): boolean =>
  changedAnswers.length > 0 || ruling?.bound === 'at-most' || (sample?.looked?.found ?? null) !== null

/**
 * Decides the light lane by itself. One in ten is marked to be looked at afterwards, with the seed recorded; a person's first
 * asset always is, and so is a low tier that was reached by changing answers. `users` were told that it did not count.
 */
export const decideLow = (
  certification: Certification,
  { first, users }: { readonly first: boolean; readonly users: readonly string[] },
  context: Context,
): Moved => {
  allow('decide low', certification)
  if (tierOf(certification) !== 'low') throw new Error('only the low tier decides itself')
  if (!certification.frozen) throw new Error('decided without frozen content')
  const seed = context.random()
  const because = first
    ? ('first' as const)
    : hasReasonToLook(certification)
      ? ('changed' as const)
      : seed * 100 < context.programme.sampling.percent
        ? ('drawn' as const)
        : ('not-drawn' as const)
  const chosen = because !== 'not-drawn'
  const valid = validity(certification, 'low', context)
  const next = move('decide low', certification, 'certified', context, {
    ...valid,
    sample: { chosen, seed, because, looked: null },
    decision: {
      verdict: 'certified',
      by: [],
      at: context.now,
      platform: context.platform,
      reason: null,
      hash: certification.frozen.hash,
      before: null,
    },
  })
  return {
    next,
    events: [
      {
        type: 'certification-certified',
        ...about(next),
        tier: 'low',
        sampled: chosen,
        seed,
        validUntil: valid.validUntil,
        windowOpens: valid.windowOpens,
        inForceUntil: valid.inForceUntil,
        users,
      },
    ],
  }
}
