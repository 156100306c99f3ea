/**
 * A second opinion on local time. It knows nothing of rules, Temporal or the code under test: it walks a zone's wall clock as Intl
 * shows it, in steps of five minutes and by the minute where the clock is changed, and calls whatever was asked for whenever
 * the wall clock first shows a minute or first passes it over.
 */

/** A day of the wall clock; `weekday` 1 is Monday, `length` the days of its month. */
export type Day = {
  readonly text: string
  readonly year: number
  readonly month: number
  readonly date: number
  readonly weekday: number
  readonly length: number
}

const minuteMs = 60_000
const dayMinutes = 1440

/** Minutes since 1970 that the wall clock of a zone shows, as if it stood in UTC. */
export const wallClock = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (at) => {
    // 2026-03-29, 01:59
    const shown = format.format(at)
    const number = (from: number, to: number) => Number(shown.slice(from, to))
    return Date.UTC(number(0, 4), number(5, 7) - 1, number(8, 10), number(12, 14), number(15, 17)) / minuteMs
  }
}

export const dayOfMinute = (wall: number): Day => {
  const date = new Date(Math.floor(wall / dayMinutes) * dayMinutes * minuteMs)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return {
    text: date.toISOString().slice(0, 10),
    year,
    month: month + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  }
}

/** `shows` hears of each wanted minute of the day once: the day and minute that it is, and the instant at which it is reached. */
export const walk = (
  zone: string,
  from: number,
  to: number,
  wanted: ReadonlySet<number>,
  shows: (day: Day, minute: number, at: number) => void,
): void => {
  const wall = wallClock(zone)
  const isWanted = Array.from({ length: dayMinutes }, (_, minute) => wanted.has(minute))
  let reached = wall(from) - 1
  /** The wall clock runs on to a minute; `at` tells when it shows a minute. */
  const runTo = (minute: number, at: (minute: number) => number): void => {
    for (let next = reached + 1; next <= minute; next += 1)
      if (isWanted[next % dayMinutes]) shows(dayOfMinute(next), next % dayMinutes, at(next))
    reached = Math.max(reached, minute)
  }
  let shown = wall(from)
  for (let at = from; at < to; at += 5 * minuteMs) {
    const later = wall(at + 5 * minuteMs)
    if (later - shown === 5) {
      const start = shown
      runTo(later - 1, (minute) => at + Math.max(0, minute - start) * minuteMs)
    } else
      for (let minute = 0; minute < 5; minute += 1) {
        const then = at + minute * minuteMs
        runTo(wall(then), () => then)
      }
    shown = later
  }
}
