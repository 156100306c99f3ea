import { daysUntil, dayOf, timeOf } from '../../domain/calendar.ts'
import type { Person } from '../../domain/person.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** An instant within a sentence, as the person would say it: "tomorrow at 09:30", "on Monday 2026-11-30 at 09:30". */
export const sayMoment = (instant: string, { zone }: Pick<Person, 'zone'>, now: string): string => {
  const days = daysUntil(now, instant, zone)
  const at = `at ${timeOf(instant, zone)}`
  if (days === 0) return `today ${at}`
  if (days === 1) return `tomorrow ${at}`
  const day = dayOf(instant, zone)
  return `on ${weekdays[new Date(`${day}T12:00:00.000Z`).getUTCDay()] ?? ''} ${day} ${at}`
}
