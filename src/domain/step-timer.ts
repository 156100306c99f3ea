import { dayOf } from './calendar.ts'
import { draftTimers } from './certification-timer.ts'
import type { Event } from './event.ts'
import { rungDue } from './ladder.ts'
import { digestHour } from './person.ts'
import type { Programme } from './programme.ts'

const vouching = ['step-asked', 'step-passed', 'step-refused', 'step-declined', 'step-returned'] as const
type Vouching = Extract<Event, { readonly type: (typeof vouching)[number] }>

/** Whether somebody was asked to vouch for a step, or is not any more. */
export const isVouching = (event: Event): event is Vouching => vouching.some((type) => type === event.type)

/** What an ask for a step's sake, or its end, sets and clears: the draft stands still from then on, and an earlier ask is over. */
export const stepTimers = (event: Vouching, now: string, programme: Programme) => {
  const { certification, step } = event
  return {
    clear: { subject: certification, kinds: ['draft-asks', 'draft-lapses'] as const },
    over: { subject: certification, kinds: ['step-reminds'] as const, beginning: `${step} ` },
    set: [
      ...draftTimers(certification, now, programme),
      ...(event.type === 'step-asked' ? remindings(event, now, programme) : []),
    ],
  }
}

/** When whoever was asked is reminded, while they have not answered that very ask. */
const remindings = (
  { certification, step }: Vouching,
  now: string,
  { workingHours: { zone }, reminders, holidays }: Programme,
) =>
  reminders.steps.rungs
    .map((days) => ({
      kind: 'step-reminds' as const,
      subject: certification,
      occurrence: `${step} ${now} ${days}`,
      due: rungDue({ days, of: dayOf(now, zone), at: digestHour }, { zone, holidays }),
    }))
    .filter(({ due }) => due > now)
