import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'
import type { Told } from '../../ports/channel.ts'
import { createTurns } from '../turns.ts'
import { userIn } from './address.ts'
import { failureOf } from './failure.ts'

/** `users.info` may be called about 100 times a minute (tier 4); people who are picked need it too. */
const everyMs = 1_000
/** So many may be asked about at once before that counts. */
const atOnce = 20

/** What Slack says where it does not know somebody any more, or shows them to nobody. */
const unknown = ['user_not_found', 'users_not_found', 'user_not_visible']

/** Asks Slack whether somebody is still there, one after another and about once a second. */
export const createLookout = ({
  client,
  teamId,
  now,
  signal,
}: {
  readonly client: WebClient
  readonly teamId: string
  readonly now: () => number
  readonly signal: AbortSignal
}): ((account: string) => Promise<Told>) => {
  const turn = createTurns({ everyMs, atOnce, now, signal })

  return async (account) => {
    const user = userIn(account, teamId)
    if (user === undefined || signal.aborted) return { presence: 'untold' }
    if (!(await turn())) return { presence: 'untold' }
    try {
      const { user: told } = await client.users.info({ user })
      if (!told) return { presence: 'untold' }
      return { presence: told.deleted === true ? 'deactivated' : 'there' }
    } catch (thrown) {
      if (thrown instanceof WebAPIPlatformError && unknown.includes(thrown.data.error))
        return { presence: 'missing' }
      const failure = failureOf(thrown)
      return failure.kind === 'retry' ? { afterMs: failure.afterMs } : { presence: 'untold' }
    }
  }
}
