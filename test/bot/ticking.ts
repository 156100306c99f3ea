import Database from 'better-sqlite3'
import { plan } from '../../src/actions/recur.ts'
import { contextOf, newId } from '../../src/bot/context.ts'
import { createRemind } from '../../src/bot/remind.ts'
import { createClock } from '../../src/clock.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Recurrings } from '../../src/domain/recurring.ts'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import * as a from '../store/things.ts'
import { programme } from '../world.ts'

const address = { channel: 'web', persona: 'nobody' }

/** What recurs in these tests, one for each answer to the question what becomes of what was missed. */
export const table: Recurrings = {
  paper: {
    what: 'the paper',
    of: 'person',
    misfire: { kind: 'coalesce' },
    isSilent: false,
    plan: (_, person) => ({
      rule: { kind: 'daily', at: person.digestAt },
      place: { zone: person.zone, holidays: [] },
    }),
  },
  letter: {
    what: 'the letter',
    of: 'person',
    misfire: { kind: 'all', most: 400 },
    isSilent: false,
    plan: (_, person) => ({
      rule: { kind: 'daily', at: person.digestAt },
      place: { zone: person.zone, holidays: [] },
    }),
  },
  rounds: {
    what: 'the weekly round',
    of: 'programme',
    misfire: { kind: 'missed', graceMinutes: 60 },
    isSilent: false,
    plan: () => ({
      rule: { kind: 'weekly', weekdays: [1, 4, 5], at: '00:30' },
      place: { zone: 'Africa/Cairo', holidays: [] },
    }),
  },
}

/** What a process that died in the middle of a transaction leaves: nothing of it. */
class Died extends Error {}

/**
 * One running Assay, as far as the clock goes. What is carried out leaves one row for each time it is carried out, in the same
 * transaction. `machine` is the clock of its machine, which may jump; `before` is waited for before each transaction.
 */
export const openTicking = async (
  file: string,
  machine: () => number,
  before: (nth: number) => Promise<void> = async () => undefined,
) => {
  const store = await openStore({ file, hash: sha256 })
  const faults: unknown[] = []
  let dieAt = 0
  let transactions = 0
  const dying: Store = {
    ...store,
    transact: async (work, rescue) => {
      transactions += 1
      const nth = transactions
      await before(nth)
      if (nth !== dieAt) return store.transact(work, rescue)
      return store.transact(async (session) => {
        await work(session)
        throw new Died('the process ends before the commit')
      })
    },
  }
  const start = () => {
    const clock = createClock(machine)
    const world = { clock, programme: () => programme, newId, random: () => 0.5 }
    const remind = createRemind({
      store: dying,
      world,
      table,
      onFault: (fault) => (faults.push(fault), 'E-TEST'),
      wake: () => undefined,
      carry: async (session, _, { kind, subject, occurrence }) =>
        session.outbox.owe({
          key: `${kind} ${subject} ${occurrence} ${newId()}`,
          matter: 'done',
          to: { address },
          content: null,
          due: '9999-01-01T00:00:00.000Z',
        }),
    })
    return { clock, world, remind }
  }
  let running = start()
  return {
    store,
    faults,
    now: () => running.clock.now(),
    plan: () => running.remind.plan(),
    tick: async () => {
      transactions = 0
      await running.remind.tick()
    },
    /** Ticks, dies before the nth transaction is committed, and is started again. */
    crash: async (nth: number) => {
      dieAt = nth
      transactions = 0
      await running.remind.tick()
      dieAt = 0
      running = start()
      await running.remind.plan()
    },
    put: (person: Person) =>
      store.transact(async (session) => {
        const found = await session.people.find(person.id)
        await session.people.save(person, [found ? a.seen(person.id) : a.met(person.id)], a.stamp)
        await plan(session, contextOf(running.world, 'system', 'clock'), person, table)
      }),
    close: () => store.close(),
  }
}
export type Ticking = Awaited<ReturnType<typeof openTicking>>

/** What was carried out, by kind and subject: the keys in the order in which they were. */
export const doneIn = (file: string): ReadonlyMap<string, readonly string[]> => {
  const raw = new Database(file, { readonly: true })
  // `carry` wrote them.
  const rows = raw.prepare("select key from outbox where matter = 'done' order by id").all() as {
    readonly key: string
  }[]
  raw.close()
  const done = new Map<string, string[]>()
  for (const { key } of rows) {
    const [kind, subject, occurrence = ''] = key.split(' ')
    const of = `${kind} ${subject}`
    done.set(of, [...(done.get(of) ?? []), occurrence])
  }
  return done
}

/** How many occurrences of a kind were written down as missed. */
export const missedIn = (file: string): number => {
  const raw = new Database(file, { readonly: true })
  const rows = raw.prepare("select data from events where type = 'occurrences-missed'").all() as {
    readonly data: string
  }[]
  raw.close()
  return rows.reduce((sum, { data }) => sum + (JSON.parse(data) as { readonly count: number }).count, 0)
}
