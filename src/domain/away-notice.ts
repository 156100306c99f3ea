import type { AwayEvent } from './away-event.ts'
import { approvalMatter, standInMatter } from './matter.ts'
import type { Ref } from './ref.ts'

type To = { readonly person: string } | { readonly copies: true; readonly of?: string }

/** Who is told that somebody decides in a person's place, from when on, and that it is over. */
export const awayNotices = <Notice>(
  event: AwayEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const { delegate, person } = event
  const matter = standInMatter(person)
  const standIn: Ref = { show: 'stand-in', person }
  switch (event.type) {
    case 'away-set':
      // Whoever stood in before does not any more.
      return [owe({ copies: true }, standIn, matter), owe({ person: delegate }, standIn, matter)]
    case 'away-began':
      return event.approvals.map((approval) =>
        owe({ person: delegate }, { show: 'request', approval }, approvalMatter(approval)),
      )
    case 'away-ended':
      return [
        owe({ copies: true }, standIn, matter),
        ...event.approvals.map((approval) =>
          owe({ copies: true, of: delegate }, { show: 'request', approval }, approvalMatter(approval)),
        ),
      ]
    default:
      event satisfies never
      return []
  }
}
