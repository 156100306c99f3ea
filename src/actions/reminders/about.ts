import { isLive } from '../../domain/certification.ts'
import { deadlineOf } from '../../domain/governor.ts'
import { openOffer } from '../../domain/hand-over.ts'
import { isOwedReview, joinerOf } from '../../domain/ladder.ts'
import { can, holds, isSelf } from '../../domain/person.ts'
import type { Person } from '../../domain/person.ts'
import { programmeReviewWords } from '../../domain/programme-review.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import { awaitsLook } from '../../domain/sample.ts'
import { openSettlements } from '../../domain/settling.ts'
import type { ReminderRow } from '../../ports/reminders.ts'
import type { Session } from '../../ports/store.ts'
import { roles } from '../../domain/programme.ts'

/** The card that a reminder is about. */
export const cardOf = ({ content }: Pick<ReminderRow, 'content'>): Ref => {
  if (typeof content !== 'object' || content === null || !('show' in content))
    throw new Error('a reminder without a card')
  // The governor put a reference there.
  return content as Ref
}

/** The reminder of that number, for whoever it is for. */
export const reminderFor = async (session: Session, person: Person, id: number): Promise<ReminderRow> => {
  const found = await session.reminders.find(id)
  if (found && !isSelf(person, found.recipient))
    throw new Refusal('not-allowed', 'This reminder is for somebody else, so that is for them to do.')
  if (!found)
    throw new Refusal(
      'unknown-thing',
      'I have no such reminder for you any more. Type inbox to see what is open.',
    )
  await refuseFormer(session, person, found)
  return found
}

/** Refuses whoever had to do with a thing and has not any more: what was theirs to put off or to be on is somebody else's by now. */
const refuseFormer = async (session: Session, person: Person, row: ReminderRow): Promise<void> => {
  const ref = cardOf(row)
  const certification =
    'certification' in ref ? await session.certifications.find(ref.certification) : undefined
  if (!certification || can(person, { deed: 'certification.see', certification })) return
  const asset = await session.assets.find(certification.asset)
  const joiners = asset
    ? (['deputy', 'manager'] as const).map((who) => joinerOf(who, asset, certification))
    : []
  if (joiners.some((one) => one !== undefined && isSelf(person, one))) return
  throw new Refusal(
    'not-allowed',
    `${certification.id} is somebody else's to look after by now, so I remind you of it no more. Nothing left to do.`,
  )
}

/** What a reminder is about, in a line: "CRT-12", "Team leave calendar". */
export const subjectOf = async (
  session: Session,
  ref: Ref,
): Promise<{ readonly reference: string; readonly name: string }> => {
  const id =
    'certification' in ref
      ? ref.certification
      : 'approval' in ref
        ? await ofApproval(session, ref.approval)
        : undefined
  const certification = id === undefined ? undefined : await session.certifications.find(id)
  if (certification) {
    const asset = await session.assets.find(certification.asset)
    return { reference: certification.id, name: asset?.name.body ?? '' }
  }
  if ('asset' in ref) {
    const asset = await session.assets.find(ref.asset)
    return { reference: ref.asset, name: asset?.name.body ?? '' }
  }
  if (ref.show === 'programme-review') return { reference: '', name: programmeReviewWords[ref.of] }
  if (ref.show === 'line') return { reference: '', name: ref.title }
  return { reference: '', name: '' }
}

const ofApproval = async (session: Session, id: string): Promise<string | undefined> =>
  (await session.approvals.find(id))?.certification

/** Whether somebody still has to do what a reminder is about. What was done meanwhile is not spoken of. */
export const isStillOpen = async (session: Session, row: ReminderRow, now: string): Promise<boolean> => {
  const ref = cardOf(row)
  if (ref.show === 'role-end') {
    const person = await session.people.find(ref.person)
    const role = roles.find((one) => one === ref.role)
    return person !== undefined && role !== undefined && holds(person, role)
  }
  if (ref.show === 'request') {
    const request = await session.approvals.find(ref.approval)
    // What was asked at a stage that is over, or before its time began anew, is not asked any more.
    const [, , began] = row.occurrence.split(' ')
    return request?.state === 'open' && (row.kind !== 'nudge' || began === request.clock?.began)
  }
  if (ref.show === 'hand-over') {
    const asset = await session.assets.find(ref.asset)
    const offer = asset && openOffer(asset)
    const [id] = row.occurrence.split(' ')
    return offer !== undefined && (row.kind !== 'hand-over' || offer.id === id)
  }
  if (ref.show === 'programme-review') {
    const review = await session.reviews.openOf(ref.of)
    // A reminder of an earlier one is none of this one.
    return review !== undefined && row.occurrence.startsWith(`${review.id} `)
  }
  if (!('certification' in ref)) return true
  const certification = await session.certifications.find(ref.certification)
  if (!certification) return false
  switch (row.kind) {
    case 'window':
    case 'review':
    case 'warning':
    case 'help-asked':
      return isOwedReview(certification)
    case 'condition':
      return (
        certification.state === 'conditionally_certified' &&
        certification.conditions.some((one) => one.state === 'open')
      )
    case 'draft':
      return ['draft', 'classified', 'preparing'].includes(certification.state)
    case 'sample':
      return awaitsLook(certification, now)
    case 'settling':
      return openSettlements(certification).length > 0
    case 'waiver':
      return certification.waivers.some((one) => one.state === 'granted')
    case 'on-it':
      return (
        isOwedReview(certification) ||
        ['conditionally_certified', 'draft', 'classified', 'preparing'].includes(certification.state)
      )
    default:
      return true
  }
}

/** The instant by which it has to be done: in the days of grace their end. Null where there is none ahead. */
export const deadlineFor = async (
  session: Session,
  row: ReminderRow,
  { zone, now }: { readonly zone: string; readonly now: string },
): Promise<string | null> => {
  const ref = cardOf(row)
  const due = row.due === null ? null : deadlineOf(row.due, zone)
  if (due !== null && due > now) return due
  if (!('certification' in ref)) return null
  const certification = await session.certifications.find(ref.certification)
  return certification && isOwedReview(certification) && isLive(certification, now)
    ? certification.inForceUntil
    : null
}
