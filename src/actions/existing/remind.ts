import { isUncertified, nobodyYet } from '../../domain/brought-in.ts'
import { addDays } from '../../domain/calendar.ts'
import { existingRungs } from '../../domain/certification-timer.ts'
import type { Context } from '../../domain/context.ts'
import type { Timer } from '../../domain/timer.ts'
import { remindExisting } from '../../domain/existing.ts'
import type { Session } from '../../ports/store.ts'
import { certificationOf, keep } from '../load.ts'

/**
 * Reminds of what was brought in and is not certified: an owner once for all that have the same day, in the name of the first of them.
 * Before its end nobody is reminded of what nobody owns.
 */
export const remindOfExisting = async (
  session: Session,
  context: Context,
  { subject, occurrence }: Timer,
): Promise<void> => {
  const certification = await certificationOf(session, subject)
  const rung = Number(occurrence.split(' ')[1])
  const { existing, owner } = certification
  if (existing === null || !isUncertified(certification)) return
  // Of several that passed at once only the latest is carried out.
  const next = existingRungs(context.programme).find((one) => one > rung)
  if (next !== undefined && addDays(existing.due, next) <= context.now) return
  if (owner === nobodyYet && existing.due > context.now) return
  // It is asked for each of them, and somebody may own thousands.
  const first = await session.certifications.firstBroughtIn(owner, existing.due)
  if (first === undefined || first === certification.id)
    await keep(session.certifications, remindExisting(certification, context.now), { context })
}
