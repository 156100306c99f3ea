import { setTimeout as wait } from 'node:timers/promises'
import { sha256 } from '../hash.ts'
import type { Address, Channel, Delivery, Errand, Turn } from '../ports/channel.ts'
import type { OutboxRow } from '../ports/outbox.ts'
import type { Session, Store } from '../ports/store.ts'
import { createAtMost } from './at-most.ts'
import type { World } from './context.ts'
import type { Opened } from './opened.ts'
import { addressOf, open, routeOf } from './opened.ts'
import type { Outcome } from './outcome.ts'
import { createClose, isDoubtful } from './outcome.ts'
import type { Paint } from './paint.ts'
import { later } from '../domain/calendar.ts'

/** Rows leased at once, and rows in hand at most. */
const batch = 100
const mostInHand = 200
/** How long they are ours: longer than a turn and a call take together. */
const minuteMs = 60_000
/** Transactions of ours under way: whoever presses a button stands behind no more than these. */
const mostTransactions = 8
/** Where many have to come again later, the rest of them is looked at with a pause, so that nobody else notices. */
const pauseMs = 25

export type Parts = {
  readonly store: Store
  readonly world: World
  readonly channels: readonly Channel[]
  readonly paint: Paint
  readonly onFault: (fault: unknown, doing: string) => string
  /** Hears what became of each message, for the figures. */
  readonly onOutcome?: (channel: string, outcome: Outcome['outcome']) => void
  /** How long rows are ours; a minute by default. */
  readonly leaseMs?: number
  /** Real time by default; ends early, throwing, with the signal. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

const inRealTime = (ms: number, signal: AbortSignal): Promise<unknown> => wait(ms, undefined, { signal })

/**
 * Sends what is owed: each recipient in order, recipients side by side, so that one who is slow holds up nobody else. Rows in hand wait
 * for their turn by the platform's limits, and go out as they are by then. `wake` looks for more.
 *
 * A row is sent by whoever holds its lease. That is asked in the transaction before the call, and once more by the clock where the bytes
 * leave; the call ends with the lease. What remains is the way from that last look to the wire: a process that is stopped right
 * there sends when it goes on, and then somebody may get a second copy.
 */
export const createDeliver = (parts: Parts) => {
  const { store, world, channels, paint, onFault } = parts
  const { onOutcome = () => {}, leaseMs = minuteMs, sleep = inRealTime } = parts
  const close = createClose({ world, onFault })
  const calmly = createAtMost(mostTransactions)
  const transact = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    calmly(() => store.transact(work))
  const stopping = new AbortController()
  const { signal } = stopping
  const inHand = new Map<number, Promise<void>>()
  let filling: Promise<void> | undefined
  let again = false

  const channelOf = (name: string): Channel | undefined => channels.find((one) => one.name === name)

  const fill = async (): Promise<void> => {
    do {
      again = false
      const room = mostInHand - inHand.size
      if (room <= 0 || signal.aborted) return
      const now = world.clock.now()
      const most = Math.min(batch, room)
      const leased = await store.transact(async (session) => {
        const rows = await session.outbox.lease(now, later(now, leaseMs), most)
        const routed: { readonly row: OutboxRow; readonly address: Address | undefined }[] = []
        for (const row of rows) routed.push({ row, address: await addressOf(session, row) })
        return routed
      })
      const early: { readonly row: OutboxRow; readonly due: string }[] = []
      for (const { row, address } of leased) {
        const turn = turnOf(row, address)
        if ('againMs' in turn) early.push({ row, due: later(now, turn.againMs) })
        else take(row, turn.inMs)
      }
      if (early.length > 0) {
        await store.transact((session) => session.outbox.defer(early))
        await sleep(pauseMs, signal).catch(() => undefined)
      }
      // Where there were fewer, the others wait for one that is under way, which wakes when it has arrived.
      again ||= leased.length === most
    } while (again)
  }

  const turnOf = (row: OutboxRow, address: Address | undefined): Turn => {
    const channel = address && channelOf(address.channel)
    if (!channel) return { inMs: 0 }
    try {
      return channel.turn(address, row.replaces ? 'replace' : 'send')
    } catch {
      // An address that cannot be read is a fault of the delivery, where it is told.
      return { inMs: 0 }
    }
  }

  const take = (row: OutboxRow, inMs: number): void => {
    // One whose lease ran out while it was in hand comes after itself.
    const before = inHand.get(row.id) ?? Promise.resolve()
    const mine = before
      .then(() => deliver(row, inMs))
      .catch((fault: unknown) => void onFault(fault, 'deliver'))
      .finally(() => {
        if (inHand.get(row.id) === mine) inHand.delete(row.id)
        wake()
      })
    inHand.set(row.id, mine)
  }

  const deliver = async (row: OutboxRow, inMs: number): Promise<void> => {
    try {
      if (inMs > 0) await sleep(inMs, signal)
    } catch {
      // Whoever starts next begins with it.
      await transact((session) => session.outbox.defer([{ row, due: row.due }]))
      return
    }
    const begunAt = world.clock.now()
    try {
      const opened = await transact((session) => begin(session, row, begunAt))
      if (opened === 'lost') return
      const account = 'account' in opened ? opened.account : undefined
      const outcome = 'view' in opened ? await hand(row, opened) : opened
      onOutcome('address' in opened ? opened.address.channel : 'none', outcome.outcome)
      await transact((session) => close(session, row, outcome, { account, begunAt }))
    } catch (fault) {
      onFault(fault, 'deliver')
      const again = { outcome: 'retry', afterMs: 30_000 } as const
      await transact(async (session) => {
        // What went wrong before the call was begun counts as a try, too: it must come to an end.
        await session.outbox.begin(row, begunAt)
        await close(session, row, again, { account: undefined, begunAt })
      })
    }
  }

  /** The row as it goes out now, while it is still ours; or why it does not go out. */
  const begin = async (
    session: Session,
    row: OutboxRow,
    now: string,
  ): Promise<Opened | Exclude<Outcome, Delivery> | 'lost'> => {
    if (!(await session.outbox.begin(row, now))) return 'lost'
    if (isDoubtful(row)) return { outcome: 'doubtful' }
    const route = await routeOf(session, row)
    if (!route) return { outcome: 'nobody' }
    return (await open(session, world, row, route)) ?? { outcome: 'nothing' }
  }

  const hand = (row: OutboxRow, opened: Opened): Promise<Delivery> => {
    const channel = channelOf(opened.address.channel)
    if (!channel) return Promise.resolve({ outcome: 'unreachable' })
    const card = paint(opened.view, opened.viewer, world.clock.now(), opened.again)
    const errand: Errand = {
      mark: sha256(row.key).slice(0, 32),
      doubtedAt: row.doubtedAt,
      left: () => Date.parse(row.leasedUntil ?? '') - Date.parse(world.clock.now()),
    }
    return row.replaces
      ? channel.replace(row.replaces, card, errand)
      : channel.send(opened.address, card, errand)
  }

  const wake = (): void => {
    again = true
    if (signal.aborted) return
    filling ??= fill()
      .catch((fault: unknown) => void onFault(fault, 'deliver'))
      .finally(() => {
        filling = undefined
        if (again && inHand.size < mostInHand) wake()
      })
  }

  const isBusy = (): boolean => filling !== undefined || inHand.size > 0

  const settled = async (): Promise<void> => {
    while (isBusy()) await Promise.all([filling, ...inHand.values()])
  }

  return {
    wake,
    /** Resolves when nothing is under way. */
    settled,
    /** Takes nothing more, gives back what waits for its turn, and resolves when what is on its way has arrived. */
    stop: (): Promise<void> => {
      stopping.abort()
      return settled()
    },
  }
}
