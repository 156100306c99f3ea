import type { RolloutEvent } from '../../domain/rollout-event.ts'

/** What was chosen, in the words of the trail. */
export const rolloutHappened = (event: RolloutEvent): string => {
  if (event.type === 'rollout-asked') return 'the administrators were asked to whom reminders and digests go'
  const whom = { observe: 'nobody', unit: `the people of ${event.unit ?? ''}`, everyone: 'everyone' }
  return `reminders and digests go to ${whom[event.scope]} from now on`
}
