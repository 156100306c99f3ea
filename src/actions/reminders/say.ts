import { addDays } from '../../domain/calendar.ts'
import type { Person } from '../../domain/person.ts'
import { clock, day } from '../../domain/time-words.ts'
import type { Session } from '../../ports/store.ts'

/** An instant within a sentence that stays where it was said: "on Monday 30 November at 09:30". */
export const sayMoment = (instant: string, { zone }: Pick<Person, 'zone'>, now: string): string =>
  `on ${day(instant, { zone, now })} at ${clock(instant, { zone })}`

/** What somebody said about a matter, that they are on it or want to hear of it later, holds no more once it is another's. */
export const endWords = async (
  session: Session,
  matter: string,
  person: string,
  now: string,
): Promise<void> => {
  for (const said of await session.reminders.said(matter, now))
    if (said.person === person)
      // Others wait a day longer than the word holds, for an answer that nobody has to give any more.
      await session.reminders.say({ ...said, at: now, until: addDays(now, -2) })
}
