import { Temporal } from 'temporal-polyfill'
import { recalled, remembered } from './remembered.ts'

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

/** The instant that comes so many milliseconds after another, or before it where they are less than 0. */
export const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString()

const dayMs = 86_400_000
/** A day as if it were one in UTC, in milliseconds: for what days have in common everywhere. */
const msOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)

/** The weekday of a day (YYYY-MM-DD); 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(msOf(day)).getUTCDay() || 7

/** Whether a day (YYYY-MM-DD) is one from Monday to Friday and no holiday. */
export const isWorking = (day: string, { holidays }: Pick<WorkingHours, 'holidays'>): boolean =>
  weekdayOf(day) <= 5 && !holidays.includes(day)

/** The same of a day of Temporal's. */
export const isWorkingDay = (day: Temporal.PlainDate, hours: Pick<WorkingHours, 'holidays'>): boolean =>
  isWorking(day.toString(), hours)

/** The day (YYYY-MM-DD) that an instant falls on in a zone. */
export const dayOf: (at: string, zone: string) => string = recalled((at: string, zone: string) =>
  local(at, zone).toPlainDate().toString(),
)

/** The time of day (HH:MM) that an instant shows in a zone. */
export const timeOf: (at: string, zone: string) => string = recalled((at: string, zone: string) =>
  local(at, zone).toPlainTime().toString({ smallestUnit: 'minute' }),
)

/** The last millisecond-free second of a day in a zone, as an instant: what "until 3 May" means. */
export const endOfDay = (day: string, zone: string): string =>
  iso(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' }).toInstant())

/** The first instant of a day in a zone. */
export const startOfDay = (day: string, zone: string): string =>
  iso(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).toInstant())

/**
 * The first moment at which the wall clock of a zone shows that day and time (YYYY-MM-DD, HH:MM) or a later one. So a time that
 * a clock change leaves out, or a whole day (Apia, 30 December 2011), is the first moment behind the gap, and of a time that
 * comes twice it is the first.
 */
export const instantOf: (day: string, at: string, zone: string) => string = recalled(
  (day: string, at: string, zone: string) => {
    const wall = Temporal.PlainDate.from(day).toPlainDateTime(at)
    const moment = wall.toZonedDateTime(zone)
    if (moment.toPlainDateTime().equals(wall)) return iso(moment.toInstant())
    // In a gap the moment lies behind it by what of the gap had passed, which may be nothing: the change itself is wanted.
    const change = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
    return iso((change ?? moment).toInstant())
  },
)

/** Calendar months later, in UTC; 31 January plus one month is the last day of February. */
export const addMonths = (at: string, months: number): string =>
  iso(local(at, 'UTC').add({ months }).toInstant())

/** Calendar days later (or earlier) in a zone, so that a clock change does not move the hour. */
export const addDays = (at: string, days: number, zone = 'UTC'): string =>
  // Without clock changes a day has the same length every day.
  zone === 'UTC' ? later(at, days * dayMs) : iso(local(at, zone).add({ days }).toInstant())

/** So many days after a day (YYYY-MM-DD), as a day. */
export const laterDay = (day: string, days: number): string =>
  new Date(msOf(day) + days * dayMs).toISOString().slice(0, 10)

/** Whether a day is a real one, written YYYY-MM-DD. */
export const isDay = (day: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const ms = msOf(day)
  // The 30th of February would be one in March.
  return !Number.isNaN(ms) && laterDay(day, 0) === day
}

/** Whether a name is an IANA time zone that this machine knows. */
export const isZone = remembered((zone) => {
  try {
    // Both calendars that we use have to know it; one alone also takes offsets and whole dates for a zone.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
})

/** The first instant at or after `at` that lies in working hours. */
export const toWork = (at: Temporal.ZonedDateTime, hours: WorkingHours): Temporal.ZonedDateTime => {
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

/** Hours (HH:MM in the zone, they may span midnight) in which nothing is sent that can wait. The same hour twice means none. */
export type QuietHours = { readonly zone: string; readonly quietFrom: string; readonly quietTo: string }

/** When something that can wait may be sent: now, or once quiet hours, weekend and holidays (YYYY-MM-DD) are over. */
export const afterQuiet = (
  at: string,
  { zone, quietFrom, quietTo }: QuietHours,
  holidays: readonly string[],
): string => {
  if (quietFrom === quietTo) return at
  const open =
    quietFrom > quietTo
      ? [[quietTo, quietFrom]]
      : [
          ['00:00', quietFrom],
          [quietTo, null],
        ]
  const first = dayOf(at, zone)
  for (let days = 0; days < mostQuietDays; days += 1) {
    const day = laterDay(first, days)
    if (!isWorking(day, { holidays })) continue
    for (const [from, to] of open) {
      const opens = instantOf(day, from ?? '00:00', zone)
      const closes =
        to === null || to === undefined
          ? instantOf(laterDay(day, 1), '00:00', zone)
          : instantOf(day, to, zone)
      if (at < closes && opens < closes) return at > opens ? at : opens
    }
  }
  // Holidays without an end: late is better than never.
  return at
}

/** A row of days off longer than this is taken for a mistake in the policy. */
const mostQuietDays = 60

/** Working days between two instants, counted by midnights that begin a working day; 0 on the same day. */
export const workingDaysUntil = (from: string, to: string, hours: WorkingHours): number => {
  let day = dayOf(from, hours.zone)
  const last = dayOf(to, hours.zone)
  let count = 0
  while (day < last && count < 400) {
    day = laterDay(day, 1)
    if (isWorking(day, hours)) count += 1
  }
  return count
}

/** Days from one day (YYYY-MM-DD) to another; negative where it lies behind. */
export const daysBetween = (from: string, to: string): number => (msOf(to) - msOf(from)) / dayMs

/** Whole calendar days from one instant to another in a zone; negative where it lies behind. */
export const daysUntil = (from: string, to: string, zone: string): number =>
  daysBetween(dayOf(from, zone), dayOf(to, zone))
