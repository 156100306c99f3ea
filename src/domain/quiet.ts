import { afterQuiet, dayOf, instantOf } from './calendar.ts'
import { addHoursOfWorkingDays } from './working-time.ts'
import type { Person } from './person.ts'
import type { Programme } from './programme.ts'

/**
 * When somebody gets what can wait: at once outside of their quiet hours, else at their own hour of the first day that is not
 * quiet. Deferred, never dropped; weekends and the programme's holidays are quiet too.
 */
export const whenItSuits = (
  at: string,
  person: Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt'>,
  { holidays }: Pick<Programme, 'holidays'>,
): string => {
  const open = afterQuiet(at, person, holidays)
  if (open === at) return at
  const hour = instantOf(dayOf(open, person.zone), person.digestAt, person.zone)
  return hour > open && afterQuiet(hour, person, holidays) === hour ? hour : open
}

/** Until when somebody is on what they say so of: the policy's hours, without days off, and then their next moment that is not quiet. */
export const onItUntil = (
  now: string,
  person: Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt'>,
  { holidays, reminders }: Pick<Programme, 'holidays' | 'reminders'>,
): string =>
  whenItSuits(addHoursOfWorkingDays(now, reminders.onItHours, { zone: person.zone, holidays }), person, {
    holidays,
  })
