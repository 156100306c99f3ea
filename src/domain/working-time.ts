import { Temporal } from 'temporal-polyfill'
import type { WorkingHours } from './calendar.ts'
import { isWorkingDay, toWork } from './calendar.ts'

const local = (at: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone)

/** Working time from one instant to a later one, in milliseconds; 0 where it is not later. */
export const workingMs = (from: string, to: string, hours: WorkingHours): number => {
  const end = Date.parse(to)
  let worked = 0
  let moment = toWork(local(from, hours.zone), hours)
  while (moment.epochMilliseconds < end) {
    const closes = moment.withPlainTime(hours.to)
    worked += Math.min(closes.epochMilliseconds, end) - moment.epochMilliseconds
    moment = toWork(closes, hours)
  }
  return worked
}

/** The instant at which so many milliseconds of working time have passed. What would fall on the very end of a day falls on the next morning. */
export const addWorkingMs = (at: string, ms: number, hours: WorkingHours): string => {
  let left = ms
  let moment = toWork(local(at, hours.zone), hours)
  for (;;) {
    const closes = moment.withPlainTime(hours.to)
    const today = closes.epochMilliseconds - moment.epochMilliseconds
    if (left < today)
      return moment.add({ milliseconds: left }).toInstant().toString({ smallestUnit: 'millisecond' })
    left -= today
    moment = toWork(closes, hours)
  }
}

/** The instant at which so many hours have passed that belong to working days, nights included: of a Friday noon, 48 later is Tuesday noon. */
export const addHoursOfWorkingDays = (
  at: string,
  hours: number,
  { zone, holidays }: Pick<WorkingHours, 'zone' | 'holidays'>,
): string => {
  let left = hours * 3_600_000
  let moment = local(at, zone)
  for (;;) {
    const day = moment.toPlainDate()
    const midnight = day.add({ days: 1 }).toZonedDateTime({ timeZone: zone })
    const today = isWorkingDay(day, { holidays }) ? midnight.epochMilliseconds - moment.epochMilliseconds : 0
    if (left < today)
      return moment.add({ milliseconds: left }).toInstant().toString({ smallestUnit: 'millisecond' })
    left -= today
    moment = midnight
  }
}

/** The zone in which most work; `otherwise` where there are none, or as many in another. */
export const zoneOfMost = (zones: readonly string[], otherwise: string): string => {
  const counts = [...Map.groupBy(zones, (zone) => zone)]
    .map(([zone, of]) => ({ zone, count: of.length }))
    .sort((a, b) => b.count - a.count)
  const [first, second] = counts
  return first && first.count > (second?.count ?? 0) ? first.zone : otherwise
}
