import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** What keeps a connection: `start` resolves once it is up, `closed` once it is down again. */
export type Connection = {
  readonly start: () => Promise<unknown>
  readonly closed: () => Promise<unknown>
}

const firstMs = 1_000
const longestMs = 60_000

/** Keeps a connection up until `signal` says stop: what fails is reported and tried again, each time a little later. */
export const supervise = async (
  { start, closed }: Connection,
  signal: AbortSignal,
  onFault: (fault: unknown, doing: string) => string,
): Promise<void> => {
  const stopped = once(signal, 'abort')
  let waitMs = firstMs
  while (!signal.aborted) {
    try {
      await Promise.race([start(), stopped])
      waitMs = firstMs
      await Promise.race([closed(), stopped])
    } catch (fault) {
      onFault(fault ?? new Error('Slack closed the connection while it was opened'), 'connect to Slack')
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, longestMs)
    }
  }
}
