import type { Answer, Incoming } from '../../ports/channel.ts'

/** An answer, and whether it is the first to this delivery in this life of the process. */
export type Heard = { readonly answer: Answer; readonly isFirst: boolean }

const keysKept = 5_000

/**
 * Asks the bot once for copies of a delivery that come while it is being answered, and tells the first copy from the rest: only for
 * that one something is pushed.
 */
export const createOnce = (): ((
  incoming: Incoming,
  answer: (incoming: Incoming) => Promise<Answer>,
) => Promise<Heard>) => {
  const asked = new Map<string, Promise<Answer>>()
  const done = new Set<string>()

  return async (incoming, answer) => {
    const key = `${incoming.account}|${incoming.key}`
    const under = asked.get(key)
    if (under) return { answer: await under, isFirst: false }
    const isFirst = !done.has(key)
    const answering = answer(incoming)
    asked.set(key, answering)
    try {
      const given = await answering
      done.add(key)
      const [oldest] = done
      if (done.size > keysKept && oldest !== undefined) done.delete(oldest)
      return { answer: given, isFirst }
    } finally {
      asked.delete(key)
    }
  }
}
