import type { Kysely } from 'kysely'
import type { Session } from '../ports/store.ts'
import { createTelling } from './campaigns.ts'
import { createDownloads } from './downloads.ts'
import { createDrafts } from './drafts.ts'
import { createFigures } from './figures.ts'
import { createInbox } from './inbox.ts'
import type { Hash, Head } from './journal.ts'
import { createJournal } from './journal.ts'
import { createLinks } from './links.ts'
import { createOutbox } from './owed.ts'
import { createPast } from './past.ts'
import { createPosted } from './posted.ts'
import { createPolicies } from './policies.ts'
import { createRecords } from './records.ts'
import { createReminders } from './reminders.ts'
import type { SearchIndex } from './search.ts'
import { createSearch } from './search.ts'
import { createSettings } from './settings.ts'
import { shelfMakers } from './shelves.ts'
import { createRecent } from './recent.ts'
import type { Tables } from './tables.ts'
import { createTexts } from './texts.ts'
import { createTimers } from './timers.ts'

/** A session, and what only the one who opened it may do: close it, and see where the journal's chain ends. */
export type OpenSession = {
  readonly session: Session
  readonly head: () => Head
  /** What was saved stands: whoever comes next finds it without reading it. To be called once nothing of it is undone any more but the whole commit. */
  readonly keep: () => void
  /** Ends it and waits for calls that nobody awaited; says how many there were. */
  readonly end: () => Promise<number>
}

export const openSession = (
  db: Kysely<Tables>,
  index: SearchIndex,
  hash: Hash,
  head: Head,
  recent = createRecent(),
): OpenSession => {
  const texts = createTexts(db)
  const journal = createJournal(db, texts, hash, head)
  let hasOwed = false
  const onceKept: (() => void)[] = []
  const makers: Makers = {
    reference: () => (kind) => track(() => nextReference(db, kind)),
    saved: () => journal.saved,
    hasOwed: () => () => hasOwed,
    ...shelfMakers({ db, texts, journal, hash, recent, onKept: (put) => void onceKept.push(put) }, () =>
      createSearch(db, index),
    ),
    settings: () => createSettings(db, journal, hash),
    journal: () => ({
      of: journal.of,
      ofTypes: journal.ofTypes,
      count: journal.count,
      requestsOf: journal.requestsOf,
      actorsOf: journal.actorsOf,
      samples: journal.samples,
      lastAt: journal.lastAt,
    }),
    inbox: () => createInbox(db),
    figures: () => createFigures(db),
    outbox: () => {
      const outbox = createOutbox(db)
      return {
        ...outbox,
        owe: (owed) => {
          hasOwed = true
          return outbox.owe(owed)
        },
        oweAll: (owed) => {
          hasOwed ||= owed.length > 0
          return outbox.oweAll(owed)
        },
        resend: (...given) => {
          hasOwed = true
          return outbox.resend(...given)
        },
      }
    },
    posted: () => createPosted(db),
    reminders: () => createReminders(db),
    timers: () => createTimers(db),
    past: () => createPast(db),
    telling: () => createTelling(db),
    links: () => createLinks(db),
    records: () => createRecords(db, texts),
    policies: () => createPolicies(db),
    downloads: () => createDownloads(db),
    drafts: () => createDrafts(db),
  }
  const calls = new Set<Promise<unknown>>()
  let isOpen = true
  const track: Track = <T>(call: () => Promise<T>): Promise<T> => {
    if (!isOpen)
      return Promise.reject(new Error('this session has ended: use it only inside the transact that gave it'))
    const running = call().finally(() => calls.delete(running))
    calls.add(running)
    return running
  }
  return {
    session: lazy(makers, track),
    head: journal.head,
    keep: () => {
      for (const put of onceKept) put()
    },
    end: async () => {
      const left = calls.size
      isOpen = false
      await Promise.allSettled(calls)
      return left
    },
  }
}

const nextReference = async (db: Kysely<Tables>, kind: string): Promise<string> => {
  const { last } = await db
    .insertInto('counters')
    .values({ kind, last: 1 })
    .onConflict((conflict) =>
      conflict.column('kind').doUpdateSet((row) => ({ last: row('counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${kind}-${last}`
}

type Track = <T>(call: () => Promise<T>) => Promise<T>
type Call = (...given: unknown[]) => Promise<unknown>
type Makers = { readonly [Name in keyof Session]: () => Session[Name] }

/** The parts, each made when it is asked for and each call of it through `track`: a press uses a few of them. */
const lazy = (makers: Makers, track: Track): Session =>
  memberwise(makers, (make) => {
    const part = (make as () => object)()
    return typeof part === 'function' ? part : guarded(part, track)
    // Same names, and under each what its maker makes.
  }) as unknown as Session

const guarded = (part: object, track: Track): object =>
  memberwise(
    part,
    (call) =>
      (...given: unknown[]) =>
        track(() => (call as Call)(...given)),
  )

/** The same names; what stands under each is made when it is first read. */
const memberwise = (from: object, make: (member: unknown) => unknown): object => {
  const made = new Map<string | symbol, unknown>()
  return new Proxy(from, {
    get: (target, name, receiver) => {
      if (made.has(name)) return made.get(name)
      const member: unknown = Reflect.get(target, name, receiver)
      const own = member === undefined ? undefined : make(member)
      made.set(name, own)
      return own
    },
  })
}
