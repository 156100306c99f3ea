import type { Clock } from './ports/clock.ts'

/** The time of this machine, or a time that runs on from a later moment. It never runs backwards, whatever the machine's clock does. */
export const createClock = (read: () => number): Clock & { readonly forward: (to: string) => void } => {
  let ahead = 0
  let latest = 0
  const now = (): number => (latest = Math.max(latest, read() + ahead))
  return {
    now: () => new Date(now()).toISOString(),
    forward: (to) => {
      ahead += Math.max(0, Date.parse(to) - now())
    },
  }
}
