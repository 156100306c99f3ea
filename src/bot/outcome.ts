import { standing } from '../actions/load.ts'
import { selves } from '../domain/person.ts'
import type { Delivery } from '../ports/channel.ts'
import type { OutboxRow, Why } from '../ports/outbox.ts'
import type { Session } from '../ports/store.ts'
import { waitMs } from './backoff.ts'
import type { World } from './context.ts'
import { isContent } from './content.ts'
import { settled } from './govern.ts'
import type { TooSoon } from './opened.ts'
import { reach } from './opened.ts'
import { tellOfUndelivered } from './undelivered.ts'
import { later } from '../domain/calendar.ts'

/** Tries before a message is put aside: with ten minutes between them about a day. */
const mostTries = 150
/** Where nobody knows whether it arrived, it is looked for, or tried once more, so much later: one copy too many rather than none. */
const doubtMs = 60_000
/** Tries that may have arrived. With the second one somebody has to look. */
const mostDoubts = 2

export type Parts = {
  readonly world: World
  readonly onFault: (fault: unknown, doing: string) => string
}

/** `nothing`: nothing is left to say. `nobody`: there is nobody to write to. `doubtful`: it may have arrived too often already. */
export type Outcome = Delivery | TooSoon | { readonly outcome: 'nothing' | 'nobody' | 'doubtful' }

/** What becomes of a row, in the transaction that closes it. */
export const createClose = ({ world, onFault }: Parts) => {
  const lose = async (session: Session, row: OutboxRow, why: Why, now: string): Promise<void> => {
    const isOurs = await session.outbox.settle(row, {
      state: why === 'unknown' ? 'unknown' : 'dead',
      lost: { why, at: now },
    })
    if (!isOurs) return
    await note(session, row, 'unreached', now)
    onFault(new Error(`message ${row.id} ${words[why]}`), 'deliver')
    await tellOfUndelivered(session, world)
  }

  /** Somebody who was known to be out of reach: nothing went wrong, but the administrators should see it. */
  const loseQuietly = async (session: Session, row: OutboxRow, now: string): Promise<void> => {
    const lost = row.replaces ? {} : { lost: { why: 'nobody', at: now } as const }
    const isOurs = await session.outbox.settle(row, { state: 'dead', ...lost })
    if (isOurs) await note(session, row, 'unreached', now)
    if (isOurs && !row.replaces) await tellOfUndelivered(session, world)
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
    else await lose(session, row, 'nobody', now)
  }

  /**
   * @param account on which it was tried
   * @param begunAt when the call began
   */
  return async (
    session: Session,
    row: OutboxRow,
    outcome: Outcome,
    { account, begunAt }: { readonly account: string | undefined; readonly begunAt: string },
  ): Promise<void> => {
    const now = world.clock.now()
    switch (outcome.outcome) {
      case 'nothing':
        if (await session.outbox.settle(row, { state: 'dead' })) await note(session, row, 'nothing', now)
        return
      case 'later':
        await session.outbox.settle(row, { state: 'ready', due: outcome.due })
        return
      case 'nobody':
        return loseQuietly(session, row, now)
      case 'unreachable':
        return elsewhere(session, row, account, now)
      case 'doubtful':
        return lose(session, row, 'unknown', now)
      case 'retry': {
        const tries = row.tries + 1
        const due = later(now, waitMs(outcome.afterMs, tries, world.random()))
        if (tries < mostTries) await session.outbox.settle(row, { state: 'ready', due })
        else await lose(session, row, 'tried', now)
        return
      }
      case 'unknown':
        if (row.doubts + 1 < mostDoubts)
          await session.outbox.settle(row, { state: 'ready', due: later(now, doubtMs), doubted: begunAt })
        else await lose(session, row, 'unknown', now)
        return
      case 'gone':
        if (row.replaces) await session.posted.forget(row.replaces)
        await session.outbox.settle(row, { state: 'sent' })
        if (row.replaces && isContent(row.content) && !row.content.folds) await postAnew(session, row, now)
        return
      case 'sent': {
        const isOurs = await session.outbox.settle(row, { state: 'sent' })
        const folds = isContent(row.content) && row.content.folds
        if (isOurs) await note(session, row, 'sent', now)
        if (isOurs && account !== undefined && !folds)
          await session.posted.put({ matter: row.matter, account, posted: outcome.posted, at: now })
        return
      }
      default:
        outcome satisfies never
    }
  }
}

/** Tells the governor what became of a reminder, or of a digest. */
const note = async (
  session: Session,
  { content }: OutboxRow,
  what: 'sent' | 'nothing' | 'unreached',
  now: string,
): Promise<void> => {
  if (!isContent(content)) return
  if (content.reminder !== undefined) await settled(session, content.reminder, what, now)
  // What waited for the digest is told by it.
  const person = content.ref.show === 'digest' && what === 'sent' ? content.viewer : null
  const reader = person === null ? undefined : await standing(session, person)
  if (reader) await session.reminders.told(selves(reader), now)
}

/** Whether a row was left behind by whoever sent it so often that nobody should send it again unasked. A repaint does no harm. */
export const isDoubtful = (row: OutboxRow): boolean => !row.replaces && row.doubts >= mostDoubts

const words: Readonly<Record<Why, string>> = {
  nobody: 'reaches nobody',
  tried: 'was tried for a day',
  unknown: 'may or may not have arrived',
}

/** A card whose message is gone is posted anew: what it says now still has to reach whoever had it. */
const postAnew = ({ outbox }: Session, row: OutboxRow, due: string): Promise<void> => {
  const { key, matter, to, content } = row
  const viewer = isContent(content) ? content.viewer : null
  return outbox.owe({
    key: `${key}:anew`,
    matter,
    to: viewer === null ? to : { person: viewer },
    content,
    due,
  })
}
