import { Temporal } from 'temporal-polyfill'
import type { WorkingHours } from './calendar.ts'
import { dayOf, instantOf, isWorking, laterDay, weekdayOf } from './calendar.ts'

/**
 * Which day of a month: by its number (the last where the month is shorter), the nth or the last of a weekday (1 is Monday),
 * or the last working day.
 */
export type MonthDay =
  | { readonly day: number }
  | { readonly nth: 1 | 2 | 3 | 4 | 'last'; readonly weekday: number }
  | 'last-working-day'

/**
 * When something recurs, in local time: `at` is HH:MM. Every rule has at most one occurrence on a day.
 * - `weekly`: on these weekdays, 1 is Monday.
 * - `monthly`: in these months (all where left out): four of them make it quarterly, one yearly.
 * - `ladder`: so many days before (-14) or after (5) a day, smallest first, each moved to the working day before.
 */
export type Rule = { readonly at: string } & (
  | { readonly kind: 'daily' | 'working-days' }
  | { readonly kind: 'weekly'; readonly weekdays: readonly number[] }
  | { readonly kind: 'monthly'; readonly on: MonthDay; readonly months?: readonly number[] }
  | { readonly kind: 'once'; readonly day: string }
  | { readonly kind: 'ladder'; readonly day: string; readonly steps: readonly number[] }
)

/** Whose calendar: an IANA zone, and the holidays (YYYY-MM-DD) that are no working days. */
export type Place = Pick<WorkingHours, 'zone' | 'holidays'>

/**
 * One time at which a rule falls due. `key` is its name for good: the day that it belongs to; on a ladder that day and the step,
 * and of something that happens once the day and the time. For what recurs, neither a change of zone nor one of the hour makes another of it, so that it is carried out once whatever changes.
 */
export type Occurrence = { readonly key: string; readonly due: string }

/**
 * The one after the occurrence of that key, or undefined where there is none. It may lie in the past. A key that a ladder does
 * not know is one of an earlier day: the first step comes next.
 */
export const nextOccurrence = (rule: Rule, place: Place, last: string): Occurrence | undefined => {
  if (!isCalendar(rule)) {
    const all = finite(rule, place)
    return all[all.findIndex(({ key }) => key === last) + 1]
  }
  const day = nextDay(rule, place, last.slice(0, 10))
  return day === undefined ? undefined : occurrence(rule, place, day)
}

/** The first that falls due at an instant or later, or undefined where there is none. */
export const firstOccurrence = (rule: Rule, place: Place, from: string): Occurrence | undefined => {
  if (!isCalendar(rule)) return finite(rule, place).find(({ due }) => due >= from)
  // Where a zone leaves a day out, what belongs to it falls due on the next: two days back is early enough.
  let day = nextDay(rule, place, laterDay(dayOf(from, place.zone), -3))
  while (day !== undefined) {
    const found = occurrence(rule, place, day)
    if (found.due >= from) return found
    day = nextDay(rule, place, day)
  }
  return undefined
}

/** A rule that goes on for ever, and whose keys are days. */
export type CalendarRule = Extract<Rule, { readonly kind: 'daily' | 'working-days' | 'weekly' | 'monthly' }>
const isCalendar = (rule: Rule): rule is CalendarRule => rule.kind !== 'once' && rule.kind !== 'ladder'

const occurrence = ({ at }: Rule, { zone }: Place, day: string): Occurrence => ({
  key: day,
  due: instantOf(day, at, zone),
})

const finite = (rule: Exclude<Rule, CalendarRule>, place: Place): readonly Occurrence[] => {
  if (rule.kind === 'once')
    return [{ key: `${rule.day} ${rule.at}`, due: instantOf(rule.day, rule.at, place.zone) }]
  return rule.steps.map((step) => {
    const day = workingDayBefore(laterDay(rule.day, step), place)
    return { key: `${rule.day} ${step}`, due: instantOf(day, rule.at, place.zone) }
  })
}

/** So many days without the wanted one mean that there is none: longer than any row of holidays. */
const mostDays = 400
const mostMonths = 24

/** The next day after one that the rule wants. */
const nextDay = (rule: CalendarRule, place: Place, after: string): string | undefined => {
  if (rule.kind === 'monthly') return nextMonthDay(rule, place, Temporal.PlainDate.from(after))?.toString()
  for (let days = 1; days <= mostDays; days += 1) {
    const day = laterDay(after, days)
    const isWanted =
      rule.kind === 'weekly'
        ? rule.weekdays.includes(weekdayOf(day))
        : rule.kind === 'daily' || isWorking(day, place)
    if (isWanted) return day
  }
  return undefined
}

const nextMonthDay = (
  rule: Extract<Rule, { readonly kind: 'monthly' }>,
  place: Place,
  after: Temporal.PlainDate,
): Temporal.PlainDate | undefined => {
  for (let months = 0; months <= mostMonths; months += 1) {
    const month = after.with({ day: 1 }).add({ months })
    if (rule.months && !rule.months.includes(month.month)) continue
    const day = dayOfMonth(rule.on, place, month)
    if (Temporal.PlainDate.compare(day, after) > 0) return day
  }
  return undefined
}

/** `month` is its first day. */
const dayOfMonth = (on: MonthDay, place: Place, month: Temporal.PlainDate): Temporal.PlainDate => {
  const last = month.with({ day: month.daysInMonth })
  if (on === 'last-working-day') return Temporal.PlainDate.from(workingDayBefore(last.toString(), place))
  if ('day' in on) return month.with({ day: Math.min(on.day, month.daysInMonth) })
  if (on.nth === 'last') return last.subtract({ days: (last.dayOfWeek - on.weekday + 7) % 7 })
  return month.add({ days: ((on.weekday - month.dayOfWeek + 7) % 7) + 7 * (on.nth - 1) })
}

/** The day itself or the nearest working day before it. */
const workingDayBefore = (day: string, place: Place): string => {
  for (let back = 0; back <= mostDays; back += 1) {
    const found = laterDay(day, -back)
    if (isWorking(found, place)) return found
  }
  return day
}
