import { isLive } from '../../domain/certification.ts'
import { deadlineOf } from '../../domain/governor.ts'
import { isOwedReview, joinerOf } from '../../domain/ladder.ts'
import { can, isSelf, selves } from '../../domain/person.ts'
import type { Person } from '../../domain/person.ts'
import { programmeReviewWords } from '../../domain/programme-review.ts'
import type { Ref } from '../../domain/ref.ts'
import { Refusal } from '../../domain/refusal.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Scope } from '../action.ts'
import { nameOf } from '../load.ts'
import type { Look } from '../look.ts'
import type { ReminderRow } from '../../ports/reminders.ts'
import type { Session } from '../../ports/store.ts'

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
  if (!certification || isSelf(person, certification.owner)) return
  // Its review is its owner's: whoever built it and gave it away has no part in that any more.
  const gaveAway = asksOwner(row.kind, ref) && isSelf(person, certification.developer)
  if (!gaveAway && can(person, { deed: 'certification.see', certification })) return
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

const asksOwner = (kind: ReminderRow['kind'], { show }: Ref): boolean =>
  (show === 'certification' || show === 'review') &&
  (kind === 'review' || kind === 'warning' || kind === 'campaign' || kind === 'on-it')

/** Reminders that are looked through for one about a thing. */
const looked = 50

/** The newest reminder that the person had about a thing, or about anything. */
export const latestAbout = async (
  { session, person }: Pick<Scope, 'session' | 'person'>,
  reference: string | undefined,
): Promise<ReminderRow | undefined> => {
  for (const row of await session.reminders.of(selves(person), looked)) {
    if (reference === undefined) return row
    const subject = await subjectOf(session, cardOf(row))
    if (subject.reference === reference) return row
  }
  return undefined
}

/** Until when somebody does not want to hear of a matter; null where they have said nothing, or that is over. */
export const snoozedUntil = async (
  { session, person, now }: Pick<Look, 'session' | 'person' | 'now'>,
  matter: string,
): Promise<string | null> =>
  (await session.reminders.said(matter, now)).find(
    (one) => one.word === 'snoozed' && isSelf(person, one.person),
  )?.until ?? null

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
  switch (ref.show) {
    case 'line':
      return { reference: '', name: ref.title }
    case 'programme-review':
      return { reference: 'Review', name: programmeReviewWords[ref.of] }
    case 'role-end':
      return { reference: 'Role', name: roleWords(ref.role) }
    case 'role-request':
      return { reference: 'Role', name: await nameOf(session, ref.person) }
    case 'leaver':
      return { reference: 'Person', name: await nameOf(session, ref.person) }
    case 'existing':
      return { reference: 'Before Assay', name: await nameOf(session, ref.person) }
    case 'campaign': {
      const campaign = await session.campaigns.find(ref.campaign)
      return { reference: ref.campaign, name: campaign?.name.body ?? '' }
    }
    case 'unowned':
      return { reference: 'Before Assay', name: 'what nobody owns' }
    default:
      return { reference: '', name: '' }
  }
}

const ofApproval = async (session: Session, id: string): Promise<string | undefined> =>
  (await session.approvals.find(id))?.certification

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
