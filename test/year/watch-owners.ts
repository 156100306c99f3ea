import type { Asset } from '../../src/domain/asset.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Person } from '../../src/domain/person.ts'
import { hasLeft } from '../../src/domain/person.ts'
import type { Deadlines } from './deadlines.ts'
import type { Tally } from './tally.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Days in which a leaver’s asset is reassigned; whoever is asked last has three of their own. */
const ownerDays = 14 + 3

type Home = { readonly owner: string; readonly offeredUntil: string | null; readonly isOrphaned: boolean }

/** Watches that what a leaver owned is offered to somebody, or known to be nobody's. */
export const watchOwners = ({
  people,
  isCertified,
  deadlines,
  tally: { note, count },
}: {
  readonly people: ReadonlyMap<string, Person>
  readonly isCertified: (asset: string) => boolean
  readonly deadlines: Deadlines
  readonly tally: Tally
}) => {
  const homes = new Map<string, Home>()
  return {
    hearAsset: (asset: Asset, events: readonly Event[]): void => {
      const { id, owner, handOver } = asset
      const before = homes.get(id)
      homes.set(id, {
        owner,
        offeredUntil: handOver?.state === 'offered' ? handOver.until : null,
        isOrphaned:
          events.some(({ type }) => type === 'asset-orphaned') ||
          (before?.owner === owner && before.isOrphaned),
      })
      for (const { type } of events)
        if (type.startsWith('hand-over-') || type === 'asset-orphaned') count(type)
    },
    hearPerson: (person: Person, events: readonly Event[]): void => {
      for (const event of events) {
        if (event.type !== 'person-left') continue
        count('people left')
        for (const id of event.assets)
          // Whoever has much is seen to in portions, one after another.
          deadlines.lookAfter(deadlines.now() + hourMs, () => {
            const home = homes.get(id)
            if (home?.owner === person.id && home.offeredUntil === null && !home.isOrphaned)
              note('ownerless', `${id}, when ${person.id} left`)
          })
        for (const id of event.assets)
          deadlines.lookAfter(deadlines.now() + ownerDays * dayMs, () => {
            const home = homes.get(id)
            if (
              !home ||
              !isCertified(id) ||
              home.owner !== person.id ||
              !hasLeft(people.get(person.id) ?? person)
            )
              return
            const isOffered =
              home.offeredUntil !== null &&
              Date.parse(home.offeredUntil) + deadlines.slackMs > deadlines.now()
            if (!isOffered && !home.isOrphaned) note('ownerless', `${id}, since ${person.left?.at ?? ''}`)
          })
      }
    },
  }
}
