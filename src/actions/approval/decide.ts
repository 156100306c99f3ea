import { z } from 'zod'
import { asksTwice, barred, tookPart, waitingRoles, waitingSeats } from '../../domain/approval.ts'
import { vote } from '../../domain/decision.ts'
import { entitle, placeOf } from '../../domain/entitlement.ts'
import type { Names } from '../../domain/entitlement.ts'
import type { Wish } from '../../domain/wish.ts'
import { checkSeen } from '../../domain/wish.ts'
import type { Decided } from '../../domain/review.ts'
import type { Event } from '../../domain/event.ts'
import { about, tierOf } from '../../domain/registration.ts'
import type { Ballot } from '../../domain/approval.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Scope, Shown } from '../action.ts'
import { absentFor, candidates, deciderName, permitRequest } from './deciders.ts'
import { pairsOf } from './pairs.ts'
import { notOpenAnyMore } from '../not-open.ts'
import {
  approvalOf,
  certificationOf,
  countHolders,
  eachOf,
  keep,
  nameOf,
  permit,
  referenceIn,
  requestAbout,
} from '../load.ts'

export const approvalCarries = z.strictObject({ approval: z.string(), rev: z.number().int() })
export type ApprovalCarries = z.infer<typeof approvalCarries>

/** Who can decide what the current stage still waits for, by name. */
export const entitledNames = async (
  scope: Pick<Scope, 'session'> & { readonly context: { readonly now: string } },
  approval: Ballot,
): Promise<readonly string[]> => {
  const found = await eachOf(waitingSeats(approval), (seat) =>
    candidates(scope.session, approval, seat, scope.context.now),
  )
  return [...new Map(found.flat().map((one) => [one.person.id, deciderName(one)])).values()]
}

/** How those who take part in a request are called, and how many may decide after the person; `more` are asked about besides. */
export const namesFor = async (
  scope: Scope,
  approval: Ballot,
  more: readonly string[] = [],
): Promise<Names> => {
  const { session, person, context } = scope
  const took = tookPart(approval)
  const names = new Map(
    await eachOf([...took, ...more], async (id) => [id, await nameOf(session, id)] as const),
  )
  const absent = await absentFor(session, person, context.now, waitingRoles(approval))
  // Whoever they decide for has had their part as well, then.
  const instead = placeOf(approval, person, absent, context.now)?.absent
  const out = [...barred(approval), ...took, person.id, ...(instead ? [instead.id] : [])]
  return {
    nameOf: (id) => names.get(id) ?? 'Somebody',
    entitled: await entitledNames(scope, approval),
    absent,
    holders: await countHolders(session, out, { tier: approval.tier, unit: approval.unit }),
  }
}

/** A request that somebody wants to do something about. What became of one that is closed is for those to hear who may see it. */
export const requestFor = async ({ session, person, context }: Scope, id: string) => {
  const approval = await approvalOf(session, id)
  const certification = await certificationOf(session, approval.certification)
  if (approval.state !== 'open')
    await permitRequest({ session, person, now: context.now }, approval, certification)
  return { approval, certification }
}

/** Saves what a move of a request came to, in the journal in whose place it was done. */
export const saveDecided = async ({ session, context }: Scope, decided: Decided): Promise<void> => {
  const { onBehalfOf } = decided
  const stamp = onBehalfOf === undefined ? context : { ...context, onBehalfOf }
  await session.approvals.save(decided.approval, decided.events, stamp)
  if (decided.certification) await keep(session.certifications, decided.certification, { context: stamp })
}

/**
 * Takes the person's decision and saves what it comes to, in the one transaction of the press. What was typed is read by `read`,
 * after it is clear that the person may decide at all.
 */
export const decide = async (
  scope: Scope,
  carries: ApprovalCarries,
  read: () => Omit<Wish, 'rev'>,
): Promise<Shown> => {
  const { session, context, person } = scope
  const { approval, certification } = await requestFor(scope, carries.approval)
  const names = await namesFor(scope, approval)
  entitle(approval, person, names, context.now)
  const decided = vote(approval, certification, person, { ...read(), rev: carries.rev }, names, context)
  const flags = (await pairsOf(session, approval, person, context)).map(({ maker, there, back }): Event => ({
    type: 'reciprocity-flagged',
    ...about(certification),
    subject: approval.id,
    approval: approval.id,
    by: person.id,
    maker: maker.id,
    there,
    back,
  }))
  await saveDecided(scope, { ...decided, events: [...decided.events, ...flags] })
  return { ref: { show: 'request', approval: approval.id } }
}

/**
 * Asks whether somebody means to approve, before it counts: for the tiers that ask twice. Whoever may not decide, or saw something
 * else than what stands now, hears it here already.
 */
export const askFirst = async (scope: Scope, carries: ApprovalCarries): Promise<Shown> => {
  const { approval, certification } = await requestFor(scope, carries.approval)
  entitle(approval, scope.person, await namesFor(scope, approval), scope.context.now)
  checkSeen(approval, certification, carries)
  return { ref: { show: 'approve', approval: approval.id } }
}

/** Whether approving this request asks twice. */
export const isAskedTwice = async (scope: Pick<Scope, 'session'>, id: string): Promise<boolean> => {
  const approval = await approvalOf(scope.session, id)
  return asksTwice(tierOf(await certificationOf(scope.session, approval.certification)))
}

/** What a typed decision is about; a `Ref` where there is nothing to decide. */
type Read = { readonly carries: ApprovalCarries; readonly reason: string } | Ref

/** Reads `CRT-12 and the reason` or `APR-3 ...`: the open request of that certification, as it is now. */
export const readDecision = async (rest: string, scope: Scope, word: string): Promise<Read> => {
  const read = referenceIn(rest, word)
  if (read.reference.startsWith('APR')) {
    const { id, rev } = await approvalOf(scope.session, read.reference)
    return { carries: { approval: id, rev }, reason: read.rest }
  }
  const certification = await certificationOf(scope.session, read.reference)
  const approval = await requestAbout(scope.session, certification)
  if (!approval) await permit(scope, 'certification.see', certification)
  return approval
    ? { carries: { approval: approval.id, rev: approval.rev }, reason: read.rest }
    : notOpenAnyMore(certification, 'so it does not wait for a decision')
}
