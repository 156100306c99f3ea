import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions } from '../../src/actions/index.ts'
import { createAnswer } from '../../src/bot/answer.ts'
import { digestView } from '../../src/actions/digest/views.ts'
import type { World } from '../../src/bot/context.ts'
import { contextOf } from '../../src/bot/context.ts'
import { lookAs } from '../../src/bot/reader.ts'
import { keepPolicy } from '../../src/bot/evidence.ts'
import { createDeliver } from '../../src/bot/deliver.ts'
import type { Paint } from '../../src/bot/paint.ts'
import { createPaint } from '../../src/bot/paint.ts'
import { createLookout } from '../../src/bot/presence.ts'
import { createRemind } from '../../src/bot/remind.ts'
import { createRender } from '../../src/cards/render.ts'
import { createClock } from '../../src/clock.ts'
import { dayOf } from '../../src/domain/calendar.ts'
import type { View } from '../../src/domain/view.ts'
import { sha256 } from '../../src/hash.ts'
import type { Answer } from '../../src/ports/channel.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import type { MemoryChannel } from '../memory-channel.ts'
import { memoryChannel } from '../memory-channel.ts'
import type { Chance } from './chance.ts'
import type { Edition } from './editions.ts'
import type { Heard, Needless } from './ear.ts'
import { listen } from './ear.ts'
import type { Sent } from './post.ts'
import { overheard } from './post.ts'

/** Of those whose digest is passed over, so many are looked at closely. */
const oneIn = 31

/** The parts that a process has; a stop and a start make them anew on the same file. */
type Process = {
  readonly store: Store
  readonly remind: ReturnType<typeof createRemind>
  readonly deliver: ReturnType<typeof createDeliver>
  readonly lookout: ReturnType<typeof createLookout>
  readonly answer: Parameters<MemoryChannel['start']>[0]
}

/**
 * The whole bot on a database file, with two platforms in memory and a clock that is moved. `hear` is told what was committed, `see` what
 * each platform took.
 */
export const openTown = async ({
  chance,
  edition,
  start,
  hear,
  see,
  skipped,
}: {
  readonly chance: Chance
  /** The policy that is in force at first. */
  readonly edition: Edition
  readonly start: string
  readonly hear: (heard: Heard) => void
  readonly see: (sent: Sent) => void
  /** Told of a digest that did not come though something needed its reader: one in so many is looked at. */
  readonly skipped: (sentence: string) => void
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-year-'))
  const file = join(folder, 'assay.db')
  const beginning = Date.parse(start)
  const clock = createClock(() => beginning)
  let inForce = edition
  const world: World = {
    clock,
    programme: () => inForce.programme,
    newId: chance.id,
    random: chance.next,
  }
  const faults: string[] = []
  const onFault = (fault: unknown, doing: string): string => {
    faults.push(
      `${clock.now()} ${doing}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
    )
    return 'E-YEAR'
  }
  const painted = createPaint(createRender(), 'http://127.0.0.1:3978')
  /** What each card shows, for whoever counts them. */
  const views = new WeakMap<object, View['kind']>()
  const paint: Paint = (view, ...rest) => {
    const card = painted(view, ...rest)
    views.set(card, view.kind)
    return card
  }
  const memory = { slack: memoryChannel('slack'), teams: memoryChannel('teams') }
  const channels = [memory.slack, memory.teams].map((channel) =>
    overheard(channel, (card) => views.get(card), clock.now, see),
  )

  let passed = 0
  const look: Needless = async (session, people) => {
    const context = contextOf(world, 'system', 'clock')
    for (const person of people) {
      passed += 1
      if (passed % oneIn !== 0) continue
      const day = dayOf(context.now, person.zone)
      const { needs, back } = await digestView(lookAs(session, context, person), day)
      const first = needs[0]
      if (first) skipped(`${person.id} at ${context.now}: ${first.reference} ${first.what}`)
      else if (back && back.changed.length > 0) skipped(`${person.id} at ${context.now}: what changed`)
    }
  }

  const begin = async (): Promise<Process> => {
    const store = listen(await openStore({ file, hash: sha256 }), hear, look)
    const deliver = createDeliver({ store, world, channels, paint, onFault })
    const remind = createRemind({ store, world, onFault, wake: deliver.wake })
    const lookout = createLookout({ store, world, channels, onFault, wake: deliver.wake })
    const answer = createAnswer({ store, world, actions, paint, admins: [], onFault, wake: deliver.wake })
    for (const channel of channels)
      await channel.start(answer, (matter, account, posted) =>
        store.transact((session) => session.posted.put({ matter, account, posted, at: clock.now() })),
      )
    return { store, remind, deliver, lookout, answer }
  }
  const end = async ({ lookout, deliver, store }: Process): Promise<void> => {
    await lookout.stop()
    await deliver.stop()
    await store.close()
  }
  let running = await begin()
  let keys = 0

  return {
    clock,
    world,
    memory,
    faults,
    file,
    viewOf: (card: object) => views.get(card),
    store: (): Store => running.store,
    plan: () => running.remind.plan(),
    /** Another policy is in force from now on, as when an operator has it read anew. */
    adopt: async (next: Edition): Promise<void> => {
      inForce = next
      await keepPolicy(running.store, { current: () => next.programme, text: () => next.text }, clock.now())
      await running.remind.plan()
    },
    /** Carries out everything that is due by now, and sends what is owed. */
    tick: async (): Promise<void> => {
      const { remind, lookout, deliver } = running
      await remind.tick()
      lookout.tick()
      await lookout.settled()
      deliver.wake()
      await deliver.settled()
    },
    /** The next moment at which something happens by itself, if any. */
    nextDue: (): Promise<string | undefined> =>
      running.store.transact(
        async (session) =>
          [await session.timers.nextDue(), await session.outbox.nextDue()]
            .filter((due) => due !== undefined)
            .sort()[0],
      ),
    /** A press or a word of somebody, on their platform. */
    deliver: async (
      platform: 'slack' | 'teams',
      user: string,
      ask: Parameters<MemoryChannel['deliver']>[1] extends infer Ask
        ? Ask extends unknown
          ? Omit<Ask, 'key'>
          : never
        : never,
    ): Promise<Answer> => {
      keys += 1
      // A key beside what was asked: the parts fit together.
      const asked = { ...ask, key: `year-${keys}` } as Parameters<MemoryChannel['deliver']>[1]
      const answer = await memory[platform].deliver(user, asked)
      await running.deliver.settled()
      return answer
    },
    /** Stops the process and starts another one on the same file, as an operator does. */
    restart: async (): Promise<void> => {
      await end(running)
      running = await begin()
      await running.remind.plan()
    },
    close: async (): Promise<void> => {
      await end(running)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
