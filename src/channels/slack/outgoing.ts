import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Card } from '../../ports/card.ts'
import type { Address, Delivery, Posted } from '../../ports/channel.ts'
import { postedAt, targetOf } from './address.ts'
import type { Direct } from './direct.ts'
import { failureOf } from './failure.ts'
import type { Pace } from './pace.ts'
import type { Post } from './post.ts'

type Options = {
  readonly teamId: string
  readonly client: WebClient
  readonly post: Post
  readonly direct: Direct
  readonly pace: Pace
  readonly signal: AbortSignal
  readonly onFault: (fault: unknown, doing: string) => string
}

/** While the channel is not up, a notice may be tried again this much later. */
const downMs = 1_000
/** A wrong token or a missing scope takes somebody to mend. */
const faultMs = 60_000

/** Sends what is owed, at the pace that Slack allows. Nothing is sent twice on a guess: who sends decides what an unknown end means. */
export const createOutgoing = ({ teamId, client, post, direct, pace, signal, onFault }: Options) => {
  const outcomeOf = (thrown: unknown, doing: string): Delivery => {
    const failure = failureOf(thrown)
    switch (failure.kind) {
      case 'gone':
      case 'unreachable':
      case 'unknown':
        return { outcome: failure.kind }
      case 'retry':
        return { outcome: 'retry', afterMs: failure.afterMs }
      default:
        onFault(thrown, doing)
        return { outcome: 'retry', afterMs: faultMs }
    }
  }

  const send = async (address: Address, card: Card): Promise<Delivery> => {
    if (signal.aborted) return { outcome: 'retry', afterMs: downMs }
    const target = targetOf(address, teamId)
    if (!target) return { outcome: 'unreachable' }
    let conversation = target.conversation ?? ''
    try {
      if (target.user !== undefined && conversation === '')
        conversation = await direct.of(client, target.user)
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'open a conversation in Slack')
      // Opening a conversation twice gives the same one.
      return outcome.outcome === 'unknown' ? { outcome: 'retry', afterMs: downMs } : outcome
    }
    const turn = pace.turn(conversation)
    if ('againMs' in turn) return { outcome: 'retry', afterMs: turn.againMs }
    try {
      if (turn.inMs > 0) await sleep(turn.inMs, undefined, { signal })
    } catch {
      // The channel stops: the message keeps for its next life.
      return { outcome: 'retry', afterMs: downMs }
    }
    try {
      const ts = await post.message(conversation, card)
      return { outcome: 'sent', posted: postedAt(address, conversation, ts) }
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'send a message in Slack')
      if (outcome.outcome === 'retry') pace.hold(conversation, outcome.afterMs)
      if (outcome.outcome === 'unreachable' && target.user !== undefined) direct.forget(target.user)
      return outcome
    }
  }

  const replace = async ({ address, message }: Posted, card: Card): Promise<Delivery> => {
    if (signal.aborted) return { outcome: 'retry', afterMs: downMs }
    const conversation = targetOf(address, teamId)?.conversation
    if (conversation === undefined) return { outcome: 'gone' }
    try {
      await post.update(conversation, message, card)
      return { outcome: 'sent', posted: { address, message } }
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'repaint a message in Slack')
      // A message can be painted twice.
      return outcome.outcome === 'unknown' ? { outcome: 'retry', afterMs: downMs } : outcome
    }
  }

  return { send, replace }
}
