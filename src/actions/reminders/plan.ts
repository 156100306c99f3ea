import type { Context } from '../../domain/context.ts'
import type { Event } from '../../domain/event.ts'
import type { Climber } from '../../domain/ladder.ts'
import { climbers, isOwedReview, joinerOf, reviewTimers } from '../../domain/ladder.ts'
import { digestHour } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'
import { assetOf, certificationOf, standing } from '../load.ts'

/** The certification whose review has to be planned, or planned anew, because of an event; null where none has. */
const planned = (event: Event): string | null => {
  switch (event.type) {
    case 'review-window-opened':
    case 'recertification-started':
    case 'certification-lifted':
    case 'suspension-lifted':
    case 'tier-set':
    case 'owner-changed':
      return event.certification
    default:
      return null
  }
}

/**
 * Sets the timers of a review's rungs that lie ahead, each in the zone of whom it reaches. What was planned before gives way; a rung that
 * has been is not set again.
 */
export const planReview = async (session: Session, context: Context, event: Event): Promise<void> => {
  const id = planned(event)
  if (id === null) return
  const certification = await certificationOf(session, id)
  await session.timers.clear(id, ['review-reminds'])
  if (!isOwedReview(certification)) return
  const asset = await assetOf(session, certification.asset)
  const calendars = new Map<Climber, { readonly zone: string; readonly at: string }>()
  for (const who of climbers) {
    const named =
      who === 'owner'
        ? certification.owner
        : who === 'steward'
          ? undefined
          : joinerOf(who, asset, certification)
    const person = named === undefined ? undefined : await standing(session, named)
    calendars.set(who, {
      zone: person?.zone ?? context.programme.workingHours.zone,
      at: person?.digestAt ?? digestHour,
    })
  }
  const calendarOf = (who: Climber) =>
    calendars.get(who) ?? { zone: context.programme.workingHours.zone, at: digestHour }
  for (const timer of reviewTimers(certification, calendarOf, context.programme, context.now))
    await session.timers.set(timer)
}
