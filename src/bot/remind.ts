import type { elapse } from '../actions/elapse.ts'
import { hasPersonal, plan, recur } from '../actions/recur.ts'
import { climbed, planExisting, planLadders, planOffer } from '../actions/reminders/plan.ts'
import type { Context } from '../domain/context.ts'
import type { Recurrings } from '../domain/recurring.ts'
import { recurring } from '../domain/recurring.ts'
import type { Timer } from '../domain/timer.ts'
import type { Session, Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { carryOut } from './carry-out.ts'
import { contextOf } from './context.ts'
import { takeDigests } from './digest.ts'
import { forgetPast } from './forget.ts'
import { askStill, release } from './govern.ts'
import { createInGroups } from './in-groups.ts'
import { owe } from './owe.ts'

/** Timers looked at in one go: a longer list would keep the event loop. */
const batch = 200
/** Persons planned in one transaction: larger ones would keep others waiting. */
const page = 100
/** Ladders planned in one transaction: each takes about half a millisecond, and whoever presses a button waits for all of them. */
const fewLadders = 20

/** Digests that are taken in one transaction. */
const together = 25

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly onFault: (fault: unknown, doing: string) => string
  readonly wake: () => void
  /** What recurs, and what a timer does; the programme's own where left out. */
  readonly table?: Recurrings
  readonly carry?: typeof elapse
}

/**
 * Takes what fell due. A tick means nothing by itself: one that was missed only delays, and one too many finds nothing. Each timer
 * is one savepoint with all that it comes to, marked as fired in the same commit; so it is carried out once, whoever else
 * looks at the same database, and by one that was stopped in the middle either whole or not at all. Many are done in small groups.
 */
export const createRemind = ({ store, world, onFault, wake, table = recurring, carry = carryOut }: Parts) => {
  let busy: Promise<void> | undefined
  const inGroups = createInGroups(() => Date.parse(world.clock.now()))

  const take = async (session: Session, timer: Timer): Promise<void> => {
    const context = contextOf(world, 'system', 'clock')
    if (!(await session.timers.fired(timer, context.now))) return
    if (timer.kind === 'reminder-waits') await release(session, context, timer.subject)
    else if (timer.kind === 'on-it-ends') await askStill(session, context, timer.occurrence)
    else if (table[timer.kind] === undefined) await carry(session, context, timer)
    else {
      const missed = await recur(session, context, timer, (due) => carry(session, context, due), table)
      if (missed.length > 0)
        onFault(new Error(`${missed.length} occurrences were missed`), `timer ${timer.kind}`)
    }
    await owe(session, context, { person: null, posted: undefined, matter: undefined })
  }

  /** One that cannot be carried out is told to the operator once, not every second; what recurs goes on with the next. */
  const giveUp = async (session: Session, timer: Timer, thrown: unknown): Promise<void> => {
    onFault(thrown, `timer ${timer.kind}`)
    const context = contextOf(world, 'system', 'clock')
    if (!(await session.timers.fired(timer, context.now))) return
    if (table[timer.kind] !== undefined) await recur(session, context, timer, async () => undefined, table)
  }

  /** Digests are taken together; gives what has to be taken one by one. */
  const takenTogether = async (due: readonly Timer[]): Promise<readonly Timer[]> => {
    if (due[0]?.kind !== 'digest') return due
    const others: Timer[] = []
    for (let from = 0; from < due.length; from += together) {
      const some = due.slice(from, from + together)
      others.push(
        ...(await store.transact(
          (session) => takeDigests(session, contextOf(world, 'system', 'clock'), some, table),
          // Whatever is wrong is told where one is taken by itself.
          () => Promise.resolve(some),
        )),
      )
    }
    return others
  }

  const run = async (): Promise<void> => {
    for (;;) {
      const due = await store.transact((session) => session.timers.due(world.clock.now(), batch))
      if (due.length === 0) return
      // In the order in which they fell due: what happened before a digest belongs into it.
      for (const some of alike(due))
        await inGroups(await takenTogether(some), (timer) =>
          store.transact(
            (session) => take(session, timer),
            (session, thrown) => giveUp(session, timer, thrown),
          ),
        )
      wake()
      if (!due.some(({ kind }) => kind === 'sweep')) continue
      await forgetPast(store, world.clock)
      // Whoever helps with the reviews of others may live elsewhere by now, or have another hour.
      await planRungs()
    }
  }

  const planPage = (after: string): Promise<string | undefined> =>
    store.transact(async (session) => {
      const context = contextOf(world, 'system', 'clock')
      const people = await session.people.page(after, page)
      for (const person of people) await plan(session, context, person, table)
      return people.at(-1)?.id
    })

  const planAll = async (
    ids: readonly string[],
    work: (session: Session, context: Context, id: string) => Promise<void>,
  ): Promise<void> => {
    for (let from = 0; from < ids.length; from += fewLadders)
      await store.transact(async (session) => {
        const context = contextOf(world, 'system', 'clock')
        for (const id of ids.slice(from, from + fewLadders)) await work(session, context, id)
      })
  }

  /** Ladders of reviews, conditions, waivers, offers and what was brought in, wherever one is climbed. */
  const planRungs = async (): Promise<void> => {
    const { certifications, existing, offered } = await store.transact(climbed)
    await planAll(certifications, planLadders)
    await planAll(existing, planExisting)
    await planAll(offered, planOffer)
  }

  return {
    /** Carries out everything that is due; one run at a time. */
    tick: (): Promise<void> => {
      busy ??= run()
        .catch((fault: unknown) => void onFault(fault, 'remind'))
        .finally(() => (busy = undefined))
      return busy
    },
    /** Plans what recurs, and every ladder, at the start and whenever the policy was read anew. Nothing that stands as it should is touched. */
    plan: async (): Promise<void> => {
      await store.transact((session) => plan(session, contextOf(world, 'system', 'clock'), null, table))
      await planRungs()
      if (!hasPersonal(table)) return
      for (let after: string | undefined = ''; after !== undefined;) after = await planPage(after)
    },
  }
}

/** The same timers in the same order, neighbours of one kind together. */
const alike = (due: readonly Timer[]): readonly (readonly Timer[])[] => {
  const rows: Timer[][] = []
  for (const timer of due) {
    const row = rows.at(-1)
    if (row?.[0]?.kind === timer.kind) row.push(timer)
    else rows.push([timer])
  }
  return rows
}
