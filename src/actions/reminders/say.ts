import { addDays, dayOf, timeOf } from '../../domain/calendar.ts'
import type { Person } from '../../domain/person.ts'
import type { Session } from '../../ports/store.ts'

/** An instant within a sentence that stays where it was said: "on Monday 30 November at 09:30". */
export const sayMoment = (instant: string, { zone }: Pick<Person, 'zone'>, now: string): string => {
  return `on ${sayDay(dayOf(instant, zone), dayOf(now, zone))} at ${timeOf(instant, zone)}`
}

/** A day within a sentence: "Monday 30 November", with the year where it is not that of `today`. Both are written YYYY-MM-DD. */
export const sayDay = (day: string, today: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  })
    .format(new Date(`${day}T12:00:00.000Z`))
    .replace(',', '')

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
