import { dayOf, instantOf, isDay, later, laterDay } from './calendar.ts'
import { invalid } from './form.ts'
import type { Person } from './person.ts'
import type { Programme } from './programme.ts'
import { whenItSuits } from './quiet.ts'

/** How long a reminder can be put off; `day` is one of the person's choice. */
export const snoozes = ['hour', 'tomorrow', 'monday', 'day'] as const
export type Snooze = (typeof snoozes)[number]

type Sleeper = Pick<Person, 'zone' | 'quietFrom' | 'quietTo' | 'digestAt'>

/** What a snooze has to know: who, when, the deadline (an instant; null where there is none), and days off. */
export type Bed = {
  readonly person: Sleeper
  readonly now: string
  readonly deadline: string | null
  readonly programme: Pick<Programme, 'holidays'>
}

/** Nobody means to be reminded later than this. */
const mostDays = 365

/** When a snooze ends, out of quiet hours; whether that is in time is for `readSnooze`. `day` counts only for a day of choice. */
const endOf = (snooze: Snooze, { person, now, programme }: Bed, day: string): string => {
  const today = dayOf(now, person.zone)
  const at = (on: string): string =>
    whenItSuits(instantOf(on, person.digestAt, person.zone), person, programme)
  switch (snooze) {
    case 'hour':
      return whenItSuits(later(now, 3_600_000), person, programme)
    case 'tomorrow':
      return at(laterDay(today, 1))
    case 'monday':
      return at(nextMonday(today))
    case 'day':
      return at(day)
  }
}

const nextMonday = (today: string): string => {
  let day = laterDay(today, 1)
  while (new Date(`${day}T12:00:00.000Z`).getUTCDay() !== 1) day = laterDay(day, 1)
  return day
}

/** The choices that end before the deadline, with the instant at which each does; a day of choice always is one. */
export const snoozeChoices = (bed: Bed): readonly { readonly snooze: Snooze; readonly at: string }[] =>
  (['hour', 'tomorrow', 'monday'] as const)
    .map((snooze) => ({ snooze, at: endOf(snooze, bed, '') }))
    .filter(({ at }, index, all) => isInTime(at, bed) && all.findIndex((one) => one.at === at) === index)

const isInTime = (at: string, { deadline, now }: Bed): boolean =>
  at > now && (deadline === null || at < deadline)

/** The latest moment that suits the person before the deadline; undefined where there is none any more, or no deadline. */
export const latestSnooze = (bed: Bed): string | undefined => {
  const { person, now, deadline, programme } = bed
  if (deadline === null) return undefined
  const last = dayOf(deadline, person.zone)
  const today = dayOf(now, person.zone)
  for (let day = last; day >= today; day = laterDay(day, -1)) {
    const at = instantOf(day, person.digestAt, person.zone)
    if (whenItSuits(at, person, programme) === at && isInTime(at, bed)) return at
  }
  const hour = endOf('hour', bed, '')
  return isInTime(hour, bed) ? hour : undefined
}

/**
 * Reads a snooze that somebody chose; gives the instant at which it ends. Refuses one that is past, or that ends only after the deadline, and names
 * the nearest that is possible. `say` words an instant for the person.
 */
export const readSnooze = (
  { snooze, day }: { readonly snooze: string; readonly day: string },
  bed: Bed,
  say: (instant: string) => string,
): string => {
  const chosen = snoozes.find((one) => one === snooze)
  if (!chosen) throw invalid({ snooze: 'Please choose one: an hour, tomorrow, next Monday, or a day.' })
  if (chosen === 'day') {
    const today = dayOf(bed.now, bed.person.zone)
    if (!isDay(day)) throw invalid({ day: 'Please give a day as year-month-day, for example 2027-01-15.' })
    if (day <= today)
      throw invalid({
        day: `${day} is not ahead. The nearest is in an hour; the next day is ${laterDay(today, 1)}.`,
      })
    if (bed.deadline === null && day > laterDay(today, mostDays))
      throw invalid({ day: `${day} is more than a year ahead. The latest is ${laterDay(today, mostDays)}.` })
  }
  const at = endOf(chosen, bed, day)
  if (isInTime(at, bed)) return at
  const latest = latestSnooze(bed)
  const field = chosen === 'day' ? 'day' : 'snooze'
  throw invalid({
    [field]:
      latest === undefined
        ? `It is due ${say(bed.deadline ?? at)}, so there is no later moment left to remind you.`
        : `It is due ${say(bed.deadline ?? at)}. The latest that I can remind you is ${say(latest)}.`,
  })
}
