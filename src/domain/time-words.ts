import { dayOf, daysBetween, isDay, timeOf } from './calendar.ts'
import { recalled } from './remembered.ts'

/** Where and when somebody reads it: an IANA zone, and the instant at which it is written for them. */
type Here = { readonly zone: string; readonly now: string }
type Zone = Pick<Here, 'zone'>

/** Days are called the same everywhere. */
const written = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
  // Made with the first day: at a start there is none yet.
  let format: Intl.DateTimeFormat | undefined
  return recalled((of: string) => {
    format ??= new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
    return format.format(Date.parse(`${of}T00:00:00.000Z`)).replace(',', '')
  })
}
const dayInYear = written({ weekday: 'long', day: 'numeric', month: 'long' })
const dayWithYear = written({ day: 'numeric', month: 'long', year: 'numeric' })

/** A day that is written YYYY-MM-DD means that day everywhere. */
const dayIn = (when: string, zone: string): string => (isDay(when) ? when : dayOf(when, zone))

/** "Thursday 26 November", with the year where it is not this one; takes an instant or a day. */
export const day = (when: string, { zone, now }: Here): string => {
  const of = dayIn(when, zone)
  const today = dayOf(now, zone)
  const isNear = Math.abs(daysBetween(today, of)) < 330 && of.slice(0, 4) === today.slice(0, 4)
  return isNear ? dayInYear(of) : dayWithYear(of)
}

/** "26 November 2026", always with the year: what stands on a certificate is read years later. */
export const date = (when: string, { zone }: Zone): string => dayWithYear(dayIn(when, zone))

/**
 * A day of a certificate, always with the year: the same for whoever reads it, wherever they are, on its card, its picture and its public
 * page (in UTC).
 */
export const certificateDay = (when: string): string => date(when, { zone: 'UTC' })

/** "14:00". */
export const clock = (instant: string, { zone }: Zone): string => timeOf(instant, zone)

/**
 * "Tuesday 8 December, 10:02"; of a day, the day. A card stands in its chat for as long as nobody looks, so that no moment on any card is
 * said as seen from now ("tomorrow", "in 3 days", a bare "Thursday").
 */
export const moment = (instant: string, reader: Here): string =>
  isDay(instant) ? day(instant, reader) : `${day(instant, reader)}, ${clock(instant, reader)}`

/** Whether a moment has passed; a day is a whole one, and says so itself. */
export const isOver = (instant: string, { now }: Pick<Here, 'now'>): boolean =>
  !isDay(instant) && instant < now

/** A deadline: the moment, and that it has passed where it has. */
export const deadline = (instant: string, reader: Here): string =>
  isOver(instant, reader) ? `${moment(instant, reader)}, now overdue` : moment(instant, reader)
