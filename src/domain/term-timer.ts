import { addDays, dayOf } from './calendar.ts'
import type { Event } from './event.ts'
import { rungDue } from './ladder.ts'
import { digestHour } from './person.ts'
import type { Programme } from './programme.ts'
import { endingDays } from './term.ts'

type Due<K extends string> = {
  readonly kind: K
  readonly subject: string
  readonly occurrence: string
  readonly due: string
}

/** When a role's end is spoken of, and when it comes. Those of an earlier term stay: what they find then is not theirs any more. */
export const termTimers = (
  { person, role }: Extract<Event, { type: 'role-granted' }>,
  until: string,
  now: string,
): readonly Due<'role-ends-soon' | 'role-ends'>[] => {
  const timer = <K extends string>(kind: K, due: string): Due<K> => ({
    kind,
    subject: person,
    occurrence: `${role} ${until}`,
    due,
  })
  const soon = addDays(until, -endingDays)
  return [...(soon > now ? [timer('role-ends-soon', soon)] : []), timer('role-ends', until)]
}

type Offer = Pick<Extract<Event, { type: 'hand-over-offered' }>, 'asset' | 'offer' | 'until'>

/** When whoever an offer was made to is reminded of it before its end, whether that has been or not. */
export const handOverRungs = (
  { asset, offer, until }: Offer,
  { reminders, workingHours: { zone }, holidays }: Pick<Programme, 'reminders' | 'workingHours' | 'holidays'>,
): readonly Due<'hand-over-reminds'>[] =>
  reminders.handOvers.rungs.map((days) => ({
    kind: 'hand-over-reminds',
    subject: asset,
    occurrence: `${offer} ${days}`,
    due: rungDue({ days, of: dayOf(until, zone), at: digestHour }, { zone, holidays }),
  }))

/** When an offer lapses, and when whoever it was made to is reminded of it before. */
export const handOverTimers = (
  offered: Offer,
  programme: Programme,
  now: string,
): readonly Due<'hand-over-lapses' | 'hand-over-reminds'>[] => [
  ...handOverRungs(offered, programme).filter(({ due }) => due > now),
  { kind: 'hand-over-lapses', subject: offered.asset, occurrence: offered.offer, due: offered.until },
]
