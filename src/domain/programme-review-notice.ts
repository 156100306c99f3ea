import { programmeReviewMatter } from './matter.ts'
import type { Ref } from './ref.ts'
import type { PeriodicReviewEvent, ProgrammeReviewEvent } from './review-event.ts'
import { isProgrammeReview } from './reviewed.ts'

type To =
  { readonly role: 'steward' | 'admin'; readonly except: readonly string[] } | { readonly copies: true }

/** Who is told of a review of the policy or of the controls: stewards when it opens; once something has to change, whoever sees to it too. */
export const programmeReviewNotices = <Notice>(
  event: PeriodicReviewEvent | ProgrammeReviewEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  // The review of a certification is told by what happens to it.
  if (!isProgrammeReview(event.kind)) return []
  const { kind } = event
  const tell = (to: To): Notice =>
    owe(to, { show: 'programme-review', of: kind }, programmeReviewMatter(kind))
  const stewards: To = { role: 'steward', except: [] }
  switch (event.type) {
    case 'periodic-review-opened':
    case 'programme-review-reminded':
      return [tell(stewards)]
    case 'periodic-review-closed': {
      const except = event.by === null ? [] : [event.by]
      return event.outcome === 'changed'
        ? [tell({ copies: true }), tell({ role: 'steward', except }), tell({ role: 'admin', except })]
        : [tell({ copies: true })]
    }
    case 'periodic-review-joined':
    case 'programme-review-noted':
    case 'programme-review-unnoted':
      return [tell({ copies: true })]
    default:
      event satisfies never
      return []
  }
}
