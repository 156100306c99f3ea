import type { LeavingEvent } from '../../domain/leaving-event.ts'
import type { Text } from '../../domain/text.ts'
import { roleWords } from '../../domain/role-words.ts'
import type { Happened, Naming } from './naming.ts'

/** Says in words what happened with who belongs where, who left, and what was handed over. */
export const leavingHappened = (event: LeavingEvent, name: Naming): Happened => {
  const said = (what: string, words?: Text | null): Happened => ({ what, why: words?.body ?? '' })
  const step = (): string => ('step' in event ? `"${name.step(event.step)}"` : '')
  const again = (steps: readonly string[] = []): string =>
    steps.length === 0 ? '' : `; to be done again: ${steps.map((one) => `"${name.step(one)}"`).join(', ')}`
  switch (event.type) {
    case 'lead-ended':
      return said(`${name.person(event.person)} leads the stewards no more`)
    case 'unit-set':
      return said(`${name.person(event.person)} belongs to ${event.unit ?? 'no unit'}`)
    case 'asset-unit-set':
    case 'unit-changed':
      return said(`it belongs to ${event.unit ?? 'no unit'}`)
    case 'person-left':
      return said(
        `nobody can reach ${name.person(event.person)} any more${event.roles.length === 0 ? '' : `; they held ${event.roles.map(roleWords).join(' and ')}`}`,
      )
    case 'person-returned':
      return said(`${name.person(event.person)} is back`)
    case 'leaver-settled':
      return said(`everything that was theirs to look after is seen to`)
    case 'hand-over-offered':
      return said(`offered to ${name.person(event.to)}, until ${event.until.slice(0, 10)}`)
    case 'hand-over-accepted':
      return said(`${name.person(event.to)} took it over from ${name.person(event.from)}`)
    case 'hand-over-declined':
      return said(`${name.person(event.to)} did not take it over`, event.reason)
    case 'hand-over-lapsed':
      return said(`${name.person(event.to)} did not answer the offer in time`)
    case 'hand-over-withdrawn':
      return said(`the offer to ${name.person(event.to)} was taken back`)
    case 'asset-orphaned':
      return said(`nobody is known who could own it; ${name.person(event.owner)} left`)
    case 'owner-sought':
      return said(
        event.again === true
          ? 'nobody has taken it yet: the stewards look for its owner'
          : `it is not ${name.person(event.owner)}'s, who does not know whose it is; the stewards look for its owner`,
      )
    case 'owner-kept':
      return said(`${name.person(event.owner)} keeps it: it is theirs after all`)
    case 'step-returned':
      return said(`${step()} needs somebody else: ${name.person(event.person)} left`)
    case 'owner-changed':
      return said(
        `the owner is ${name.person(event.to)} now${event.material ? '; at high risk it is looked at anew' : ''}${again(event.again)}`,
      )
    case 'developer-left':
      return said(`${name.person(event.person)}, who built it, left; its owner goes on${again(event.again)}`)
    case 'go-live-passed':
      return said(
        `${name.person(event.responsible)} is responsible after its go-live: ${name.person(event.person)} left`,
      )
    case 'approval-reseated':
      return said(
        event.roles.length === 0
          ? event.joined === true
            ? `${name.person(event.person)} decides for one part of it alone: two accounts were linked`
            : `${name.person(event.person)} decides no more`
          : `${event.lead === true ? 'a steward lead' : event.roles.map(roleWords).join(' and ')} asked to decide instead of ${name.person(event.person)}`,
      )
    case 'maker-added':
      return said(`${name.person(event.person)} owns it now, so others decide`)
    default:
      event satisfies never
      return said('something that this version of Assay has no words for')
  }
}
