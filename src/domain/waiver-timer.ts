import { addWorkingDays, laterDay, startOfDay } from './calendar.ts'
import type { Due } from './certification-timer.ts'
import { draftTimers } from './certification-timer.ts'
import type { Event } from './event.ts'
import type { Programme } from './programme.ts'
import { hoursOf } from './programme.ts'
import { undoEnds } from './take-back.ts'

type WaiverKind = 'waiver-reminds' | 'waiver-ends' | 'waiver-expires'
type OnWaiver = Extract<
  Event,
  { readonly type: 'waiver-asked' | 'waiver-granted' | 'waiver-refused' | 'waiver-undone' | 'waiver-settled' }
>

const drafts = ['draft-asks', 'draft-lapses'] as const
const running = ['waiver-settles', 'waiver-lapses'] as const

/** Which timers an event about a waiver sets and clears. */
export const waiverTimersFor = (event: OnWaiver, now: string, programme: Programme) => {
  const { certification } = event
  /** The draft is worked on. */
  const clear = { subject: certification, kinds: drafts }
  switch (event.type) {
    case 'waiver-asked':
      return {
        clear,
        set: [...draftTimers(certification, now, programme), waiverLapses(event, programme)],
      }
    // What was decided counts, and is told, once it can no longer be undone.
    case 'waiver-granted':
      return {
        clear,
        set: [...draftTimers(certification, now, programme), waiverSettles(event, now, programme)],
      }
    case 'waiver-refused':
      return { clear: null, set: [waiverSettles(event, now, programme)] }
    case 'waiver-undone':
      return {
        clear: null,
        over: { subject: certification, kinds: running, beginning: `${event.waiver} ${event.ask}` },
        set: [waiverLapses(event, programme, now)],
      }
    case 'waiver-settled':
      return {
        clear: null,
        set:
          event.verdict === 'refused'
            ? []
            : waiverTimers(event, programme).filter(
                ({ kind, due }) => kind !== 'waiver-reminds' || due > now,
              ),
      }
  }
}

/**
 * When what is asked of a waiver runs out. As with every request, nobody is hurried: after twice the working days that it was given. `again`
 * tells the time that begins anew from the one before.
 */
const waiverLapses = (
  {
    certification,
    waiver,
    ask,
    due,
    tier,
  }: Extract<Event, { readonly type: 'waiver-asked' | 'waiver-undone' }>,
  programme: Programme,
  again = '',
): Due<'waiver-lapses'> => ({
  kind: 'waiver-lapses',
  subject: certification,
  occurrence: `${waiver} ${ask}${again === '' ? '' : ` ${again}`}`,
  due: addWorkingDays(due, programme.waivers.byTier[tier].approvalWorkingDays, hoursOf(programme)),
})

/** When what was decided at `now` about a waiver stands. */
const waiverSettles = (
  { certification, waiver, ask }: Extract<Event, { readonly type: 'waiver-granted' | 'waiver-refused' }>,
  now: string,
  programme: Programme,
): Due<'waiver-settles'> => ({
  kind: 'waiver-settles',
  subject: certification,
  occurrence: `${waiver} ${ask} ${now}`,
  due: undoEnds(now, programme),
})

/** When a waiver is spoken of before its end, when it ends, and when what was certified with it does. Without grace the last two are one. */
export const waiverTimers = (
  {
    certification,
    waiver,
    until,
    tier,
  }: Pick<Extract<Event, { type: 'waiver-settled' }>, 'certification' | 'waiver' | 'until' | 'tier'>,
  programme: Programme,
): readonly Due<WaiverKind>[] => {
  const { zone } = programme.workingHours
  const { graceDays } = programme.waivers.byTier[tier]
  const timer = (kind: WaiverKind, days: number): Due<WaiverKind> => ({
    kind,
    subject: certification,
    occurrence: `${waiver} ${until}${kind === 'waiver-reminds' ? ` ${-days}` : ''}`,
    due: startOfDay(laterDay(until, days), zone),
  })
  return [
    ...programme.waivers.remindDays.map((days) => timer('waiver-reminds', -days)),
    ...(graceDays === 0 ? [] : [timer('waiver-ends', 1)]),
    timer('waiver-expires', graceDays + 1),
  ]
}
