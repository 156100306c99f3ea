import type { WebClient } from '@slack/web-api'
import type { Card } from '../../ports/card.ts'
import type { Address, Delivery, Errand, Posted, Turn } from '../../ports/channel.ts'
import type { Leased } from '../leased.ts'
import type { Bucket, Pace } from '../pace.ts'
import { postedAt, targetOf } from './address.ts'
import type { Direct } from './direct.ts'
import { failureOf, isLimit } from './failure.ts'
import { RATES } from './limits.ts'
import { lookFor } from './look-for.ts'
import type { Post } from './post.ts'

type Options = {
  readonly teamId: string
  readonly client: WebClient
  readonly post: Post
  readonly direct: Direct
  readonly pace: Pace
  readonly leased: Leased
  readonly signal: AbortSignal
  readonly onFault: (fault: unknown, doing: string) => string
}

/** While the channel is not up, a notice may be tried again this much later. */
const downMs = 1_000
/** A wrong token or a missing scope takes somebody to mend. */
const faultMs = 60_000

/** What Slack names in a 429 is a method in a workspace (https://docs.slack.dev/apis/web-api/rate-limits). */
const posting = 'chat.postMessage'
const repainting = 'chat.update'

/** What a message into a conversation counts against. */
export const bucketsFor = (conversation: string): readonly Bucket[] => [
  { name: `in ${conversation}`, limits: RATES.conversation },
  { name: posting, limits: RATES.workspace },
]

/**
 * Sends what is owed. Nothing is sent twice on a guess: who sends decides what an unknown end means, and what is in doubt is looked for
 * before it is sent again.
 */
export const createOutgoing = (options: Options) => {
  const { teamId, client, post, direct, pace, leased, signal, onFault } = options

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

  const turn = (address: Address, what: 'send' | 'replace'): Turn => {
    const target = targetOf(address, teamId)
    if (!target) return { inMs: 0 }
    if (what === 'replace') return pace.turn([{ name: repainting, limits: RATES.repaint }])
    const known = target.user === undefined ? undefined : direct.known(target.user)
    return pace.turn(bucketsFor(target.conversation ?? known ?? target.user ?? ''))
  }

  /** The message of an earlier try, where it is up after all; an outcome where Slack wants us to come again. */
  const found = async (
    conversation: string,
    { mark, doubtedAt }: Errand,
  ): Promise<string | Delivery | undefined> => {
    if (doubtedAt === null) return undefined
    try {
      return await lookFor(client, conversation, mark, Date.parse(doubtedAt))
    } catch (thrown) {
      const failure = failureOf(thrown)
      // Where the app may not read, one copy too many is better than none.
      return failure.kind === 'retry' || failure.kind === 'unknown'
        ? { outcome: 'retry', afterMs: failure.kind === 'retry' ? failure.afterMs : downMs }
        : undefined
    }
  }

  const send = async (address: Address, card: Card, errand?: Errand): Promise<Delivery> => {
    if (signal.aborted) return { outcome: 'retry', afterMs: downMs }
    const target = targetOf(address, teamId)
    if (!target) return { outcome: 'unreachable' }
    const holdMs = pace.held(posting)
    if (holdMs > 0) return { outcome: 'retry', afterMs: holdMs }
    let conversation = target.conversation ?? ''
    try {
      if (target.user !== undefined && conversation === '')
        conversation = await direct.of(client, target.user)
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'open a conversation in Slack')
      // Opening a conversation twice gives the same one.
      return outcome.outcome === 'unknown' ? { outcome: 'retry', afterMs: downMs } : outcome
    }
    const before = errand && (await found(conversation, errand))
    if (typeof before === 'object') return before
    if (before !== undefined) return { outcome: 'sent', posted: postedAt(address, conversation, before) }
    try {
      const ts = await leased.under(errand?.left, () =>
        post.message(conversation, card, { mark: errand?.mark }),
      )
      return { outcome: 'sent', posted: postedAt(address, conversation, ts) }
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'send a message in Slack')
      if (outcome.outcome === 'retry')
        pace.hold(isLimit(thrown) ? posting : `in ${conversation}`, outcome.afterMs)
      if (outcome.outcome === 'unreachable' && target.user !== undefined) direct.forget(target.user)
      return outcome
    }
  }

  const replace = async ({ address, message }: Posted, card: Card, errand?: Errand): Promise<Delivery> => {
    if (signal.aborted) return { outcome: 'retry', afterMs: downMs }
    const conversation = targetOf(address, teamId)?.conversation
    if (conversation === undefined) return { outcome: 'gone' }
    const holdMs = pace.held(repainting)
    if (holdMs > 0) return { outcome: 'retry', afterMs: holdMs }
    try {
      await leased.under(errand?.left, () => post.update(conversation, message, card))
      return { outcome: 'sent', posted: { address, message } }
    } catch (thrown) {
      const outcome = outcomeOf(thrown, 'repaint a message in Slack')
      if (outcome.outcome === 'retry' && isLimit(thrown)) pace.hold(repainting, outcome.afterMs)
      // A message can be painted twice.
      return outcome.outcome === 'unknown' ? { outcome: 'retry', afterMs: downMs } : outcome
    }
  }

  return { turn, send, replace }
}
