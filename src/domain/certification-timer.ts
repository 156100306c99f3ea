import { addDays, addMonths, addWorkingDays, endOfDay } from './calendar.ts'
import type { Event } from './event.ts'
import { rungDue } from './ladder.ts'
import { digestHour } from './person.ts'
import type { Programme, Tier } from './programme.ts'
import { hoursOf } from './programme.ts'

/** What falls due about a certification, of one kind. */
export type Due<K extends string> = {
  readonly kind: K
  readonly subject: string
  readonly occurrence: string
  readonly due: string
}

/** When a certificate stops counting. */
export const expires = (certification: string, due: string): Due<'expires'> => ({
  kind: 'expires',
  subject: certification,
  occurrence: due,
  due,
})

/** When a steward should have settled an answer. */
export const settlingDue = ({
  certification,
  question,
  due,
}: Extract<Event, { type: 'settling-asked' }>): Due<'settling-due'> => ({
  kind: 'settling-due',
  subject: certification,
  occurrence: `${question} ${due}`,
  due,
})

/** So soon the owner of what was stopped confirms that its users know. */
export const untold = (
  { certification }: { readonly certification: string },
  now: string,
  programme: Programme,
): Due<'stop-untold'> => ({
  kind: 'stop-untold',
  subject: certification,
  occurrence: now,
  due: addWorkingDays(now, programme.decisions.confirmWorkingDays, hoursOf(programme)),
})

/** When a draft on which something has just happened is asked about, and when it lapses. */
export const draftTimers = (
  certification: string,
  now: string,
  programme: Programme,
): readonly Due<'draft-asks' | 'draft-lapses'>[] => {
  const { askAfterDays, lapseAfterDays } = programme.draft
  const timer = <K extends 'draft-asks' | 'draft-lapses'>(kind: K, days: number): Due<K> => ({
    kind,
    subject: certification,
    occurrence: now,
    due: addDays(now, days),
  })
  return [timer('draft-asks', askAfterDays), timer('draft-lapses', lapseAfterDays)]
}

/** Days from the end of what was there before: its owner is reminded before, its stewards hear of it then and once more. */
export const existingRungs = ({ existing }: Pick<Programme, 'existing'>): readonly number[] =>
  [...existing.remindDays.map((days) => -days), 0, existing.lateDays].sort((a, b) => a - b)

/** The rungs of one of them, whether they have been or not: none before the days began. */
export const existingTimers = (
  {
    certification,
    due,
    days,
  }: { readonly certification: string; readonly due: string; readonly days: number },
  programme: Programme,
): readonly Due<'existing-asks'>[] =>
  existingRungs(programme)
    .filter((rung) => -rung < days)
    .map((rung) => ({
      kind: 'existing-asks',
      subject: certification,
      occurrence: `${due} ${rung}`,
      due: addDays(due, rung),
    }))

/** When the makers of a thing are reminded of a condition before its day, whether that has been or not. */
export const conditionRungs = (
  certification: string,
  { id, due }: { readonly id: string; readonly due: string },
  { workingHours: { zone }, reminders, holidays }: Pick<Programme, 'workingHours' | 'reminders' | 'holidays'>,
): readonly Due<'condition-reminds'>[] =>
  reminders.conditions.rungs.map((days) => ({
    kind: 'condition-reminds',
    subject: certification,
    occurrence: `${id} ${due} ${days}`,
    due: rungDue({ days, of: due, at: digestHour }, { zone, holidays }),
  }))

/** When a condition has to be met, and when its makers are reminded of it before. */
export const conditionTimers = (
  certification: string,
  condition: { readonly id: string; readonly due: string },
  programme: Programme,
  now: string,
): readonly Due<'condition-due' | 'condition-reminds'>[] => [
  ...conditionRungs(certification, condition, programme).filter((one) => one.due > now),
  {
    kind: 'condition-due',
    subject: certification,
    occurrence: condition.id,
    due: endOfDay(condition.due, programme.workingHours.zone),
  },
]

/** When owner, runbook and access are looked at next. */
export const checkTimer = (
  certification: string,
  tier: Tier,
  now: string,
  programme: Programme,
): Due<'check-due'> => ({
  kind: 'check-due',
  subject: certification,
  occurrence: now,
  due: addMonths(now, programme.cadences[tier].checkMonths),
})
