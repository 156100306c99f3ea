import { Counter, Gauge } from 'prom-client'
import type { Registry } from 'prom-client'

/** What waits to be sent and what reached nobody, at this moment. */
export type Waiting = {
  readonly waiting: number
  /** Since when the oldest of it is due; null where nothing waits. */
  readonly oldest: string | null
  readonly undelivered: number
}

/**
 * Figures about what is owed, for /metrics: how each try ended, by platform; how much waits and since when; how much reached nobody.
 * @param look reads the moment's figures when somebody asks for them
 */
export const deliveryFigures = (
  register: Registry,
  look: () => Promise<Waiting>,
  now: () => string,
): { readonly count: (channel: string, outcome: string) => void } => {
  const outcomes = new Counter({
    name: 'assay_deliveries_total',
    help: 'Tries to deliver a message, by platform and by how they ended',
    labelNames: ['channel', 'outcome'],
    registers: [register],
  })
  const waiting = new Gauge({
    name: 'assay_deliveries_waiting',
    help: 'Messages that are due and not sent yet',
    registers: [register],
  })
  const age = new Gauge({
    name: 'assay_deliveries_oldest_seconds',
    help: 'For how long the oldest of them has been due',
    registers: [register],
  })
  const undelivered = new Gauge({
    name: 'assay_deliveries_undelivered',
    help: 'Messages that reached nobody and that no administrator has decided about',
    registers: [],
    async collect() {
      const figures = await look()
      this.set(figures.undelivered)
      waiting.set(figures.waiting)
      age.set(figures.oldest === null ? 0 : (Date.parse(now()) - Date.parse(figures.oldest)) / 1000)
    },
  })
  register.registerMetric(undelivered)
  return { count: (channel, outcome) => outcomes.inc({ channel, outcome }) }
}
