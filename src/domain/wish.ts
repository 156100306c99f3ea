import type { Approval, Verdict } from './approval.ts'
import { asksTwice, takesConditions } from './approval.ts'
import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import type { Tier } from './programme.ts'
import { Refusal } from './refusal.ts'
import { tierOf } from './registration.ts'
import { blocking } from './waiver.ts'

/** What an approver wants to come of a request. */
export type Wish = {
  readonly verdict: Verdict
  /** The approval version that the person saw. */
  readonly rev: number
  /** Hash of the content that the person saw. Approving at high is not possible without it. */
  readonly hash?: string | undefined
  /** Required for everything but a plain approval. */
  readonly reason: string
  readonly conditions: readonly { readonly words: string; readonly due: string }[]
}

/** Refuses a wish that cannot be taken as it is: it is about something else by now, or something is missing from it. */
export const checkWish = (wish: Wish, approval: Approval, certification: Certification): void => {
  const tier = tierOf(certification)
  const approves = wish.verdict === 'approve' || wish.verdict === 'approve_on_conditions'
  checkSeen(approval, certification, {
    ...wish,
    hash: approves && asksTwice(tier) ? (wish.hash ?? '') : wish.hash,
  })
  if (wish.verdict === 'approve_on_conditions') allowConditions(approval, tier)
  if (wish.verdict !== 'approve' && wish.reason === '')
    throw new Refusal('invalid', 'Please give a reason: it reaches the developer in your words.', {
      reason: 'Please give a reason.',
    })
  if (wish.verdict === 'approve_on_conditions' && wish.conditions.length === 0)
    throw new Refusal('invalid', 'Please name at least one condition and its day.', {
      condition1: 'Please name a condition.',
    })
}

/** Refuses to approve what an answer blocks again, because its waiver has ended since it was submitted. */
export const checkWaivers = (
  { verdict }: Pick<Wish, 'verdict'>,
  certification: Certification,
  moment: Pick<Context, 'now' | 'programme'>,
): void => {
  const [blocked] = blocking(certification, moment)
  if (!blocked || (verdict !== 'approve' && verdict !== 'approve_on_conditions')) return
  const name = moment.programme.questions.find((one) => one.id === blocked.question)?.name
  throw new Refusal(
    'blocked',
    `The waiver for the answer on ${name ?? blocked.question} has ended, so this cannot be approved as it is. You can ask for changes: the developer can then change the answer or ask for a waiver anew.`,
  )
}

/** Refuses where something else was seen than what stands now: another version, another stage, other content. */
export const checkSeen = (
  approval: Approval,
  certification: Certification,
  { rev, hash = approval.hash }: Pick<Wish, 'rev' | 'hash'>,
): void => {
  if (approval.rev === rev && approval.hash === hash && approval.hash === certification.frozen?.hash) return
  throw new Refusal(
    'changed-since',
    'This changed after your card was shown. Have a look at what is different, then decide.',
  )
}

/** Refuses conditions before the stage that may attach them. */
export const allowConditions = (approval: Approval, tier: Tier): void => {
  if (takesConditions(approval, tier)) return
  const last = approval.stages.at(-1)?.title ?? 'the last one'
  throw new Refusal(
    'wrong-state',
    `At high risk, conditions are for the last stage to set: ${last}. You can approve it, ask for changes or reject it.`,
  )
}
