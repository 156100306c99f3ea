import type { Event } from './event.ts'
import type { ExistingEvent } from './existing-event.ts'
import { nobodyYet } from './brought-in.ts'
import { existingMatter, unownedMatter } from './matter.ts'
import type { Role } from './programme.ts'
import type { Ref } from './ref.ts'

/** One that is not here does not compile. */
const kinds: Readonly<Record<ExistingEvent['type'], true>> = {
  'existing-drafted': true,
  'existing-told': true,
  'existing-unowned': true,
  'asset-disowned': true,
  'existing-disowned': true,
  'existing-reminded': true,
  'existing-overdue': true,
}

/** Whether an event is about what was there before Assay. */
export const isExisting = (event: Event): event is Event & ExistingEvent => event.type in kinds

type To = { readonly person: string } | { readonly role: Role; readonly except: readonly string[] }

/** Who is told of what was brought in: an owner in one card, whatever the number; stewards of what has no owner, and of what is late. */
export const existingNotices = <Notice>(
  event: Event & ExistingEvent,
  owe: (to: To, ref: Ref, matter: string) => Notice,
): readonly Notice[] => {
  const stewards = (ref: Ref, matter: string, except: readonly string[] = []): Notice =>
    owe({ role: 'steward', except }, ref, matter)
  const list = (person: string): Ref => ({ show: 'existing', person })
  switch (event.type) {
    case 'existing-told':
      return [owe({ person: event.person }, list(event.person), existingMatter(event.person))]
    case 'existing-unowned':
    case 'existing-disowned':
      return [stewards({ show: 'unowned' }, unownedMatter)]
    case 'existing-reminded':
      return [owe({ person: event.owner }, list(event.owner), existingMatter(event.owner))]
    case 'existing-overdue':
      return event.owner === nobodyYet
        ? [stewards({ show: 'unowned' }, unownedMatter)]
        : [
            owe({ person: event.owner }, list(event.owner), existingMatter(event.owner)),
            stewards(list(event.owner), existingMatter(event.owner), [event.owner]),
          ]
    case 'existing-drafted':
    case 'asset-disowned':
      return []
    default:
      event satisfies never
      return []
  }
}
