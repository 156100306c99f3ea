import type { Certification } from '../domain/certification.ts'
import { isLive } from '../domain/certification.ts'
import { suspendForChange } from '../domain/change.ts'
import type { Context } from '../domain/context.ts'
import { beginAway, comeBack } from '../domain/delegation.ts'
import { isDecided } from '../domain/evidence-pack.ts'
import { expireRequest } from '../domain/review.ts'
import { lapse as lapseOffer, openOffer, remindOffer } from '../domain/hand-over.ts'
import type { Person } from '../domain/person.ts'
import { roles } from '../domain/programme.ts'
import type { Moved } from '../domain/registration.ts'
import { lapse, remindDraft } from '../domain/registration.ts'
import { remindCondition, remindReview, remindStep } from '../domain/reminding.ts'
import { endRoles, lapseRequest, remindEnd } from '../domain/role.ts'
import { endValidity } from '../domain/renewal.ts'
import { awaitsLook, remindSample } from '../domain/sample.ts'
import { isWaiting, remindSettling } from '../domain/settlement.ts'
import { awaitsWord, remindStop } from '../domain/stop.ts'
import type { Timer, TimerKind } from '../domain/timer.ts'
import { transitions } from '../domain/transition.ts'
import { concernsUsers, settle } from '../domain/undo.ts'
import {
  endWaits,
  endWaiver,
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
export const elapse = (session: Session, context: Context, timer: Timer): Promise<void> =>
  works[timer.kind](session, context, timer)

type Work = (session: Session, context: Context, timer: Timer) => Promise<void>

/** What is told without anything having happened, or waits for its time, changes nothing here: that is the governor's. */
const nothing: Work = async () => undefined

type Due = {
  readonly session: Session
  readonly context: Context
  readonly certification: Certification
  readonly occurrence: string
}

/** What falls due about a certification, and the move that it comes to. */
const certified =
  (move: (due: Due) => Moved | undefined | Promise<Moved | undefined>): Work =>
  async (session, context, { subject, occurrence }) => {
    const certification = await certificationOf(session, subject)
    const moved = await move({ session, context, certification, occurrence })
    if (moved) await keep(session.certifications, moved, { context })
  }

/** A draft that nobody has gone on with; what was there before Assay has days of its own. */
const drafted = (move: (certification: Certification, context: Context) => Moved): Work =>
  certified(({ certification, context }) =>
    certification.existing === null && ['draft', 'classified', 'preparing'].includes(certification.state)
      ? move(certification, context)
      : undefined,
  )

/** The end of a waiver; where a decision on it can still be taken back, it waits for that. */
const waived =
  (move: (due: Due) => Moved | Promise<Moved>): Work =>
  async (session, context, timer) => {
    const timed = timedBy(timer.occurrence)
    const waits = endWaits(await certificationOf(session, timer.subject), timed, context)
    if (waits === undefined) return certified(move)(session, context, timer)
    const occurrence = `${timed.waiver} ${timed.until} ${waits}`
    await session.timers.set({ ...timer, occurrence, due: waits })
  }

const away =
  (move: typeof beginAway): Work =>
  async (session, context, { subject }) => {
    const person = await session.people.find(subject)
    if (person?.away) await keep(session.people, move(person, await waitingOn(session, person)), { context })
  }

/** The only list of it. A kind without its work does not compile. */
const works: { readonly [K in TimerKind]: Work } = {
  sweep: watchProgramme,
  digest: nothing,
  week: nothing,
  'channel-week': nothing,
  'reminder-waits': nothing,
  'on-it-ends': nothing,
  'notices-drain': drain,
  'campaign-opens': openPortion,
  'campaign-takes-back': takeBackPortion,
  'campaign-ends': elapseCampaign,

  'approval-climbs': climbRung,
  'approval-expires': async (session, context, { subject }) => {
    const approval = await approvalOf(session, subject)
    const certification = await certificationOf(session, approval.certification)
    if (approval.state !== 'open' || certification.state !== 'in_review') return
    const ranOut = expireRequest(approval, certification, context)
    await session.approvals.save(ranOut.approval, ranOut.events, context)
    if (ranOut.certification) await keep(session.certifications, ranOut.certification, { context })
  },
  'decision-settles': async (session, context, { subject }) => {
    const approval = await approvalOf(session, subject)
    const certification = await certificationOf(session, approval.certification)
    const users = concernsUsers(certification) ? await usersOf(session, certification) : []
    const { approval: next, events } = settle(approval, certification, users)
    await keep(session.approvals, { next, events }, { context })
    if (events.length > 0 && isDecided(certification, context))
      await recordDecision(session, certification, context.now)
  },

  'away-begins': away(beginAway),
  'away-ends': away(comeBack),
  'leaver-passes-on': seeToMore,
  'role-request-lapses': async (session, context, { subject, occurrence }) => {
    const person = await personOf(session, subject)
    await keepPerson(session, context, person, lapseRequest(person, occurrence))
  },
  'role-ends-soon': async (session, context, { subject, occurrence }) => {
    const person = await holder(session, subject)
    const [role = '', until = ''] = occurrence.split(' ')
    const known = roles.find((one) => one === role)
    if (known) await keepPerson(session, context, person, remindEnd(person, known, until))
  },
  'role-ends': async (session, context, { subject }) => {
    const person = await holder(session, subject)
    const admins = (await session.people.withRole('admin')).length
    await keepPerson(session, context, person, endRoles(person, admins, context.now))
  },

  'owner-sought-asks': seekOnward,
  'hand-over-reminds': async (session, context, { subject, occurrence }) => {
    const asset = await assetOf(session, subject)
    await keep(session.assets, remindOffer(asset, occurrence), { context })
  },
  'hand-over-lapses': async (session, context, { subject, occurrence }) => {
    const asset = await assetOf(session, subject)
    const offered = openOffer(asset)
    const left = await keep(session.assets, lapseOffer(asset, occurrence), { context })
    // The days in which a leaver's asset is reassigned are over: somebody has to look after it.
    if (offered?.id === occurrence && offered.because === 'left')
      await session.assets.save(
        { ...left, rev: left.rev + 1 },
        [{ type: 'asset-orphaned', subject: left.id, asset: left.id, owner: left.owner }],
        context,
      )
  },

  'window-opens': certified(({ certification, context }) =>
    // One that was certified anew meanwhile has a later window.
    certification.state === 'certified' && (certification.windowOpens ?? '') <= context.now
      ? openWindow(certification, context)
      : undefined,
  ),
  'check-due': async (session, context, { subject }) =>
    beginCheck(session, context, await certificationOf(session, subject)),
  expires: certified(async ({ session, certification, context }) => {
    const { state, change, inForceUntil } = certification
    if (inForceUntil === null || isLive(certification, context.now)) return undefined
    const end =
      state === 'recertifying' && change?.until
        ? suspendForChange
        : state === 'review_due' || state === 'recertifying'
          ? expire
          : transitions['validity ends'].from.some((from) => from === state)
            ? endValidity
            : undefined
    return end?.(certification, await usersOf(session, certification), context)
  }),
  'settling-due': certified(({ certification, occurrence }) => {
    const [question = ''] = occurrence.split(' ')
    return isWaiting(certification, question) ? remindSettling(certification, question) : undefined
  }),
  'stop-untold': certified(({ certification }) =>
    awaitsWord(certification) ? remindStop(certification) : undefined,
  ),
  'condition-due': certified(async ({ session, certification, context, occurrence: id }) =>
    certification.state === 'conditionally_certified' &&
    certification.conditions.some((one) => one.id === id && one.state === 'open')
      ? missCondition(certification, { id, users: await usersOf(session, certification) }, context)
      : undefined,
  ),
  'condition-reminds': certified(({ certification, occurrence }) =>
    remindCondition(certification, occurrence),
  ),
  'review-reminds': certified(async ({ session, certification, occurrence }) =>
    remindReview(certification, await assetOf(session, certification.asset), occurrence),
  ),
  'step-reminds': certified(async ({ session, certification, occurrence }) =>
    remindStep(
      certification,
      occurrence,
      await askedAt(session, certification.id, occurrence.split(' ')[0] ?? ''),
    ),
  ),
  'existing-asks': remindOfExisting,
  'draft-asks': drafted(remindDraft),
  'draft-lapses': drafted(lapse),
  'sample-due': certified(({ certification, context }) =>
    awaitsLook(certification, context.now) ? remindSample(certification) : undefined,
  ),
  'waiver-lapses': certified(({ certification, context, occurrence }) => {
    const [waiver = '', ask = ''] = occurrence.split(' ')
    return lapseWaiver(certification, { waiver, ask }, context)
  }),
  'waiver-settles': certified(({ certification, context, occurrence }) => {
    const [waiver = '', ask = '', decided = ''] = occurrence.split(' ')
    return settleWaiver(certification, { waiver, ask, decided }, context)
  }),
  'waiver-reminds': certified(({ certification, context, occurrence }) =>
    remindWaiver(certification, timedBy(occurrence), context),
  ),
  'waiver-ends': waived(({ certification, context, occurrence }) =>
    endWaiver(certification, timedBy(occurrence), context),
  ),
  'waiver-expires': waived(async ({ session, certification, context, occurrence }) =>
    expireWaiver(
      certification,
      { ...timedBy(occurrence), users: await usersOf(session, certification) },
      context,
    ),
  ),
}

const timedBy = (occurrence: string): { readonly waiver: string; readonly until: string } => {
  const [waiver = '', until = ''] = occurrence.split(' ')
  return { waiver, until }
}

/** Whoever holds a role of somebody: one who turned out to be another person has it there. */
const holder = async (session: Session, id: string): Promise<Person> =>
  (await standing(session, id)) ?? personOf(session, id)
