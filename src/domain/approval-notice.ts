import type { DeadlineEvent } from './deadline-event.ts'
import type { Event } from './event.ts'
import { approvalMatter, certificationMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

type To =
  | { readonly person: string }
  | { readonly role: Role; readonly except: readonly string[] }
  | { readonly channel: 'stewards' }
  | { readonly copies: true }

type Asking = Extract<Event, { type: 'approval-requested' | 'approval-unmanned' }>

/** Who is asked about a request, and again as its time passes; every card about it says how far it has come. */
export const approvalNotices = <Notice>(
  event: Asking | DeadlineEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const request: Ref = { show: 'request', approval: event.approval }
  const matter = approvalMatter(event.approval)
  const cards = [
    owe({ copies: true }, request, matter),
    owe(
      { copies: true },
      { show: 'certification', certification: event.certification },
      certificationMatter(event.certification),
    ),
  ]
  switch (event.type) {
    case 'approval-requested': {
      const post: Ref = { show: 'post', approval: event.approval }
      return [
        ...event.roles.map((role) => owe({ role, except: event.except }, request, matter)),
        event.stage === 0 ? owe({ channel: 'stewards' }, post, matter) : owe({ copies: true }, post, matter),
      ]
    }
    case 'approval-unmanned':
      return [
        owe(
          { role: 'admin', except: [] },
          { show: 'unmanned', approval: event.approval, role: event.role },
          `unmanned:${event.approval}:${event.role}`,
        ),
      ]
    case 'approval-climbed':
    case 'approval-nudged':
      // The new card comes first: it folds up what would be painted over for nothing.
      return [...event.people.map((person) => owe({ person }, request, matter)), ...cards]
    case 'approval-taken':
    case 'approval-given-back':
      return cards
    default:
      event satisfies never
      return []
  }
}
