import { addWorkingDays } from './calendar.ts'
import type { Programme, Tier } from './programme.ts'
import type { Times } from './stage-clock.ts'
import { rungAt, rungs } from './stage-clock.ts'
import { hoursOf } from './programme.ts'

/** What falls due about an open request, before it is decided. */
export const deadlineTimers = ['approval-climbs', 'approval-expires'] as const
type DeadlineTimer = {
  readonly kind: (typeof deadlineTimers)[number]
  readonly subject: string
  readonly occurrence: string
  readonly due: string
}

/** The timers of a stage that is asked from now on; those of what is asked no more were cleared. */
export const timersOfStage = (
  event: {
    readonly approval: string
    readonly tier: Tier
    readonly stage: number
    readonly due: string | null
    readonly times?: Times
  },
  programme: Programme,
): readonly DeadlineTimer[] => {
  const { approval, stage, due, times } = event
  if (due === null) return []
  const days = programme.cadences[event.tier].approvalWorkingDays
  return [
    ...(times
      ? rungs.map((rung) => ({
          kind: 'approval-climbs' as const,
          subject: approval,
          occurrence: `${stage} ${rung} ${times.began}`,
          due: rungAt(rung, times),
        }))
      : []),
    {
      kind: 'approval-expires',
      subject: approval,
      // Asked anew from another moment on, it runs out anew.
      occurrence: `stage ${stage}${times ? ` ${times.began}` : ''}`,
      // Nobody is hurried out of a decision: a request runs out after twice the time that it was given.
      due: times?.ends ?? addWorkingDays(due, days, hoursOf(programme)),
    },
  ]
}
