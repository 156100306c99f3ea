import { createHeap } from './heap.ts'

/** What has to be so by when, looked at as the clock goes on. `slackMs` is how late something may be: one tick. */
export const createDeadlines = (slackMs: number) => {
  const looks = createHeap<() => void>()
  /** Times in which nothing ran: what fell due then is late by right. */
  const pauses: { readonly from: number; readonly to: number }[] = []
  let clockMs = 0
  return {
    slackMs,
    now: (): number => clockMs,
    /** The clock stands at this moment from now on. */
    at: (now: string): void => {
      clockMs = Date.parse(now)
    },
    /** Everything that is due by now has been done: what should be done by now is. */
    ticked: (): void => {
      for (let look = looks.take(clockMs); look; look = looks.take(clockMs)) look()
    },
    pause: (from: string, to: string): void =>
      void pauses.push({ from: Date.parse(from), to: Date.parse(to) }),
    /** Looks when what was due at this moment may be late no longer. */
    lookAfter: (due: number, look: () => void): void => looks.put(due + slackMs + 1, look),
    /** Whether what was due then, and is done or open now, is late. */
    isLate: (at: string): boolean => {
      const due = Date.parse(at)
      return (
        clockMs - due > slackMs &&
        !pauses.some(({ from, to }) => due >= from - slackMs && clockMs <= to + slackMs)
      )
    },
  }
}
export type Deadlines = ReturnType<typeof createDeadlines>
