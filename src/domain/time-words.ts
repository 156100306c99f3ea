import { Temporal } from 'temporal-polyfill'
import { daysUntil, isDay } from './calendar.ts'

/** Where and when somebody reads it: an IANA zone, and the instant at which it is written for them. */
type Here = { readonly zone: string; readonly now: string }
type Zone = Pick<Here, 'zone'>

const write = (instant: string, { zone }: Zone, options: Intl.DateTimeFormatOptions): string =>
  formatIn(zone, options).format(new Date(Temporal.Instant.from(instant).epochMilliseconds))

/** Making one takes far longer than using it; there are a few forms, in as many zones as there are readers. */
const formats = new Map<string, Intl.DateTimeFormat>()
const formatIn = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  formats.set(key, made)
  return made
}

/** A day that is written YYYY-MM-DD means that day everywhere: noon of it, in the reader's zone. */
const instantOf = (when: string, { zone }: Zone): string =>
  isDay(when)
    ? Temporal.PlainDate.from(when)
        .toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
        .toInstant()
        .toString()
    : when

/** "Thursday 26 November", with the year where it is not this one; takes an instant or a day. */
export const day = (when: string, reader: Here): string => {
  const instant = instantOf(when, reader)
  const sameYear =
    write(instant, reader, { year: 'numeric' }) === write(reader.now, reader, { year: 'numeric' })
  const near = Math.abs(daysUntil(reader.now, instant, reader.zone)) < 330 && sameYear
  return write(
    instant,
    reader,
    near
      ? { weekday: 'long', day: 'numeric', month: 'long' }
      : { day: 'numeric', month: 'long', year: 'numeric' },
  ).replace(',', '')
}

/** "26 November 2026", always with the year: what stands on a certificate is read years later. */
export const date = (when: string, reader: Zone): string =>
  write(instantOf(when, reader), reader, { day: 'numeric', month: 'long', year: 'numeric' })

/**
 * A day of a certificate, always with the year: the same for whoever reads it, wherever they are, on its card, its picture and its public
 * page (in UTC).
 */
export const certificateDay = (when: string): string => date(when, { zone: 'UTC' })

/** "14:00". */
export const clock = (instant: string, reader: Zone): string =>
  write(instant, reader, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

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
