import { setTimeout as sleep } from 'node:timers/promises'

type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>

const waitFor: Wait = (ms, signal) =>
  sleep(ms, undefined, signal && { signal }).then(
    () => undefined,
    () => undefined,
  )

/**
 * Lets callers through one after another, each `everyMs` after the one before, once more than `atOnce` have come. `now` is in
 * milliseconds. Each gets false where `signal` has ended it meanwhile.
 */
export const createTurns = ({
  everyMs,
  atOnce,
  now,
  signal,
  wait = waitFor,
}: {
  readonly everyMs: number
  readonly atOnce: number
  readonly now: () => number
  readonly signal?: AbortSignal
  readonly wait?: Wait
}): (() => Promise<boolean>) => {
  let next = 0

  return async () => {
    const inMs = next - now() - atOnce * everyMs
    next = Math.max(next, now()) + everyMs
    if (inMs > 0) await wait(inMs, signal)
    return signal?.aborted !== true
  }
}
