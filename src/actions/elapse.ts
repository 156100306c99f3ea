import { isLive } from '../domain/certification.ts'
import { suspendForChange } from '../domain/change.ts'
import type { Context } from '../domain/context.ts'
import { beginAway, comeBack } from '../domain/delegation.ts'
import { isDecided } from '../domain/evidence-pack.ts'
import { expireRequest } from '../domain/review.ts'
import { lapse as lapseOffer, openOffer, remindOffer } from '../domain/hand-over.ts'
import type { Joined } from '../domain/membership.ts'
import type { Person } from '../domain/person.ts'
import { roles } from '../domain/programme.ts'
import { lapse, remindDraft } from '../domain/registration.ts'
import { remindCondition, remindReview, remindStep } from '../domain/reminding.ts'
import { endRoles, lapseRequest, remindEnd } from '../domain/role.ts'
import { endValidity } from '../domain/renewal.ts'
import { awaitsLook, remindSample } from '../domain/sample.ts'
import { isWaiting, remindSettling } from '../domain/settlement.ts'
import { awaitsWord, remindStop } from '../domain/stop.ts'
import type { Timer } from '../domain/timer.ts'
import { transitions } from '../domain/transition.ts'
import { concernsUsers, settle } from '../domain/undo.ts'
import {
  endWaiver,
  endWaits,
  expireWaiver,
  lapseWaiver,
  remindWaiver,
  settleWaiver,
} from '../domain/waiver-time.ts'
import { expire, missCondition, openWindow } from '../domain/validity.ts'
import type { Session } from '../ports/store.ts'
import { openPortion, takeBackPortion } from './campaign/portions.ts'
import { elapseCampaign } from './campaign/settle.ts'
import { climbRung } from './approval/climb.ts'
import { waitingOn } from './approval/deciders.ts'
import { drain } from './drain/drain.ts'
import { beginCheck } from './reviews/follow.ts'
import { watchProgramme } from './reviews/programme.ts'
import { recordDecision } from './evidence-pack/record.ts'
import { remindOfExisting } from './existing/remind.ts'
import { seeToMore } from './leaving/portions.ts'
import { seekOnward } from './hand-over/seek-on.ts'
import { keepPerson } from './leaving/reseat.ts'
import { usersOf } from './standing/users.ts'
import { askedAt } from './steps/asked-at.ts'
import { approvalOf, assetOf, certificationOf, keep, personOf, standing } from './load.ts'

/**
 * Does what a timer is for. A thing that has moved on meanwhile is left alone: its timers were cleared with it, and what is
 * found here in another state needs nothing.
 */
export const elapse = async (session: Session, context: Context, timer: Timer): Promise<void> => {
  const scope = { context }
  if (timer.kind === 'sweep') return watchProgramme(session, context)
  // What is told without anything having happened changes nothing here.
  if (timer.kind === 'digest' || timer.kind === 'week' || timer.kind === 'channel-week') return
  // What waits for its time is the governor's.
  if (timer.kind === 'reminder-waits' || timer.kind === 'on-it-ends') return
  if (timer.kind === 'notices-drain') return drain(session, context, timer)
  if (timer.kind === 'campaign-opens') return openPortion(session, context, timer)
  if (timer.kind === 'campaign-takes-back') return takeBackPortion(session, context, timer)
  if (timer.kind === 'campaign-ends') return elapseCampaign(session, context, timer)
  if (timer.kind === 'approval-climbs') return climbRung(session, context, timer)
  if (timer.kind === 'approval-expires' || timer.kind === 'decision-settles') {
    const approval = await approvalOf(session, timer.subject)
    const certification = await certificationOf(session, approval.certification)
    if (timer.kind === 'decision-settles') {
      const users = concernsUsers(certification) ? await usersOf(session, certification) : []
      const settled = settle(approval, certification, users)
      await keep(session.approvals, { next: settled.approval, events: settled.events }, scope)
      if (settled.events.length > 0 && isDecided(certification, context))
        await recordDecision(session, certification, context.now)
      return
    }
    if (approval.state !== 'open' || certification.state !== 'in_review') return
    const ranOut = expireRequest(approval, certification, context)
    await session.approvals.save(ranOut.approval, ranOut.events, context)
    if (ranOut.certification) await keep(session.certifications, ranOut.certification, scope)
    return
  }
  if (timer.kind === 'away-begins' || timer.kind === 'away-ends') {
    const person = await session.people.find(timer.subject)
    if (!person?.away) return
    const asked = await waitingOn(session, person)
    const moved = timer.kind === 'away-begins' ? beginAway(person, asked) : comeBack(person, asked)
    await keep(session.people, moved, scope)
    return
  }
  if (timer.kind === 'leaver-passes-on') return seeToMore(session, context, timer)
  if (timer.kind === 'hand-over-reminds') {
    const asset = await assetOf(session, timer.subject)
    await keep(session.assets, remindOffer(asset, timer.occurrence), scope)
    return
  }
  if (timer.kind === 'owner-sought-asks') return seekOnward(session, context, timer.subject)
  if (timer.kind === 'hand-over-lapses') {
    const asset = await assetOf(session, timer.subject)
    const offered = openOffer(asset)
    const left = await keep(session.assets, lapseOffer(asset, timer.occurrence), scope)
    // The days in which a leaver's asset is reassigned are over: somebody has to look after it.
    if (offered?.id === timer.occurrence && offered.because === 'left')
      await session.assets.save(
        { ...left, rev: left.rev + 1 },
        [{ type: 'asset-orphaned', subject: left.id, asset: left.id, owner: left.owner }],
        context,
      )
    return
  }
  if (timer.kind === 'role-request-lapses' || timer.kind === 'role-ends-soon' || timer.kind === 'role-ends') {
    const { before, moved } = await elapseRole(session, context, timer)
    await keepPerson(session, context, before, moved)
    return
  }
  const certification = await certificationOf(session, timer.subject)
  const preparing = ['draft', 'classified', 'preparing'].includes(certification.state)
  switch (timer.kind) {
    case 'window-opens':
      // One that was certified anew meanwhile has a later window.
      if (certification.state === 'certified' && (certification.windowOpens ?? '') <= context.now)
        await keep(session.certifications, openWindow(certification, context), scope)
      return
    case 'check-due':
      return beginCheck(session, context, certification)
    case 'expires':
      if (certification.state === 'recertifying' && certification.change?.until) {
        if (!isLive(certification, context.now) && certification.inForceUntil !== null)
          await keep(
            session.certifications,
            suspendForChange(certification, await usersOf(session, certification), context),
            scope,
          )
        return
      }
      if (
        (certification.state === 'review_due' || certification.state === 'recertifying') &&
        certification.inForceUntil !== null &&
        !isLive(certification, context.now)
      )
        await keep(
          session.certifications,
          expire(certification, await usersOf(session, certification), context),
          scope,
        )
      if (
        transitions['validity ends'].from.some((from) => from === certification.state) &&
        certification.inForceUntil !== null &&
        !isLive(certification, context.now)
      )
        await keep(
          session.certifications,
          endValidity(certification, await usersOf(session, certification), context),
          scope,
        )
      return
    case 'settling-due': {
      const [question = ''] = timer.occurrence.split(' ')
      if (isWaiting(certification, question))
        await keep(session.certifications, remindSettling(certification, question), scope)
      return
    }
    case 'stop-untold':
      if (awaitsWord(certification)) await keep(session.certifications, remindStop(certification), scope)
      return
    case 'condition-due':
      if (
        certification.state === 'conditionally_certified' &&
        certification.conditions.some((one) => one.id === timer.occurrence && one.state === 'open')
      ) {
        const missed = { id: timer.occurrence, users: await usersOf(session, certification) }
        await keep(session.certifications, missCondition(certification, missed, context), scope)
      }
      return
    case 'review-reminds': {
      const asset = await assetOf(session, certification.asset)
      await keep(session.certifications, remindReview(certification, asset, timer.occurrence), scope)
      return
    }
    case 'step-reminds': {
      const asked = await askedAt(session, certification.id, timer.occurrence.split(' ')[0] ?? '')
      await keep(session.certifications, remindStep(certification, timer.occurrence, asked), scope)
      return
    }
    case 'condition-reminds':
      await keep(session.certifications, remindCondition(certification, timer.occurrence), scope)
      return
    case 'existing-asks':
      await remindOfExisting(session, context, certification, Number(timer.occurrence.split(' ')[1]))
      return
    case 'draft-asks':
      if (preparing && certification.existing === null)
        await keep(session.certifications, remindDraft(certification), scope)
      return
    case 'draft-lapses':
      if (preparing && certification.existing === null)
        await keep(session.certifications, lapse(certification, context), scope)
      return
    case 'sample-due':
      if (awaitsLook(certification, context.now))
        await keep(session.certifications, remindSample(certification), scope)
      return
    case 'waiver-lapses': {
      const [waiver = '', ask = ''] = timer.occurrence.split(' ')
      await keep(session.certifications, lapseWaiver(certification, { waiver, ask }, context), scope)
      return
    }
    case 'waiver-settles': {
      const [waiver = '', ask = '', decided = ''] = timer.occurrence.split(' ')
      await keep(
        session.certifications,
        settleWaiver(certification, { waiver, ask, decided }, context),
        scope,
      )
      return
    }
    case 'waiver-reminds':
    case 'waiver-ends':
    case 'waiver-expires': {
      const [waiver = '', until = ''] = timer.occurrence.split(' ')
      const timed = { waiver, until }
      const waits = timer.kind === 'waiver-reminds' ? undefined : endWaits(certification, timed, context)
      if (waits !== undefined) {
        await session.timers.set({ ...timer, occurrence: `${waiver} ${until} ${waits}`, due: waits })
        return
      }
      const users = timer.kind === 'waiver-expires' ? await usersOf(session, certification) : []
      const moved =
        timer.kind === 'waiver-expires'
          ? expireWaiver(certification, { ...timed, users }, context)
          : (timer.kind === 'waiver-ends' ? endWaiver : remindWaiver)(certification, timed, context)
      await keep(session.certifications, moved, scope)
      return
    }
    default:
      timer.kind satisfies never
  }
}

/** What falls due about a role; a person who turned out to be another one has what they held there. */
const elapseRole = async (
  session: Session,
  context: Context,
  timer: Timer,
): Promise<{ readonly before: Person; readonly moved: Joined }> => {
  const named = await personOf(session, timer.subject)
  if (timer.kind === 'role-request-lapses')
    return { before: named, moved: lapseRequest(named, timer.occurrence) }
  const before = (await standing(session, named.id)) ?? named
  if (timer.kind === 'role-ends') {
    const admins = (await session.people.withRole('admin')).length
    return { before, moved: endRoles(before, admins, context.now) }
  }
  const [role = '', until = ''] = timer.occurrence.split(' ')
  const known = roles.find((one) => one === role)
  return { before, moved: known ? remindEnd(before, known, until) : { next: before, events: [] } }
}
