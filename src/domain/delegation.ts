import { addDays, dayOf, endOfDay, isDay, startOfDay } from './calendar.ts'
import { invalid, tidy } from './form.ts'
import type { Joined } from './membership.ts'
import type { Person } from './person.ts'
import { isSelf } from './person.ts'
import { Refusal } from './refusal.ts'

/** First and last day (YYYY-MM-DD, in the person's zone), both included. */
export type Days = { readonly from: string; readonly to: string }

/** Whether the person is away on a day of theirs (YYYY-MM-DD), as they set it. */
export const isAwayOn = ({ away }: Pick<Person, 'away'>, day: string): boolean =>
  away !== null && away.from <= day && day <= away.to

/** Reads the days somebody is away, so many at most. Says at each field the nearest day that is possible. */
export const readDays = (
  values: Readonly<Record<string, string>>,
  now: string,
  zone: string,
  mostAwayDays: number,
): Days => {
  const from = tidy(values['first'] ?? '')
  const to = tidy(values['last'] ?? '')
  const today = dayOf(now, zone)
  const faults: Record<string, string> = {}
  const nextYear = dayOf(addDays(now, 365, zone), zone)
  if (!isDay(from)) faults['first'] = `Please give the first day as year-month-day, for example ${today}.`
  else if (from < today) faults['first'] = `This day has passed. The earliest first day is ${today}, today.`
  else if (from > nextYear) faults['first'] = `That is far ahead. The latest first day is ${nextYear}.`
  const first = faults['first'] === undefined ? from : today
  const last = dayOf(addDays(`${first}T12:00:00.000Z`, mostAwayDays - 1), 'UTC')
  if (!isDay(to)) faults['last'] = `Please give the last day as year-month-day, for example ${first}.`
  else if (to < first)
    faults['last'] = `The last day lies before the first. The earliest last day is ${first}.`
  else if (to > last)
    faults['last'] = `At most ${mostAwayDays} days in one go: the latest last day is ${last}.`
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { from, to }
}

/** Whom else one could choose, in a sentence; '' where nobody is known. */
export const who = (others: readonly string[]): string =>
  others.length === 0 ? '' : ` ${others.join(' or ')} could, for example.`

/** Whether somebody is there on all these days. */
export const isThere = ({ away }: Pick<Person, 'away'>, days: Days): boolean =>
  away === null || !overlap(away, days)

const overlap = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to

/**
 * Lets one other person decide in the person's place on these days; an earlier arrangement ends. A stand-in passes nothing on. `others` are
 * names of those who could, for whoever chose somebody who cannot.
 */
export const leave = (
  person: Person,
  days: Days,
  delegate: Person,
  others: readonly string[] = [],
): Joined => {
  if (isSelf(person, delegate.id) || isSelf(delegate, person.id))
    throw invalid({ delegate: `Please choose somebody else than yourself.${who(others)}` })
  if (delegate.away && !isThere(delegate, days))
    throw invalid({
      delegate: `${delegate.name.body} is away as well, from ${delegate.away.from} to ${delegate.away.to}. Please choose somebody who is there.${who(others)}`,
    })
  return {
    next: { ...person, rev: person.rev + 1, away: { ...days, delegate: delegate.id } },
    events: [
      {
        type: 'away-set',
        subject: person.id,
        person: person.id,
        delegate: delegate.id,
        ...days,
        begins: startOfDay(days.from, person.zone),
        ends: endOfDay(days.to, person.zone),
      },
    ],
  }
}

/** The person is back; `approvals` are those that the stand-in has a card about. */
export const comeBack = (person: Person, approvals: readonly string[]): Joined => {
  if (!person.away)
    throw new Refusal('wrong-state', 'You are not away, so nothing was changed. Type away to set days.')
  const { delegate } = person.away
  return {
    next: { ...person, rev: person.rev + 1, away: null },
    events: [{ type: 'away-ended', subject: person.id, person: person.id, delegate, approvals }],
  }
}

/** The first day has begun: the stand-in is asked what waits for the person. */
export const beginAway = (person: Person, approvals: readonly string[]): Joined =>
  person.away
    ? {
        next: person,
        events: [
          {
            type: 'away-began',
            subject: person.id,
            person: person.id,
            delegate: person.away.delegate,
            approvals,
          },
        ],
      }
    : { next: person, events: [] }
