import { AsyncLocalStorage } from 'node:async_hooks'

/** For how long what is under way may still be sent. */
export type Leased = {
  /** Runs a call; whatever it does on its way to the network can ask how long it is still allowed to. */
  readonly under: <T>(left: (() => number) | undefined, call: () => Promise<T>) => Promise<T>
  /** Milliseconds; without an end for what nobody leased. */
  readonly left: () => number
}

/** Nothing was sent: the message is somebody else's to send by now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor() {
    super('The time in which this message was ours to send is over')
  }
}

/**
 * Carries the end of a lease past a platform's library down to where the bytes leave, because only there a check says something: a
 * process that was stopped in between goes on as if nothing had happened. What remains is the way from that check to the wire.
 */
export const createLeased = (): Leased => {
  const calls = new AsyncLocalStorage<() => number>()
  return {
    under: (left, call) => (left ? calls.run(left, call) : call()),
    left: () => calls.getStore()?.() ?? Infinity,
  }
}
