import { depart, keepOwn } from '../actions/leaving/depart.ts'
import { standing } from '../actions/load.ts'
import { comeBack } from '../domain/leaving.ts'
import { hasLeft } from '../domain/person.ts'
import type { Presence } from '../domain/presence.ts'
import { isGone, judge, nightOf } from '../domain/presence.ts'
import type { Channel } from '../ports/channel.ts'
import type { Looked } from '../ports/account.ts'
import type { Session, Store } from '../ports/store.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import { owe } from './owe.ts'

/** Accounts read at once. */
const batch = 50
/** A platform that is busy is left alone for so long at least. */
const leastRestMs = 1_000

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly channels: readonly Channel[]
  readonly onFault: (fault: unknown, doing: string) => string
  readonly wake: () => void
}

type Answer = { readonly looked: Looked; readonly presence: Presence }

/** From so many newly missing on, and where they are most of those who were asked about, it is rather the platform, or our access to it. */
const doubtfulFrom = 5
const isUnlikely = (told: readonly Answer[]): boolean => {
  const missing = told.filter(
    ({ looked, presence }) =>
      looked.goneOn === null && (presence === 'missing' || presence === 'deactivated'),
  )
  return missing.length >= doubtfulFrom && missing.length * 2 > told.length
}

/** Nobody was missed and nobody is now: nothing about them changes, and the whole batch is noted at once. */
const isUnchanged = ({ looked, presence }: Answer): boolean =>
  looked.missingOn === null && looked.goneOn === null && (presence === 'there' || presence === 'untold')

/**
 * Looks every night whether people can still be reached. Each account is asked about once a night, one after another; a look that was cut
 * short goes on where it was, and nights that nobody looked in are not made up for. What a platform cannot tell marks nobody.
 */
export const createLookout = ({ store, world, channels, onFault, wake }: Parts) => {
  let busy: Promise<unknown> | undefined
  let isStopping = false
  /** Platforms that asked for a rest, and until when. */
  const resting = new Map<string, string>()
  /** The night in which all accounts of a platform have been looked at. */
  const done = new Map<string, string>()

  const isResting = (channel: Channel): boolean => (resting.get(channel.name) ?? '') > world.clock.now()

  const run = async (channel: Channel): Promise<void> => {
    const tonight = nightOf(world.clock.now(), world.programme().workingHours.zone)
    while (done.get(channel.name) !== tonight && !isResting(channel)) {
      const accounts = await store.transact((session) =>
        session.people.unlooked(channel.name, tonight, batch),
      )
      if (accounts.length === 0) done.set(channel.name, tonight)
      const told: Answer[] = []
      for (const looked of accounts) {
        if (isStopping || isResting(channel)) break
        const presence = await ask(channel, looked)
        if (presence !== undefined) told.push({ looked, presence })
      }
      const isDoubtful = isUnlikely(told)
      if (isDoubtful) onFault(new Error(`${channel.name} says of most people that they left`), 'lookout')
      const believed = told.map(({ looked, presence }): Answer => ({
        looked,
        presence: isDoubtful ? 'untold' : presence,
      }))
      const unchanged = believed.filter(isUnchanged).map(({ looked }) => looked.account)
      await store.transact((session) => session.people.lookAll(unchanged, tonight))
      for (const one of believed) if (!isUnchanged(one)) await note(one.looked, one.presence, tonight)
      if (isStopping) return
    }
  }

  /** What the platform says; undefined where it is to be asked again later this night. */
  const ask = async (
    channel: Channel,
    { account, address, unreachedAt }: Looked,
  ): Promise<Presence | undefined> => {
    const told = await channel.look(account, address).catch((fault: unknown) => {
      onFault(fault, 'look whether somebody is there')
      return { presence: 'untold' as const, unasked: false }
    })
    if ('afterMs' in told) {
      resting.set(
        channel.name,
        new Date(Date.parse(world.clock.now()) + Math.max(told.afterMs, leastRestMs)).toISOString(),
      )
      return undefined
    }
    // A message that came back as undeliverable says it too, where nothing else can.
    return told.presence === 'untold' && unreachedAt !== null && told.unasked === true
      ? 'missing'
      : told.presence
  }

  const note = (looked: Looked, presence: Presence, tonight: string): Promise<void> =>
    store.transact(
      async (session) => {
        const found = judge(looked, presence, tonight)
        if (!(await session.people.look(looked.account, tonight, found))) return
        const context = contextOf(world, 'system', 'clock')
        const person = await standing(session, looked.person)
        if (!person) return
        if (presence === 'there') {
          const back = comeBack(person, context)
          if (back.events.length === 0) return
          await session.people.save(back.next, back.events, context)
          await keepOwn(session, context, back.next)
        } else {
          if (hasLeft(person) || !isGone(await session.people.foundOf(person.id))) return
          await depart(session, context, person.id)
        }
        await owe(session, context, { person: null, posted: undefined, matter: undefined })
      },
      async (session: Session, thrown) => {
        // One that cannot be noted is told to the operator once a night.
        onFault(thrown, 'look whether somebody is there')
        await session.people.look(looked.account, tonight, looked)
      },
    )

  return {
    /** Begins tonight's look, or goes on with it; one at a time, and nobody waits for it. */
    tick: (): void => {
      busy ??= Promise.all(channels.map(run))
        .then(wake)
        .catch((fault: unknown) => void onFault(fault, 'lookout'))
        .finally(() => (busy = undefined))
    },
    /** Resolves when no look is under way. */
    settled: async (): Promise<void> => {
      for (let under = busy; under; under = busy) await under
    },
    stop: async (): Promise<void> => {
      isStopping = true
      await busy
    },
  }
}
