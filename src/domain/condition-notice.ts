import type { Event } from './event.ts'
import { certificationMatter, conditionMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type ConditionEvent = Extract<
  Event,
  { readonly type: 'condition-evidenced' | 'condition-met' | 'condition-missed' }
>
type To =
  | { readonly person: string }
  | { readonly role: 'steward'; readonly except: readonly string[] }
  | { readonly copies: true }

/** Who is told of a condition that somebody says is met, or that is accepted; where it was missed, the cards that ask about it say so. */
export const conditionNotices = <Notice>(
  event: ConditionEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const copies = { copies: true } as const
  switch (event.type) {
    case 'condition-evidenced':
      return [
        owe(
          { role: 'steward', except: [event.developer, event.owner] },
          { show: 'accept-condition', certification: event.certification, condition: event.condition },
          conditionMatter(event.certification, event.condition),
        ),
        owe(
          copies,
          { show: 'certification', certification: event.certification },
          certificationMatter(event.certification),
        ),
      ]
    case 'condition-met': {
      const done: Ref = { show: 'certification', certification: event.certification }
      const matter = certificationMatter(event.certification)
      return [
        owe(
          copies,
          { show: 'accept-condition', certification: event.certification, condition: event.condition },
          conditionMatter(event.certification, event.condition),
        ),
        event.last ? owe({ person: event.developer }, done, matter) : owe(copies, done, matter),
      ]
    }
    case 'condition-missed':
      return [
        owe(
          copies,
          { show: 'accept-condition', certification: event.certification, condition: event.condition },
          conditionMatter(event.certification, event.condition),
        ),
      ]
    default:
      event satisfies never
      return []
  }
}
