import type { StandingEvent } from '../../domain/standing-event.ts'
import { stateWords } from '../../domain/transition.ts'
import type { Text } from '../../domain/text.ts'
import type { Happened, Naming } from './naming.ts'

/** In words: an answer settled, a request that changed under its approvers, a certificate that stopped or goes on. */
export const standingHappened = (event: StandingEvent, name: Naming): Happened => {
  const said = (what: string, words?: Text | null): Happened => ({ what, why: words?.body ?? '' })
  switch (event.type) {
    case 'settling-asked':
      return said(`asked the stewards what the true answer on ${event.question} is`)
    case 'settling-closed':
      return said(`the stewards need not settle ${event.question} any more`)
    case 'settling-reminded':
      return said(`the stewards were reminded to settle ${event.question}`)
    case 'answer-settled':
      return said(
        `settled ${event.question} as ${event.option}: ${event.tier} risk${event.from === event.tier ? ' as before' : `, ${event.from} before`}`,
        event.reason,
      )
    case 'certification-edited':
      return said('opened it for changes while it was in review: what was decided is void')
    case 'renewal-withdrawn':
      return said('took the request for renewal back')
    case 'recertification-started':
      return said(`started its renewal, ${event.steps.length} steps`)
    case 'validity-ended':
      return said('its time in force ended while the renewal is decided')
    case 'certification-suspended':
      return said('suspended it', event.reason)
    case 'certification-lifted':
      return said(`lifted the suspension: ${stateWords[event.to]}`, event.reason)
    case 'revocation-asked':
      return said('asked to revoke it', event.reason)
    case 'revocation-declined':
      return said('did not agree to revoke it')
    case 'certification-revoked':
      return said(`agreed to revoke it, as ${name.person(event.by)} asked`, event.reason)
    case 'certification-retired':
      return said('took it out of use', event.note)
    case 'stop-told':
      return said('confirmed that its users know')
    case 'stop-unconfirmed':
      return said('nobody had confirmed in time that its users know')
    default:
      event satisfies never
      return said('')
  }
}
