import { setTimeout as sleep } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import type { WebClientOptions } from '@slack/web-api'
import type { Leased } from '../leased.ts'
import { LeaseLost } from '../leased.ts'
import { failureOf } from './failure.ts'
import { quiet } from './logger.ts'

/** Two ways to Slack that do not stand in each other's way. */
export type Clients = {
  /** For what somebody waits for. */
  readonly interactive: WebClient
  /** For what is owed: many at a time, and paced. */
  readonly bulk: WebClient
}

const interactiveMs = 5_000
const bulkMs = 10_000
/** More than are ever under way: a call that waits in the client's own queue has been checked too early. */
const bulkAtOnce = 1_000
const mostTries = 3

/** How every client of ours talks to Slack. A client that waits out a 429 by itself holds up all that stands behind it in its queue. */
export const clientOptions = (apiUrl: string | undefined): WebClientOptions => ({
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  logger: quiet,
  rejectRateLimitedCalls: true,
  // The client would also repeat what may have been done already.
  retryConfig: { retries: 0 },
  timeout: interactiveMs,
  allowAbsoluteUrls: false,
})

/** Sends only what is still ours to send, and waits no longer for what becomes of it. */
const fetchLeased =
  (leased: Leased): typeof fetch =>
  async (url, options = {}) => {
    const left = leased.left()
    if (left <= 0) throw new LeaseLost()
    if (left === Infinity) return fetch(url, options)
    const end = AbortSignal.timeout(left)
    const signal = options.signal ? AbortSignal.any([options.signal, end]) : end
    return fetch(url, { ...options, signal })
  }

/** Makes the clients. Nothing is sent by that. */
export const createClients = (botToken: string, apiUrl: string | undefined, leased: Leased): Clients => ({
  interactive: new WebClient(botToken, clientOptions(apiUrl)),
  bulk: new WebClient(botToken, {
    ...clientOptions(apiUrl),
    timeout: bulkMs,
    fetch: fetchLeased(leased),
    maxRequestConcurrency: bulkAtOnce,
  }),
})

/** Calls again where Slack surely did nothing and asks to wait no longer than `longestMs`; a stop ends the waiting. */
export const insist = async <T>(
  call: () => Promise<T>,
  { longestMs, signal }: { readonly longestMs: number; readonly signal: AbortSignal },
): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call()
    } catch (thrown) {
      const failure = failureOf(thrown)
      if (failure.kind !== 'retry' || failure.afterMs > longestMs || tried === mostTries || signal.aborted)
        throw thrown
      await sleep(failure.afterMs, undefined, { signal }).catch(() => Promise.reject(thrown))
    }
  }
}
