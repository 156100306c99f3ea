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
import { createPosted } from './posted.ts'
import { createPolicies } from './policies.ts'
import { createRecords } from './records.ts'
import { createReminders } from './reminders.ts'
import type { SearchIndex } from './search.ts'
import { createSearch } from './search.ts'
import { createSettings } from './settings.ts'
import { createShelves } from './shelves.ts'
import type { Tables } from './tables.ts'
import { createTexts } from './texts.ts'
import { createTimers } from './timers.ts'

/** A session, and what only the one who opened it may do: close it, and see where the journal's chain ends. */
export type OpenSession = {
  readonly session: Session
  readonly head: () => Head
  /** Ends it and waits for calls that nobody awaited; says how many there were. */
  readonly end: () => Promise<number>
}

export const openSession = (db: Kysely<Tables>, index: SearchIndex, hash: Hash, head: Head): OpenSession => {
  const texts = createTexts(db)
  const journal = createJournal(db, texts, hash, head)
  const outbox = createOutbox(db)
  let hasOwed = false
  const parts = {
    reference: (kind: string) => nextReference(db, kind),
    ...createShelves({ db, texts, journal, hash }, createSearch(db, index)),
    settings: createSettings(db, journal, hash),
    journal: { of: journal.of, actorsOf: journal.actorsOf, samples: journal.samples, lastAt: journal.lastAt },
    inbox: createInbox(db),
    figures: createFigures(db),
    outbox: {
      ...outbox,
      owe: (owed: Parameters<typeof outbox.owe>[0]) => {
        hasOwed = true
        return outbox.owe(owed)
      },
      oweAll: (owed: Parameters<typeof outbox.oweAll>[0]) => {
        hasOwed ||= owed.length > 0
        return outbox.oweAll(owed)
      },
      resend: (...given: Parameters<typeof outbox.resend>) => {
        hasOwed = true
        return outbox.resend(...given)
      },
    },
    posted: createPosted(db),
    reminders: createReminders(db),
    timers: createTimers(db),
    telling: createTelling(db),
    links: createLinks(db),
    records: createRecords(db, texts),
    policies: createPolicies(db),
    downloads: createDownloads(db),
    drafts: createDrafts(db),
  }
  const calls = new Set<Promise<unknown>>()
  let isOpen = true
  const track: Track = (call) => {
    if (!isOpen)
      return Promise.reject(new Error('this session has ended: use it only inside the transact that gave it'))
    const running: Promise<unknown> = call().finally(() => calls.delete(running))
    calls.add(running)
    return running
  }
  return {
    session: Object.assign(guarded(parts, track), { saved: journal.saved, hasOwed: () => hasOwed }),
    head: journal.head,
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

type Track = (call: () => Promise<unknown>) => Promise<unknown>
type Call = (...given: unknown[]) => Promise<unknown>

/** The same parts, each call of which goes through `track`. A part is wrapped when it is asked for: a press uses a few of them. */
const guarded = <Parts extends object>(parts: Parts, track: Track): Parts => {
  const wrapped: object = {}
  for (const [name, part] of Object.entries(parts) as [string, Call | object][])
    Object.defineProperty(wrapped, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value =
          typeof part === 'function'
            ? (...given: unknown[]) => track(() => (part as Call)(...given))
            : guarded(part, track)
        Object.defineProperty(wrapped, name, { enumerable: true, value })
        return value
      },
    })
  // Same names, same shapes: only the calls are wrapped.
  return wrapped as Parts
}
