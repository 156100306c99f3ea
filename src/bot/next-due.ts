import { nextProgrammeWatch } from '../actions/reviews/programme.ts'
import type { Context } from '../domain/context.ts'
import { addDays } from '../domain/calendar.ts'
import { silentKinds } from '../domain/recurring.ts'
import type { Session } from '../ports/store.ts'

/** A digest comes on each working day: between two of them there are holidays at the most. */
const digestDays = 14
const mostDigests = 200

/**
 * The next instant at which something happens by itself, for the clock of the playground: a timer, a message that waits, a digest that
 * has something new to say, or a night in which the policy or its controls are looked at. Other mornings and nights are passed over.
 * Undefined where nothing is ahead.
 */
export const nextDue = async (
  session: Session,
  context: Pick<Context, 'now' | 'programme'>,
): Promise<string | undefined> =>
  [
    await session.timers.nextDue(silentKinds),
    await session.outbox.nextDue(),
    await nextNews(session, context.now),
    await nextProgrammeWatch(session, context),
  ]
    .filter((due) => due !== undefined)
    .sort()[0]

/** The next digest of somebody for whom a reminder waits that the digest before could not say. */
const nextNews = async (session: Session, now: string): Promise<string | undefined> => {
  for (const { subject, due } of await session.timers.ahead(
    ['digest'],
    addDays(now, digestDays),
    mostDigests,
  )) {
    const last =
      (await session.timers.of('digest', subject))
        .filter((one) => one.isFired)
        .map((one) => one.due)
        .sort()
        .at(-1) ?? ''
    const waiting = await session.reminders.waiting([subject])
    const isNews = waiting.some(({ decisions }) => {
      const decided = decisions.at(-1)
      return decided?.outcome === 'digest' && decided.at > last
    })
    if (isNews) return due
  }
  return undefined
}
