import type { Certification } from './certification.ts'
import type { Context } from './context.ts'
import { Refusal } from './refusal.ts'
import { undoEnds } from './take-back.ts'

/** How long a link to a pack is good. */
export const linkMinutes = 10

/** Whether it was decided for good: what approvers decided can be undone for a while, and changes are asked for on the way. */
export const isDecided = (
  { decision }: Certification,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): boolean =>
  decision !== null &&
  decision.verdict !== 'changes_requested' &&
  (decision.before === null || now >= undoEnds(decision.at, programme))

/** The "no" to whoever asks for the evidence before there is a decision to prove. */
export const notDecided = ({ id, decision }: Certification): Refusal =>
  new Refusal(
    'wrong-state',
    decision === null || decision.verdict === 'changes_requested'
      ? `${id} is not decided yet, so there is nothing to prove. Ask again once it is; audit ${id} shows how far it is.`
      : `${id} was decided a moment ago, and that can still be undone. Ask again in a little while.`,
  )

/** The "no" to whoever made it and is yet to hear how a waiver was decided: the whole record says so. */
export const notStanding = ({ id }: Certification): Refusal =>
  new Refusal(
    'wrong-state',
    `Somebody decided on a waiver for ${id} a moment ago, and that can still be undone. Ask again in a little while.`,
  )

/** Where the installation keeps which pack of a certification was handed out last. */
export const packSetting = (certification: string): string => `evidence:${certification}`
/** Where it keeps the public keys that its packs were ever signed with. */
export const keysSetting = 'evidence-keys'
