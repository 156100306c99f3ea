import { z } from 'zod'
import { dayOf, instantOf, isWorking, laterDay } from './calendar.ts'
import type { Programme } from './programme.ts'

/** The setting that counts how many were told on the day. */
export const drainSetting = 'drain'

/** How many were told of what many are told, and on which day (YYYY-MM-DD in the programme's zone). */
const Drained = z.object({ day: z.string(), count: z.number() })
export type Drained = Readonly<z.infer<typeof Drained>>

export const readDrained = (value: unknown): Drained =>
  value === undefined ? { day: '', count: 0 } : Drained.parse(value)

type Calendar = Pick<Programme, 'workingHours' | 'holidays' | 'campaigns'>

/** How many may still be told today; none on a day on which nobody works. */
export const leftToday = (drained: Drained, now: string, programme: Calendar): number => {
  const day = dayOf(now, programme.workingHours.zone)
  if (!isWorking(day, programme)) return 0
  return Math.max(0, programme.campaigns.noticesPerDay - (drained.day === day ? drained.count : 0))
}

/** The next day after one on which people work. */
const workdayAfter = (day: string, programme: Pick<Programme, 'holidays'>): string => {
  let next = laterDay(day, 1)
  while (!isWorking(next, programme)) next = laterDay(next, 1)
  return next
}

/** When the next portion is told: as working hours begin on the next working day. */
export const nextPortion = (now: string, programme: Pick<Programme, 'workingHours' | 'holidays'>): string => {
  const { zone, from } = programme.workingHours
  return instantOf(workdayAfter(dayOf(now, zone), programme), from, zone)
}

/**
 * When each of `many` more is told if nothing holds it up, behind `waiting` others: so many a day, on working days. The first of those
 * instants is now, if some may still be told today.
 */
export const portionsOf = (
  { waiting, many }: { readonly waiting: number; readonly many: number },
  drained: Drained,
  now: string,
  programme: Calendar,
): readonly string[] => {
  const { zone, from } = programme.workingHours
  const times: string[] = []
  const today = dayOf(now, zone)
  let day = today
  let left = leftToday(drained, now, programme)
  for (let behind = waiting; times.length < many;) {
    const passed = Math.min(behind, left)
    behind -= passed
    const here = Math.min(left - passed, many - times.length)
    if (here > 0) times.push(...Array<string>(here).fill(day === today ? now : instantOf(day, from, zone)))
    if (times.length === many) break
    day = workdayAfter(day, programme)
    left = programme.campaigns.noticesPerDay
  }
  return times
}

/** Takes from the front of a queue whoever may be told, at most `left` of them; whoever may not is passed over and keeps their place. */
export const portion = <T>(page: readonly T[], left: number, may: (one: T) => boolean): readonly T[] =>
  page.filter(may).slice(0, left)
