import { checkTimer, expires, untold } from './certification-timer.ts'
import type { Programme } from './programme.ts'
import type { ReviewEvent } from './review-event.ts'

const none = { clear: null, set: [] } as const

/** Which timers an event of a review sets and clears; a renewed certificate has those of every certificate. */
export const reviewTimers = (
  event: Exclude<ReviewEvent, { readonly type: 'certification-renewed' }>,
  now: string,
  programme: Programme,
) => {
  const { certification } = event
  switch (event.type) {
    case 'check-confirmed':
      return { clear: null, set: [checkTimer(certification, event.tier, now, programme)] }
    case 'review-attested':
      return event.isCheck
        ? { clear: null, set: [checkTimer(certification, event.tier, now, programme)] }
        : none
    case 'change-declared':
    case 'tier-risen':
      return event.until === null ? none : { clear: null, set: [expires(certification, event.until)] }
    case 'change-overdue':
      return {
        clear: { subject: certification, kinds: ['condition-due', 'window-opens', 'expires'] as const },
        set: [untold(event, now, programme)],
      }
    case 'no-change-confirmed':
      return event.inForceUntil === undefined
        ? none
        : { clear: null, set: [expires(certification, event.inForceUntil)] }
    case 'no-change-reasked':
    case 'no-change-questioned':
    case 'check-opened':
      return none
    default:
      event satisfies never
      return none
  }
}
