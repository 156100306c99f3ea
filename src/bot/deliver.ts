import { standing } from '../actions/load.ts'
import { hasLeft } from '../domain/person.ts'
import type { View } from '../domain/view.ts'
import type { Address, Channel, Delivery } from '../ports/channel.ts'
import type { OutboxRow, Session, Store } from '../ports/store.ts'
import type { Again } from './again.ts'
import { againOf } from './again.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'
import type { Content } from './owe.ts'
import { isSame } from './owe.ts'
import type { Paint } from './paint.ts'
import { lookAs, seen } from './reader.ts'

/** Rows taken at once, and how long they are ours. */
const batch = 50
const leaseMs = 60_000
/** Waits between tries: twice as long each time, and this long at most. */
const longestWaitMs = 600_000
/** Tries before a message is put aside: with these waits about a day. */
const mostTries = 150
/** Where nobody knows whether it arrived, it is tried once more, so much later: one copy too many rather than none. */
const doubtMs = 60_000

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly channels: readonly Channel[]
  readonly paint: Paint
  readonly onFault: (fault: unknown, doing: string) => string
}

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString()

/**
 * Sends what is owed: each conversation in order, conversations side by side. What is shown is read at this moment, so that a card
 * that waited is not stale when it arrives. Runs once at a time; `wake` while it runs makes it look again.
 */
export const createDeliver = ({ store, world, channels, paint, onFault }: Parts) => {
  let running: Promise<void> | undefined
  let again = false

  const drain = async (): Promise<void> => {
    for (;;) {
      again = false
      const now = world.clock.now()
      const rows = await store.transact((session) => session.outbox.lease(now, later(now, leaseMs), batch))
      if (rows.length === 0 && !again) return
      const conversations = Map.groupBy(rows, (row) => JSON.stringify(row.to))
      await Promise.all(
        [...conversations.values()].map(async (owed) => {
          for (const row of owed) await deliver(row)
        }),
      )
    }
  }

  const deliver = async (row: OutboxRow): Promise<void> => {
    try {
      const read = await store.transact((session) => open(session, world, row))
      const delivery = read === undefined ? undefined : await hand(row, read)
      await store.transact((session) => close(session, row, delivery, read?.account))
    } catch (fault) {
      onFault(fault, 'deliver')
      await store.transact((session) => close(session, row, { outcome: 'retry', afterMs: 30_000 }, undefined))
    }
  }

  const hand = (row: OutboxRow, read: Opened): Promise<Delivery> => {
    const channel = channels.find((one) => one.name === read.address.channel)
    if (!channel) return Promise.resolve({ outcome: 'unreachable' })
    const card = paint(read.view, read.viewer, world.clock.now(), read.again)
    return row.replaces ? channel.replace(row.replaces, card) : channel.send(read.address, card)
  }

  const close = async (
    session: Session,
    row: OutboxRow,
    delivery: Delivery | undefined,
    account: string | undefined,
  ): Promise<void> => {
    const now = world.clock.now()
    if (delivery === undefined) {
      // Nothing is left to say, or nobody to say it to; whoever cannot be reached is told of below.
      await session.outbox.settle(row, { state: 'dead' })
    } else if (delivery.outcome === 'unreachable') {
      await elsewhere(session, row, account, now)
    } else if (delivery.outcome === 'retry') {
      const wait = Math.min(longestWaitMs, delivery.afterMs * 2 ** Math.min(row.attempt - 1, 10))
      if (row.attempt < mostTries) await session.outbox.settle(row, { state: 'ready', due: later(now, wait) })
      else await giveUp(session, row, 'dead', 'was tried for a day')
    } else if (delivery.outcome === 'unknown') {
      if (row.attempt === 1) await session.outbox.settle(row, { state: 'ready', due: later(now, doubtMs) })
      else await giveUp(session, row, 'unknown', 'may or may not have arrived')
    } else if (delivery.outcome === 'gone') {
      if (row.replaces) await session.posted.forget(row.replaces)
      await session.outbox.settle(row, { state: 'sent' })
      if (row.replaces && isContent(row.content) && !row.content.folds) await postAnew(session, row, now)
    } else {
      const settled = await session.outbox.settle(row, { state: 'sent' })
      const folds = isContent(row.content) && row.content.folds
      if (settled && account !== undefined && !folds)
        await session.posted.put({ matter: row.matter, account, posted: delivery.posted, at: now })
    }
  }

  const giveUp = async (
    session: Session,
    row: OutboxRow,
    state: 'dead' | 'unknown',
    why: string,
  ): Promise<void> => {
    onFault(new Error(`message ${row.id} ${why}`), 'deliver')
    await session.outbox.settle(row, { state })
  }

  /** One account cannot be written to any more: another one of the person's is tried at once. */
  const elsewhere = async (
    session: Session,
    row: OutboxRow,
    account: string | undefined,
    now: string,
  ): Promise<void> => {
    if ('person' in row.to && account !== undefined) {
      await session.people.unreach(account, now)
      if (await reach(session, row.to.person))
        return void (await session.outbox.settle(row, { state: 'ready', due: now }))
    }
    // A card to be painted anew where nobody is any more is nothing that anybody waits for.
    if (row.replaces) await session.outbox.settle(row, { state: 'dead' })
    else await giveUp(session, row, 'dead', 'reaches nobody')
  }

  /** A card whose message is gone is posted anew: what it says now still has to reach whoever had it. */
  const postAnew = (
    { outbox }: Session,
    { key, matter, to, content }: OutboxRow,
    due: string,
  ): Promise<void> => {
    const viewer = isContent(content) ? content.viewer : null
    return outbox.owe({
      key: `${key}:anew`,
      matter,
      to: viewer === null ? to : { person: viewer },
      content,
      due,
    })
  }

  const wake = (): void => {
    again = true
    running ??= drain()
      .catch((fault: unknown) => void onFault(fault, 'deliver'))
      .finally(() => {
        running = undefined
        if (again) wake()
      })
  }

  return {
    wake,
    /** Resolves when nothing is under way. */
    settled: async (): Promise<void> => {
      for (let under = running; under; under = running) await under
    },
  }
}

type Opened = {
  readonly address: Address
  readonly account: string
  readonly view: View
  readonly viewer: { readonly zone: string; readonly locale: string }
  readonly again: Again | null
}

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && 'ref' in value && 'viewer' in value

/** Where a row goes and what it says now; undefined where there is nobody to reach or nothing to say any more. */
const open = async (session: Session, world: World, row: OutboxRow): Promise<Opened | undefined> => {
  if (!isContent(row.content)) throw new Error('an outbox row without content')
  const { ref, viewer, folds } = row.content
  const person = viewer === null ? undefined : await standing(session, viewer)
  const to =
    'address' in row.to
      ? { address: row.to.address, account: await accountAt(session, row) }
      : await reach(session, row.to.person)
  if (!to) return undefined
  const look = lookAs(session, contextOf(world, 'system', 'clock'), person)
  const view: View | undefined = folds
    ? { kind: 'moved', title: 'There is a newer card below', sentence: 'This one is closed.', ways: [] }
    : await seen(look, ref)
  const again = folds ? null : await againOf(session, ref, person, to.address.channel, look.now)
  return view && { ...to, view, again, viewer: { zone: look.person.zone, locale: look.person.locale } }
}

/** The account whose card is repainted; a channel stands under its own name. */
const accountAt = async (session: Session, row: OutboxRow): Promise<string> => {
  const card = (await session.posted.of(row.matter)).find((one) => isSame(one.posted, row.replaces))
  return card?.account ?? `channel:${'address' in row.to ? JSON.stringify(row.to.address) : ''}`
}

/** The account on which the person wants to be written to, or was last active, and can be. */
const reach = async (
  session: Session,
  id: string,
): Promise<{ readonly address: Address; readonly account: string } | undefined> => {
  const person = await standing(session, id)
  // Whoever left is told what they need to know when they are back.
  if (!person || hasLeft(person)) return undefined
  const wanted = person.reach
  const open = (await session.people.accounts(person.id)).filter((one) => one.address !== null)
  const found = open.find(({ account }) => account.startsWith(`${wanted}:`)) ?? open[0]
  return found?.address ? { address: found.address, account: found.account } : undefined
}
