import type { Clock } from './ports/clock.ts'

/** The time of this machine, or a time that runs on from a later moment: the playground's clock moves forward only. */
export const createClock = (read: () => number): Clock & { readonly forward: (to: string) => void } => {
  let ahead = 0
  const now = (): number => read() + ahead
  return {
    now: () => new Date(now()).toISOString(),
    forward: (to) => {
      ahead += Math.max(0, Date.parse(to) - now())
    },
  }
}
