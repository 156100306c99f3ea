import type { Approval } from '../../domain/approval.ts'
import { currentStage, lastVote, officeOf, votesOf, waitingSeats } from '../../domain/approval.ts'
import type { Certification } from '../../domain/certification.ts'
import { addDays, dayOf } from '../../domain/calendar.ts'
import { takersOf } from '../../domain/deadline.ts'
import { holds } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { tierOf } from '../../domain/registration.ts'
import { changedParts } from '../../domain/submission.ts'
import { mayUndo } from '../../domain/undo.ts'
import type { View, ViewOf } from '../../domain/view.ts'
import { allowConditions } from '../../domain/wish.ts'
import { officeWords, roleWords } from '../../domain/role-words.ts'
import { forms } from '../forms.ts'
import { headed } from '../headed.ts'
import { approvalOf, certificationOf, nameOf, namesOf } from '../load.ts'
import type { Look } from '../look.ts'
import { ask, typed } from '../look.ts'
import { conditionInputs, lastConditionDay } from './approve-on-conditions.ts'
import { candidates, permitRequest, voteNames } from './deciders.ts'
import { partWords } from './part-words.ts'
import { hasRoom } from './ladder.ts'
import { withTakers } from './takers.ts'
import { mostReason } from './reason.ts'
import { seatsLeft } from './seats.ts'

const decidedVerdict = {
  approved: 'approved',
  rejected: 'rejected',
  changes_requested: 'changes_requested',
  withdrawn: 'withdrawn',
  expired: 'expired',
  superseded: 'superseded',
} as const

/** How a request was decided. */
export const decidedView = async (
  look: Look,
  approval: Approval,
  certification: Certification,
): Promise<ViewOf<'decided'>> => {
  const last = lastVote(approval)
  if (approval.state === 'open') throw new Error('an open request has no verdict yet')
  const verdict =
    approval.state === 'approved' && approval.conditions.length > 0
      ? ('approved_on_conditions' as const)
      : decidedVerdict[approval.state]
  const byPeople =
    approval.state === 'approved' || approval.state === 'rejected' || approval.state === 'changes_requested'
  return {
    kind: 'decided',
    ...(await headed(look, certification)),
    approval: approval.id,
    verdict,
    who: byPeople
      ? await voteNames(look.session, approval.state === 'approved' ? votesOf(approval) : last ? [last] : [])
      : [],
    where: byPeople ? (last?.platform ?? '') : '',
    at: approval.closedAt ?? approval.openedAt,
    reason: byPeople ? (last?.reason?.body ?? '') : '',
    conditions: approval.conditions.map((one) => ({ words: one.words.body, due: one.due })),
    rev: approval.rev,
    ...replacing(look, approval, certification),
    mayUndo: mayUndo(approval, certification, look.person, look),
    undoSeconds: look.programme.decisions.undoSeconds,
  }
}

/** What replaced a superseded request, and what is different there. */
const replacing = (
  look: Look,
  approval: Approval,
  certification: Certification,
): Pick<ViewOf<'decided'>, 'changed' | 'replacedBy'> => {
  const { before, frozen, assessment } = certification
  const isReplaced = approval.state === 'superseded' && certification.approval !== approval.id
  if (!isReplaced) return { changed: [], replacedBy: '' }
  const parts = frozen && before?.hash === approval.hash ? changedParts(before, frozen) : []
  const tier = approval.tier === assessment?.tier ? [] : [`risk tier: ${assessment?.tier}`]
  return {
    changed: [...tier, ...parts.map((part) => partWords(look, certification, part))],
    replacedBy: certification.approval ?? '',
  }
}

export const decideView = async (
  look: Look,
  id: string,
  verdict: ViewOf<'decide'>['verdict'],
): Promise<View> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  await permitRequest(look, approval, certification)
  if (approval.state !== 'open') return decidedView(look, approval, certification)
  const tier = tierOf(certification)
  if (verdict === 'approve_on_conditions') allowConditions(approval, tier)
  const { form, subject } = forms.decide(id, verdict)
  const last = lastConditionDay(look.programme.conditions.mostDays, look.now, look.person.zone)
  const usual = dayOf(addDays(look.now, 14, look.person.zone), look.person.zone)
  const reason = (label: string) => ({
    id: 'reason',
    label,
    help: 'The developer reads this in your words.',
    kind: 'words' as const,
    most: mostReason,
  })
  const blanks =
    verdict === 'approve_on_conditions'
      ? [
          ...conditionInputs.flatMap(({ words, day }, index) => [
            {
              id: words,
              label: index === 0 ? 'Condition' : 'A second condition, if there is one',
              optional: index > 0,
              kind: 'words' as const,
              most: 300,
            },
            {
              id: day,
              label: index === 0 ? 'To be met by' : 'The second one by',
              optional: index > 0,
              help: `At the latest ${last}.`,
              kind: 'date' as const,
              value: index === 0 ? (usual < last ? usual : last) : '',
            },
          ]),
          reason('Why on conditions?'),
        ]
      : [reason(verdict === 'reject' ? 'Why do you reject it?' : 'What has to change?')]
  return {
    kind: 'decide',
    ...(await headed(look, certification)),
    approval: id,
    rev: approval.rev,
    tier,
    version: certification.frozen?.version ?? 1,
    hash: approval.hash,
    verdict,
    fields: ask(look, blanks, await typed(look, form, subject)),
    sentence: look.fault.sentence,
    developer: await nameOf(look.session, certification.developer),
    also: await seatsLeft(look, approval),
  }
}

/** The awareness post for the steward channel: no personal data, the same state. */
export const postView = async (look: Look, id: string): Promise<ViewOf<'post'>> => {
  const approval = await approvalOf(look.session, id)
  const certification = await certificationOf(look.session, approval.certification)
  // A channel reads as nobody does; somebody in person reads it for the same reasons as the request itself.
  if (look.person.id !== '') await permitRequest(look, approval, certification)
  const held = await withTakers(look.session, approval, look.now)
  const waiting = [...new Set(waitingSeats(approval).map((seat) => officeWords(officeOf(seat))))]
  return {
    kind: 'post',
    ...(await headed(look, certification)),
    approval: id,
    tier: tierOf(certification),
    stateLine: approval.state === 'open' ? `waits for ${waiting.join(' and ')}` : closedWords[approval.state],
    due: approval.state === 'open' ? approval.due : null,
    open: approval.state === 'open',
    taken:
      approval.state === 'open'
        ? await namesOf(
            look.session,
            takersOf(held).map((one) => one.person),
          )
        : [],
    isFree: approval.state === 'open' && hasRoom(held),
  }
}

const closedWords = {
  approved: 'approved',
  rejected: 'rejected',
  changes_requested: 'back with the developer for changes',
  withdrawn: 'withdrawn by the developer',
  expired: 'ran out before it was decided',
  superseded: 'not asked any more, because it changed or stopped',
} as const

export const unmannedView = async (look: Look, id: string, role: string): Promise<ViewOf<'unmanned'>> => {
  const approval = await approvalOf(look.session, id)
  if (!holds(look.person, 'admin'))
    throw new Refusal('not-allowed', 'Filling a role is for the administrators. Nothing left to do for you.')
  const certification = await certificationOf(look.session, approval.certification)
  const seat = currentStage(approval).seats.find((one) => one.role === role)
  return {
    kind: 'unmanned',
    ...(await headed(look, certification)),
    approval: id,
    role: seat ? officeWords(officeOf(seat)) : roleWords(role),
    needs: seat ? seat.needs - seat.votes.length : 1,
    holders: seat ? (await candidates(look.session, approval, seat, look.now)).length : 0,
  }
}
