import type { Cause } from './cause.ts'
import type { Message } from './change-reminder.ts'
import { changeOf } from './change-reminder.ts'
import type { Event } from './event.ts'
import type { Reminder, ReminderKind } from './reminder.ts'
import { isProgrammeReview } from './reviewed.ts'

/**
 * The reminder that a message about an event is: of everything that the clock says or causes, where nothing makes it go out at once. What a
 * person caused is none. The message tells those who look after a thing from those who use it.
 */
export const reminderOf = (event: Event, message: Message, cause: Cause): Reminder | undefined => {
  const { nth } = cause
  const reminder = (kind: ReminderKind, due: string | null, blocks = false): Reminder => ({
    kind,
    occurrence: nth,
    due,
    blocks,
  })
  switch (event.type) {
    case 'review-window-opened':
      return { ...reminder('window', event.validUntil), occurrence: event.validUntil }
    case 'review-reminded': {
      const kind = event.who !== 'owner' ? 'help-asked' : event.isWarning ? 'warning' : 'review'
      return { ...reminder(kind, event.validUntil), occurrence: event.rung }
    }
    case 'condition-reminded':
      return {
        ...reminder('condition', event.due),
        occurrence: `${event.condition} ${event.due} ${event.days}`,
      }
    case 'hand-over-reminded':
      return { ...reminder('hand-over', event.until, true), occurrence: `${event.offer} ${event.days}` }
    case 'campaign-told':
      return { ...reminder('campaign', event.due), occurrence: event.campaigns.join(' ') }
    case 'step-reminded':
      return { ...reminder('step', null, true), occurrence: `${event.since} ${event.days}` }
    case 'draft-reminded':
      return reminder('draft', null)
    case 'sample-reminded':
      return reminder('sample', null)
    case 'settling-reminded':
      return { ...reminder('settling', null, true), occurrence: `${event.question} ${nth}` }
    case 'waiver-reminded':
      return reminder('waiver', event.until)
    case 'approval-climbed':
      // The stage and when its time began tell one from those before an edit, an appeal or a decision that was taken back.
      return {
        ...reminder('nudge', event.due, true),
        occurrence: `${event.stage} ${event.rung} ${event.began}`,
      }
    case 'role-end-reminded':
      return reminder('role-end', event.until)
    case 'periodic-review-opened':
      return isProgrammeReview(event.kind)
        ? { ...reminder('programme-review', event.due), occurrence: `${event.review} opened` }
        : undefined
    case 'programme-review-reminded':
      return { ...reminder('programme-review', event.due), occurrence: `${event.review} ${event.days}` }
    case 'occurrences-missed':
      // What was missed is nobody's to do, and still the ones who run it have to know.
      return { ...reminder('missed', null, true), occurrence: `${event.kind} ${event.latest}` }
    default:
      return cause.by === 'clock' ? changeOf(event, message, cause) : undefined
  }
}
