import type { Approval } from '../../src/domain/approval.ts'
import type { Asset } from '../../src/domain/asset.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { Event } from '../../src/domain/event.ts'
import type { PeriodicReview } from '../../src/domain/periodic-review.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Timer } from '../../src/domain/timer.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import type { Reminders } from '../../src/ports/reminders.ts'
import type { Session, Store } from '../../src/ports/store.ts'

/** What was committed, in order. `cause` is the kind of the timer that it followed from; null where a person, the nightly look or a command did it. */
export type Heard = { readonly cause: Timer['kind'] | null } & (
  | { readonly what: 'person'; readonly person: Person; readonly events: readonly Event[] }
  | { readonly what: 'asset'; readonly asset: Asset; readonly events: readonly Event[] }
  | {
      readonly what: 'certification'
      readonly certification: Certification
      readonly events: readonly Event[]
    }
  | { readonly what: 'approval'; readonly approval: Approval; readonly events: readonly Event[] }
  | { readonly what: 'review'; readonly review: PeriodicReview; readonly events: readonly Event[] }
  | { readonly what: 'campaign'; readonly events: readonly Event[] }
  | { readonly what: 'fired'; readonly timer: Timer }
  | { readonly what: 'owed'; readonly owed: Owed }
  | { readonly what: 'reminder'; readonly id: number; readonly reminder: Parameters<Reminders['note']>[0] }
)

type Told = Heard extends infer One ? (One extends unknown ? Omit<One, 'cause'> : never) : never

/** Told of persons whom nothing needs, where that is found out. */
export type Needless = (session: Session, people: readonly Person[]) => Promise<void>

/** The same store, which says what was committed once it was: what was rolled back is not heard. */
export const listen = (store: Store, hear: (heard: Heard) => void, passed: Needless): Store => ({
  ...store,
  transact: async (work, rescue) => {
    let heard: Heard[] = []
    const within =
      <T>(task: (session: Session) => Promise<T>) =>
      (session: Session): Promise<T> => {
        heard = []
        return task(attend(session, heard, passed))
      }
    const value = await store.transact(
      within(work),
      rescue && ((session, thrown) => within((one) => rescue(one, thrown))(session)),
    )
    heard.forEach(hear)
    return value
  },
})

const attend = (session: Session, heard: Heard[], passed: Needless): Session => {
  let cause: Timer['kind'] | null = null
  const tell = (told: Told): void => {
    heard.push({ cause, ...told })
  }
  return over(session, {
    people: (people) => ({
      save: async (person, events, stamp) => {
        await people.save(person, events, stamp)
        tell({ what: 'person', person, events })
      },
      needless: async (ids, backSince) => {
        const found = await people.needless(ids, backSince)
        await passed(session, found)
        return found
      },
    }),
    assets: (assets) => ({
      save: async (asset, events, stamp) => {
        await assets.save(asset, events, stamp)
        tell({ what: 'asset', asset, events })
      },
    }),
    certifications: (certifications) => ({
      save: async (certification, events, stamp) => {
        await certifications.save(certification, events, stamp)
        tell({ what: 'certification', certification, events })
      },
    }),
    approvals: (approvals) => ({
      save: async (approval, events, stamp) => {
        await approvals.save(approval, events, stamp)
        tell({ what: 'approval', approval, events })
      },
    }),
    reviews: (reviews) => ({
      save: async (review, events, stamp) => {
        await reviews.save(review, events, stamp)
        tell({ what: 'review', review, events })
      },
    }),
    campaigns: (campaigns) => ({
      save: async (campaign, events, stamp) => {
        await campaigns.save(campaign, events, stamp)
        tell({ what: 'campaign', events })
      },
    }),
    timers: (timers) => ({
      fired: async (timer, at) => {
        const isFirst = await timers.fired(timer, at)
        if (isFirst) {
          cause = timer.kind
          tell({ what: 'fired', timer })
        }
        return isFirst
      },
    }),
    reminders: (reminders) => ({
      note: async (reminder) => {
        const id = await reminders.note(reminder)
        if (id !== undefined) tell({ what: 'reminder', id, reminder })
        return id
      },
    }),
    outbox: (outbox) => ({
      owe: async (owed) => {
        await outbox.owe(owed)
        tell({ what: 'owed', owed })
      },
      oweAll: async (owed) => {
        await outbox.oweAll(owed)
        for (const one of owed) tell({ what: 'owed', owed: one })
      },
    }),
  })
}

type Changes = { readonly [Name in keyof Session]?: (part: Session[Name]) => Partial<Session[Name]> }

/** The same session with some calls of its parts in another way; it makes each part when it is first asked for, and so does this. */
const over = (session: Session, changes: Changes): Session => {
  const changed = new Map<string | symbol, object>()
  return new Proxy(session, {
    get: (own, name) => {
      const known = changed.get(name)
      if (known) return known
      const part: unknown = Reflect.get(own, name)
      const change: unknown = Reflect.get(changes, name)
      if (typeof change !== 'function' || typeof part !== 'object' || part === null) return part
      // Each change gives calls of its own part.
      const calls = (change as (part: object) => object)(part)
      const value = new Proxy(part, { get: (of, call) => Reflect.get(call in calls ? calls : of, call) })
      changed.set(name, value)
      return value
    },
  })
}
