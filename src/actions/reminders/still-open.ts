import { isUncertified, nobodyYet } from '../../domain/brought-in.ts'
import { awaitsAnswer, isAskable } from '../../domain/campaign-review.ts'
import type { Certification } from '../../domain/certification.ts'
import { isLive, isOver, isPreparing } from '../../domain/certification.ts'
import { openOffer } from '../../domain/hand-over.ts'
import { isOwedReview } from '../../domain/ladder.ts'
import { awaitsSecond } from '../../domain/no-change.ts'
import { hasLeft, holds } from '../../domain/person.ts'
import { roles } from '../../domain/programme.ts'
import type { Ref } from '../../domain/ref.ts'
import { awaitsLook } from '../../domain/sample.ts'
import { openSettlements } from '../../domain/settling.ts'
import { awaitsWord } from '../../domain/stop.ts'
import { openAsk, pendingAsk } from '../../domain/waiver.ts'
import type { ReminderRow } from '../../ports/reminders.ts'
import type { Session } from '../../ports/store.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Person } from '../../domain/person.ts'
import { most, standing } from '../load.ts'
import { cardOf, reminderFor, subjectOf } from './about.ts'

/** The reminder of that number, for whoever it is for, while there is something left to do. Refuses it otherwise. */
export const openReminderFor = async (
  session: Session,
  person: Person,
  id: number,
  now: string,
): Promise<ReminderRow> => {
  const row = await reminderFor(session, person, id)
  if (await isStillOpen(session, row, now)) return row
  const { reference, name } = await subjectOf(session, cardOf(row))
  const subject = `${reference} ${name}`.trim()
  throw new Refusal(
    'already-decided',
    `${subject === '' ? 'That' : `${subject}: that`} is over by now, so there is nothing left to remind you of.`,
  )
}

/** Whether a reminder still says something: what was done meanwhile, or has changed back, is not spoken of. */
export const isStillOpen = async (session: Session, row: ReminderRow, now: string): Promise<boolean> => {
  const ref = cardOf(row)
  switch (ref.show) {
    case 'role-end': {
      const person = await session.people.find(ref.person)
      const role = roles.find((one) => one === ref.role)
      const isHeld = person !== undefined && role !== undefined && holds(person, role)
      return row.kind === 'role-ended' ? !isHeld : isHeld
    }
    case 'request': {
      const request = await session.approvals.find(ref.approval)
      if (request?.state !== 'open') return false
      // What was asked at a stage that is over, or before its time began anew, is not asked any more.
      const [, , began] = row.occurrence.split(' ')
      return row.kind !== 'nudge' || began === request.clock?.began
    }
    case 'unmanned':
      return (await session.approvals.find(ref.approval))?.state === 'open'
    case 'leaver': {
      const person = await standing(session, ref.person)
      return person !== undefined && (row.kind === 'left' ? hasLeft(person) : !hasLeft(person))
    }
    case 'existing':
      return (await session.certifications.of([ref.person], most)).some(
        (one) => one.owner === ref.person && isUncertified(one),
      )
    case 'unowned':
      return (await session.assets.ownedBy([nobodyYet], 1)).length > 0
    case 'programme-review': {
      const review = await session.reviews.openOf(ref.of)
      // A reminder of an earlier one is none of this one.
      return review !== undefined && row.occurrence.startsWith(`${review.id} `)
    }
    case 'hand-over':
      return isHandOverOpen(session, row, ref.asset)
    case 'asset': {
      const id = (await session.assets.find(ref.asset))?.certification ?? ''
      const certification = id === '' ? undefined : await session.certifications.find(id)
      return row.kind !== 'out-of-use' || (certification !== undefined && !isLive(certification, now))
    }
    default:
      return 'certification' in ref ? isCertificationOpen(session, row, ref, now) : true
  }
}

const isHandOverOpen = async (session: Session, { kind, occurrence }: ReminderRow, id: string) => {
  const asset = await session.assets.find(id)
  if (!asset) return false
  const offer = openOffer(asset)
  switch (kind) {
    case 'hand-over':
    case 'offered':
      return offer?.id === occurrence.split(' ')[0]
    case 'orphaned': {
      const owner = await standing(session, asset.owner)
      return offer === undefined && (owner === undefined || hasLeft(owner))
    }
    case 'owner-sought':
      return offer === undefined && asset.sought !== null
    case 'offer-lapsed':
      return offer === undefined
    default:
      return offer !== undefined
  }
}

const isCertificationOpen = async (
  session: Session,
  row: ReminderRow,
  ref: Ref & { readonly certification: string },
  now: string,
): Promise<boolean> => {
  const certification = await session.certifications.find(ref.certification)
  if (!certification) return false
  const { state } = certification
  if (ref.show === 'confirm')
    return (
      isPreparing(certification) &&
      certification.steps.some((one) => one.id === ref.step && one.state === 'asked')
    )
  if (ref.show === 'no-change') return awaitsSecond(certification)
  const waiver = certification.waivers.find((one) => ref.show === 'waiver' && one.id === ref.waiver)
  switch (row.kind) {
    case 'window':
    case 'review':
    case 'warning':
    case 'help-asked':
      return isOwedReview(certification)
    case 'condition':
      return (
        state === 'conditionally_certified' && certification.conditions.some((one) => one.state === 'open')
      )
    case 'draft':
      return isBegun(certification)
    case 'sample':
      return awaitsLook(certification, now)
    case 'settling':
      return openSettlements(certification).length > 0
    case 'waiver':
      return certification.waivers.some((one) => one.state === 'granted')
    case 'on-it':
      if (ref.show === 'settle') return openSettlements(certification).length > 0
      if (ref.show === 'check') return (await session.reviews.openOf(certification.id))?.kind === 'check'
      if (ref.show === 'waiver') return waiver?.state === 'granted' || waiver?.state === 'ended'
      return isOwedReview(certification) || state === 'conditionally_certified' || isBegun(certification)
    case 'expired':
      return ref.show === 'outcome' ? state === 'expired' : !isOver(state) && !isLive(certification, now)
    case 'suspended':
      return state === 'suspended'
    case 'untold':
      return awaitsWord(certification)
    case 'undecided':
      return state === 'preparing' || state === 'recertifying'
    case 'lapsed':
      return state === 'withdrawn'
    case 'waiver-ended':
    case 'waiver-undecided':
      if (!waiver || pendingAsk(waiver)) return false
      return row.kind === 'waiver-ended'
        ? waiver.state === 'ended' && state !== 'suspended'
        : waiver.asks.at(-1)?.state === 'expired'
    case 'asked':
    case 'reseated':
      return waiver ? openAsk(waiver) !== undefined : !isOver(state)
    case 'check':
      return (await session.reviews.openOf(certification.id))?.kind === 'check'
    case 'campaign':
      return isAskable(certification, now) && awaitsAnswer(await session.reviews.openOf(certification.id))
    case 'step-returned':
      return (
        ref.show === 'step-word' &&
        certification.steps.some((one) => one.id === ref.step && one.state === 'open')
      )
    default:
      return !isOver(state)
  }
}

const isBegun = ({ state }: Certification): boolean => ['draft', 'classified', 'preparing'].includes(state)
