import type { PeriodicReviewEvent, ProgrammeReviewEvent, ReviewEvent } from '../../domain/review-event.ts'
import type { Text } from '../../domain/text.ts'
import type { Happened, Naming } from './naming.ts'

const reviewWords = {
  window: 'its certificate runs out',
  cadence: 'its time has come',
  change: 'something has changed',
  campaign: 'a steward asks for it',
} as const

/** What happened at a review, in words. */
export const reviewHappened = (
  event: ReviewEvent | PeriodicReviewEvent | ProgrammeReviewEvent,
  name: Naming,
): Happened => {
  const said = (what: string, words?: Text | null): Happened => ({ what, why: words?.body ?? '' })
  switch (event.type) {
    case 'check-opened':
      return said('asked the owner to look at owner, runbook and access')
    case 'check-confirmed':
      return said('confirmed that owner, runbook and access are right')
    case 'periodic-review-opened':
      return said(`a review of ${event.of} was opened: ${reviewWords[event.because]}`)
    case 'periodic-review-joined':
      return said(`the open review of ${event.of} has one more reason: ${reviewWords[event.because]}`)
    case 'periodic-review-closed':
      return said(`the review of ${event.of} is done`)
    case 'review-attested':
      return said('was asked, and said that nothing has changed; the certificate stays as it is')
    case 'programme-review-reminded':
      return said(`the stewards were reminded of the review of ${event.of}`)
    case 'programme-review-noted':
      return said(
        `said at the review of ${event.of} that ${event.control} has to ${event.verdict === 'drop' ? 'go' : 'change'}`,
        event.words,
      )
    case 'programme-review-unnoted':
      return said(`took back what was said about ${event.control} at the review of ${event.of}`)
    case 'change-declared':
      return said(
        `said that it has changed: ${event.changed.join(', ')}; ${event.tier} risk${event.from === event.tier ? ' as before' : `, ${event.from} before`}`,
      )
    case 'tier-risen':
      return said(`its tier rose: it counts until ${event.until.slice(0, 10)} unless it is certified anew`)
    case 'change-overdue':
      return said('suspended: its tier rose, and it was not certified anew in time')
    case 'no-change-confirmed':
      return said('said that nothing has changed; a steward is asked')
    case 'no-change-reasked':
      return said(`another steward is asked, because ${name.person(event.person)} cannot say it any more`)
    case 'no-change-questioned':
      return said('asked the owner to look again', event.reason)
    case 'certification-renewed':
      return said(
        event.second === null
          ? `said that nothing has changed: valid until ${event.validUntil.slice(0, 10)}`
          : `agreed with ${name.person(event.by)} that nothing has changed: valid until ${event.validUntil.slice(0, 10)}`,
      )
  }
}
