import { elapse } from '../actions/elapse.ts'
import type { Timer } from '../domain/timer.ts'
import type { Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { createInGroups } from './in-groups.ts'
import { owe } from './owe.ts'

/** Timers looked at in one go: a longer list would keep the event loop. */
const batch = 200
/** How long the inbox remembers deliveries. */
const inboxDays = 7

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly onFault: (fault: unknown, doing: string) => string
  readonly wake: () => void
}

/**
 * Takes what fell due. A tick means nothing by itself: one that was missed only delays, and one too many finds nothing. Each timer
 * has a savepoint of its own with all that it comes to, marked as fired in the same commit, so that one that goes wrong does so alone. A
 * thing in bulk is done in small groups, each one commit, with a turn of the event loop between them.
 */
export const createRemind = ({ store, world, onFault, wake }: Parts) => {
  let busy: Promise<void> | undefined
  const inGroups = createInGroups(() => Date.parse(world.clock.now()))

  const run = async (): Promise<void> => {
    for (;;) {
      const now = world.clock.now()
      const due = await store.transact((session) => session.timers.due(now, batch))
      if (due.length === 0) return
      await inGroups(due, (timer) => fire(timer, now))
      wake()
    }
  }

  const fire = (timer: Timer, now: string): Promise<void> =>
    store.transact(
      async (session) => {
        if (!(await session.timers.fired(timer, now))) return
        const context = contextOf(world, 'system', 'clock')
        await elapse(session, context, timer)
        await owe(session, context, { person: null, posted: undefined, matter: undefined })
      },
      async (session, thrown) => {
        // One that cannot be carried out is told to the operator once, not every second.
        onFault(thrown, `timer ${timer.kind}`)
        await session.timers.fired(timer, now)
      },
    )

  return {
    /** Carries out everything that is due; one run at a time. */
    tick: (): Promise<void> => {
      busy ??= run()
        .catch((fault: unknown) => void onFault(fault, 'remind'))
        .finally(() => (busy = undefined))
      return busy
    },
    /** Forgets deliveries that nobody will repeat any more, and messages that have long arrived. */
    sweep: (): Promise<void> =>
      store.transact(async (session) => {
        const before = new Date(Date.parse(world.clock.now()) - inboxDays * 86_400_000).toISOString()
        await session.inbox.purge(before)
        await session.outbox.purge(before)
      }),
  }
}
