import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { LeaseLost } from '../leased.ts'

/**
 * What a failed call means. `retry`: Slack did nothing, and may later. `unknown`: it may have done it. `unreadable`: it takes no such
 * blocks. `expired`: the press was too long ago to open a window for it. `fault`: ours to mend; Slack did nothing.
 */
export type Failure =
  | { readonly kind: 'gone' | 'unreachable' | 'unreadable' | 'expired' | 'changed' | 'unknown' | 'fault' }
  | { readonly kind: 'retry'; readonly afterMs: number }

const busyMs = 5_000
/** What Slack answers with 429 where it does not say how long. */
const limitedMs = 30_000

/** https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours list what Slack says. */
const meanings: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ...each(['message_not_found', 'cant_update_message', 'edit_window_closed'], { kind: 'gone' }),
  ...each(
    [
      'account_inactive',
      'cannot_dm_bot',
      'channel_not_found',
      'invalid_users',
      'is_archived',
      'messages_tab_disabled',
      'not_in_channel',
      'restricted_action',
      'restricted_action_read_only_channel',
      'user_disabled',
      'user_not_found',
      'user_not_in_channel',
      'user_not_visible',
      'users_not_found',
    ],
    { kind: 'unreachable' },
  ),
  ...each(
    [
      'invalid_blocks',
      'invalid_blocks_format',
      'msg_blocks_too_long',
      'msg_too_long',
      'no_text',
      'view_too_large',
    ],
    { kind: 'unreadable' },
  ),
  ...each(
    [
      'exchanged_trigger_id',
      'expired_trigger_id',
      'invalid_trigger_id',
      'trigger_exchanged',
      'trigger_expired',
    ],
    { kind: 'expired' },
  ),
  // A window that was closed, or shows something newer by now, or has no room on top.
  ...each(['hash_conflict', 'not_found', 'push_limit_reached'], { kind: 'changed' }),
  // By Slack's own words, some of it may have been done.
  ...each(['fatal_error', 'internal_error'], { kind: 'unknown' }),
  ...each(['request_timeout', 'service_unavailable', 'team_added_to_org'], {
    kind: 'retry',
    afterMs: busyMs,
  }),
  ...each(['ratelimited', 'rate_limited'], { kind: 'retry', afterMs: limitedMs }),
])

/** How the client begins to say that a 429 came without a time. */
const headerless = 'Retry header'

/** Connections that never came about, so that nothing was said over them. */
const unconnected = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]

export const failureOf = (thrown: unknown): Failure => {
  if (thrown instanceof WebAPIRateLimitedError) return { kind: 'retry', afterMs: thrown.retryAfter * 1000 }
  if (thrown instanceof WebAPIPlatformError) return meanings.get(thrown.data.error) ?? { kind: 'fault' }
  if (thrown instanceof WebAPIHTTPError) {
    // A gateway that got no answer in time does not know what became of the request.
    if (thrown.statusCode === 504) return { kind: 'unknown' }
    return thrown.statusCode >= 500 ? { kind: 'retry', afterMs: busyMs } : { kind: 'fault' }
  }
  if (thrown instanceof WebAPIRequestError) {
    // Checked right before the call: nothing went out.
    if (thrown.original instanceof LeaseLost) return { kind: 'retry', afterMs: 0 }
    return unconnected.includes(codeOf(thrown.original))
      ? { kind: 'retry', afterMs: busyMs }
      : { kind: 'unknown' }
  }
  // The client throws a plain error for a 429 that does not say how long.
  if (thrown instanceof Error && thrown.message.startsWith(headerless))
    return { kind: 'retry', afterMs: limitedMs }
  return { kind: 'unknown' }
}

/** Whether Slack said that it is too much, and not just that something did not work. */
export const isLimit = (thrown: unknown): boolean =>
  thrown instanceof WebAPIRateLimitedError ||
  (thrown instanceof WebAPIPlatformError && /^rate_?limited$/.test(thrown.data.error)) ||
  (thrown instanceof Error && thrown.message.startsWith(headerless))

/** The system's code of a failed connection, which `fetch` hides a few causes down. */
const codeOf = (error: unknown): string => {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 4; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
    cause = cause.cause
  }
  return ''
}

function each(names: readonly string[], failure: Failure): [string, Failure][] {
  return names.map((name) => [name, failure])
}
