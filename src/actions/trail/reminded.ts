import type { ReminderEvent } from '../../domain/reminder-event.ts'
import { roleWords } from '../../domain/role-words.ts'

/** Whom the clock reminded of what, for the trail. */
export const reminded = (event: ReminderEvent, name: (id: string) => string): string => {
  if (event.type === 'hand-over-reminded') return `reminded ${name(event.to)} of the offer`
  if (event.type === 'condition-reminded')
    return `reminded that condition ${event.condition} is due on ${event.due}`
  if (event.type === 'step-reminded')
    return `reminded ${'person' in event.of ? name(event.of.person) : `the ${roleWords(event.of.role)} role`} of step ${event.step}`
  return event.isWarning
    ? 'the owner was told who is asked next'
    : `reminded ${event.person === null ? 'the stewards' : name(event.person)} of the review`
}
