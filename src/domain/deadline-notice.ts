import type { DeadlineEvent } from './deadline-event.ts'
import { approvalMatter, certificationMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type To = { readonly person: string } | { readonly copies: true }

/** Who is asked again as the time of a request passes; every card about it says how far it has come. */
export const deadlineNotices = <Notice>(
  event: DeadlineEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { approval, certification } = event
  const request: Ref = { show: 'request', approval }
  const matter = approvalMatter(approval)
  const cards = [
    owe({ copies: true }, request, matter),
    owe({ copies: true }, { show: 'certification', certification }, certificationMatter(certification)),
  ]
  switch (event.type) {
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
