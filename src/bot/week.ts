import { stewardAddress } from '../actions/administration/steward-channel.ts'
import { isQuietWeek, weekView } from '../actions/digest/week.ts'
import { standing } from '../actions/load.ts'
import type { Context } from '../domain/context.ts'
import { dayOf, laterDay } from '../domain/calendar.ts'
import type { Person } from '../domain/person.ts'
import { hasLeft, holds } from '../domain/person.ts'
import { whenItSuits } from '../domain/quiet.ts'
import { mayPush, readRollout, rolloutSetting } from '../domain/rollout.ts'
import type { Timer } from '../domain/timer.ts'
import type { Session } from '../ports/store.ts'
import type { Content } from './content.ts'
import { fold } from './fold.ts'
import { lookAs } from './reader.ts'

/** After so many days a week's figures are nobody's news. */
const freshDays = 4

/** Owes a steward the week in figures, where the stewards have no channel; on a Monday off it comes on their next working day. */
export const oweWeek = async (
  session: Session,
  context: Context,
  { subject, occurrence: day }: Pick<Timer, 'subject' | 'occurrence'>,
): Promise<void> => {
  const person = await standing(session, subject)
  if (!person || hasLeft(person) || !holds(person, 'steward') || (await stewardAddress(session))) return
  if (!(await isWeekStillDue(session, context, day, undefined, person))) return
  if (isQuietWeek(await weekView(lookAs(session, context, person), day))) return
  const matter = `week:${person.id}`
  await fold(session, context, matter, person.id, { posted: undefined })
  await session.outbox.owe({
    key: `${matter}:${day}`,
    matter,
    to: { person: person.id },
    content: { ref: { show: 'week', day }, viewer: person.id, folds: false } satisfies Content,
    due: whenItSuits(context.now, person, context.programme),
  })
}

/** Owes the stewards' channel the week in figures. */
export const oweChannelWeek = async (
  session: Session,
  context: Context,
  { occurrence: day }: Pick<Timer, 'occurrence'>,
): Promise<void> => {
  const address = await stewardAddress(session)
  if (!address || !(await isWeekStillDue(session, context, day, undefined))) return
  if (isQuietWeek(await weekView(lookAs(session, context, undefined), day))) return
  await session.outbox.owe({
    key: `week:channel:${day}`,
    matter: 'week:channel',
    to: { address },
    content: { ref: { show: 'week', day }, viewer: null, folds: false } satisfies Content,
    due: whenItSuits(context.now, lookAs(session, context, undefined).person, context.programme),
  })
}

/** Whether figures of a week may still go out now: to a reader at an hour that suits them, and within the week. */
export const isWeekStillDue = async (
  session: Session,
  { now, programme }: Pick<Context, 'now' | 'programme'>,
  day: string,
  reader: Person | undefined,
  pushed: Person | undefined = reader,
): Promise<boolean> => {
  const rollout = readRollout(await session.settings.get(rolloutSetting))
  // The channel is everybody's: it is written to once everyone is.
  if (pushed ? !mayPush(rollout, pushed) : rollout.scope !== 'everyone') return false
  const zone = (pushed ?? { zone: programme.workingHours.zone }).zone
  return (
    dayOf(now, zone) <= laterDay(day, freshDays) && (!reader || whenItSuits(now, reader, programme) === now)
  )
}
