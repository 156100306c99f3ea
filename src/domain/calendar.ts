import { Temporal } from 'temporal-polyfill'

/** When people of an organisation are at work. `from` and `to` are HH:MM, `holidays` YYYY-MM-DD, `zone` an IANA name. */
export type WorkingHours = {
  readonly from: string
  readonly to: string
  readonly zone: string
  readonly holidays: readonly string[]
}

const iso = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' })
const local = (at: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone)

const isWorkingDay = (day: Temporal.PlainDate, hours: WorkingHours): boolean =>
  day.dayOfWeek <= 5 && !hours.holidays.includes(day.toString())

/** The day (YYYY-MM-DD) that an instant falls on in a zone. */
export const dayOf = (at: string, zone: string): string => local(at, zone).toPlainDate().toString()

/** The last millisecond-free second of a day in a zone, as an instant: what "until 3 May" means. */
export const endOfDay = (day: string, zone: string): string =>
  iso(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' }).toInstant())

/** The first instant of a day in a zone. */
export const startOfDay = (day: string, zone: string): string =>
  iso(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).toInstant())

/** Calendar months later, in UTC; 31 January plus one month is the last day of February. */
export const addMonths = (at: string, months: number): string =>
  iso(local(at, 'UTC').add({ months }).toInstant())

/** Calendar days later (or earlier) in a zone, so that a clock change does not move the hour. */
export const addDays = (at: string, days: number, zone = 'UTC'): string =>
  iso(local(at, zone).add({ days }).toInstant())

/** So many days after a day (YYYY-MM-DD), as a day. */
export const laterDay = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()

/** Whether a day is a real one, written YYYY-MM-DD. */
export const isDay = (day: string): boolean => {
  try {
    return Temporal.PlainDate.from(day).toString() === day
  } catch {
    return false
  }
}

/** Whether a name is an IANA time zone that this machine knows. */
export const isZone = (zone: string): boolean => {
  try {
    // Both calendars that we use have to know it; one alone also takes offsets and whole dates for a zone.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

/** The first instant at or after `at` that lies in working hours. */
const toWork = (at: Temporal.ZonedDateTime, hours: WorkingHours): Temporal.ZonedDateTime => {
  const opens = at.withPlainTime(hours.from)
  const closes = at.withPlainTime(hours.to)
  if (isWorkingDay(at.toPlainDate(), hours)) {
    if (Temporal.ZonedDateTime.compare(at, opens) < 0) return opens
    if (Temporal.ZonedDateTime.compare(at, closes) < 0) return at
  }
  let day = at.toPlainDate().add({ days: 1 })
  while (!isWorkingDay(day, hours)) day = day.add({ days: 1 })
  return day.toZonedDateTime({ timeZone: hours.zone, plainTime: hours.from })
}

/** The same working hour, a number of working days later: what is asked on Friday 15:00 for one day is due on Monday 15:00. */
export const addWorkingDays = (at: string, days: number, hours: WorkingHours): string => {
  let moment = toWork(local(at, hours.zone), hours)
  for (let left = days; left > 0; left -= 1) {
    let day = moment.toPlainDate().add({ days: 1 })
    while (!isWorkingDay(day, hours)) day = day.add({ days: 1 })
    moment = day.toZonedDateTime({ timeZone: hours.zone, plainTime: moment.toPlainTime() })
  }
  return iso(moment.toInstant())
}

/** When something that can wait may be sent: now, or at the end of the quiet hours (HH:MM in the zone), which may span midnight. */
export const afterQuiet = (
  at: string,
  quiet: { readonly zone: string; readonly quietFrom: string; readonly quietTo: string },
): string => {
  const moment = local(at, quiet.zone)
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' })
  const overnight = quiet.quietFrom > quiet.quietTo
  const isQuiet = overnight
    ? time >= quiet.quietFrom || time < quiet.quietTo
    : time >= quiet.quietFrom && time < quiet.quietTo
  if (!isQuiet) return at
  const opens = moment.withPlainTime(quiet.quietTo)
  return iso((Temporal.ZonedDateTime.compare(opens, moment) > 0 ? opens : opens.add({ days: 1 })).toInstant())
}

/** Working days between two instants, counted by midnights that begin a working day; 0 on the same day. */
export const workingDaysUntil = (from: string, to: string, hours: WorkingHours): number => {
  let day = local(from, hours.zone).toPlainDate()
  const last = local(to, hours.zone).toPlainDate()
  let count = 0
  while (Temporal.PlainDate.compare(day, last) < 0 && count < 400) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day, hours)) count += 1
  }
  return count
}

/** Whole calendar days from one instant to another in a zone; negative where it lies behind. */
export const daysUntil = (from: string, to: string, zone: string): number =>
  local(from, zone).toPlainDate().until(local(to, zone).toPlainDate()).days
