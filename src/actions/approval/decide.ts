import { z } from 'zod'
import { asksTwice, barred, voters, waitingRoles } from '../../domain/approval.ts'
import { entitle, vote } from '../../domain/decision.ts'
import type { Names } from '../../domain/decision.ts'
import type { Wish } from '../../domain/wish.ts'
import { checkSeen } from '../../domain/wish.ts'
import { tierOf } from '../../domain/registration.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Approval } from '../../domain/approval.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Scope, Shown } from '../action.ts'
import { notOpenAnyMore } from '../not-open.ts'
import {
  approvalOf,
  certificationOf,
  countHolders,
  eachOf,
  keep,
  nameOf,
  permit,
  readReference,
} from '../load.ts'
import { candidates } from './seats.ts'

export const approvalCarries = z.strictObject({ approval: z.string(), rev: z.number().int() })
export type ApprovalCarries = z.infer<typeof approvalCarries>

/** Who can decide what the current stage still waits for, by name. */
export const entitledNames = async (
  scope: Pick<Scope, 'session'>,
  approval: Approval,
): Promise<readonly string[]> => {
  const holders = await eachOf(waitingRoles(approval), (role) => candidates(scope.session, approval, role))
  return [...new Map(holders.flat().map((person) => [person.id, person.name.body])).values()]
}

const namesFor = async (scope: Scope, approval: Approval): Promise<Names> => {
  const names = new Map(
    await eachOf(voters(approval), async (id) => [id, await nameOf(scope.session, id)] as const),
  )
  const out = [...barred(approval), ...voters(approval), scope.person.id]
  const counts = await countHolders(scope.session, out)
  return {
    nameOf: (id) => names.get(id) ?? 'Somebody',
    entitled: await entitledNames(scope, approval),
    holders: (role) => counts.get(role) ?? 0,
  }
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
  const approval = await approvalOf(session, carries.approval)
  const certification = await certificationOf(session, approval.certification)
  const names = await namesFor(scope, approval)
  entitle(approval, person, names)
  const decided = vote(approval, certification, person, { ...read(), rev: carries.rev }, names, context)
  await session.approvals.save(decided.approval, decided.events, context)
  if (decided.certification) await keep(session.certifications, decided.certification, scope)
  return { ref: { show: 'request', approval: approval.id } }
}

/**
 * Asks whether somebody means to approve, before it counts: for the tiers that ask twice. Whoever may not decide, or saw something
 * else than what stands now, hears it here already.
 */
export const askFirst = async (scope: Scope, carries: ApprovalCarries): Promise<Shown> => {
  const approval = await approvalOf(scope.session, carries.approval)
  const certification = await certificationOf(scope.session, approval.certification)
  entitle(approval, scope.person, await namesFor(scope, approval))
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
  const read = readReference(rest)
  if (!read)
    throw new Refusal(
      'unknown-thing',
      `Which one? Type ${word} and its reference, for example ${word} CRT-12.`,
    )
  if (read.reference.startsWith('APR')) {
    const { id, rev } = await approvalOf(scope.session, read.reference)
    return { carries: { approval: id, rev }, reason: read.rest }
  }
  const certification = await certificationOf(scope.session, read.reference)
  const approval =
    certification.approval === null ? undefined : await scope.session.approvals.find(certification.approval)
  if (!approval) await permit(scope, 'certification.see', certification)
  return approval
    ? { carries: { approval: approval.id, rev: approval.rev }, reason: read.rest }
    : notOpenAnyMore(certification, 'so it does not wait for a decision')
}
