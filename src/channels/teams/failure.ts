import type { Delivery } from '../../ports/channel.ts'
import { longestWaitMs } from './limits.ts'
import { CallFault } from './transport.ts'

type Undelivered = Exclude<Delivery, { outcome: 'sent' }>

/** Microsoft's list of what passes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit), and the two of our own token and of a service that is down. */
const passing = [401, 408, 412, 429, 502, 503, 504]
/** Where Teams says 400 for it. */
const nobodyThere =
  /ConversationNotFound|NotInConversationRoster|MessageWritesBlocked|BotDisabled|InvalidMember/i

/** Without a word on when, a call is tried again after 2 to 5 seconds. */
const waitMs = 2_000
const spreadMs = 3_000

/**
 * What a failed call means for what was to be delivered. Throws what is our own fault: it would not get better by itself.
 * @param task a repaint may be done twice, a message not
 */
export const deliveryOf = (fault: unknown, task: 'send' | 'replace', now: number): Undelivered => {
  if (!(fault instanceof CallFault)) throw fault
  const again = { outcome: 'retry', afterMs: afterMs(fault.retryAfter, now) } as const
  if (fault.reach === 'unsent') return again
  if (fault.reach === 'unanswered') return task === 'replace' ? again : { outcome: 'unknown' }
  if (fault.status === 404 && task === 'replace') return { outcome: 'gone' }
  if (fault.status === 403 || fault.status === 404) return { outcome: 'unreachable' }
  if (fault.status === 400 && nobodyThere.test(fault.code)) return { outcome: 'unreachable' }
  if (passing.includes(fault.status)) return again
  if (fault.status >= 500) return task === 'replace' ? again : { outcome: 'unknown' }
  throw fault
}

const afterMs = (retryAfter: string | undefined, now: number): number => {
  // The clock's last digits spread what fails together.
  const spread = (now * 7919) % spreadMs
  const told = retryAfter === undefined ? NaN : Number(retryAfter) * 1000
  const until = retryAfter === undefined ? NaN : Date.parse(retryAfter) - now
  const wait = [told, until].find((ms) => Number.isFinite(ms) && ms >= 0)
  return Math.min((wait ?? waitMs) + spread, longestWaitMs)
}
