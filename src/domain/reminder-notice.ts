import type { Event } from './event.ts'
import { certificationMatter, handOverMatter, stepMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'
import type { ReminderEvent } from './reminder-event.ts'

type To = { readonly person: string } | { readonly role: Role; readonly except: readonly string[] }

/** Whom a rung reaches: the owner or whoever joins; of a condition, whoever made the thing; of a step, whoever was asked. */
export const reminderNotices = <Notice>(
  event: ReminderEvent | Extract<Event, { readonly type: 'review-window-opened' }>,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  if (event.type === 'hand-over-reminded')
    return [owe({ person: event.to }, { show: 'hand-over', asset: event.asset }, handOverMatter(event.asset))]
  const { certification, developer, owner } = event
  const matter = certificationMatter(certification)
  switch (event.type) {
    case 'review-window-opened':
      return [...new Set([developer, owner])].map((person) =>
        owe({ person }, { show: 'review', certification }, matter),
      )
    case 'review-reminded': {
      const to: To =
        event.person === null ? { role: 'steward', except: [developer, owner] } : { person: event.person }
      return [owe(to, { show: 'certification', certification }, matter)]
    }
    case 'step-reminded': {
      const { of, step } = event
      const to: To = 'person' in of ? of : { ...of, except: [developer, owner] }
      return [owe(to, { show: 'confirm', certification, step }, stepMatter(certification, step))]
    }
    case 'condition-reminded':
      return [...new Set([developer, owner])].map((person) =>
        owe({ person }, { show: 'conditions', certification }, matter),
      )
    default:
      event satisfies never
      return []
  }
}
