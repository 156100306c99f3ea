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
  let asked: Promise<Waiting> | undefined
  /** All gauges are asked at once, and say the same moment. */
  const figures = (): Promise<Waiting> => {
    asked ??= look().finally(() => {
      asked = undefined
    })
    return asked
  }
  const gauge = (name: string, help: string, figure: (waiting: Waiting) => number): void => {
    const made = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(figure(await figures()))
      },
    })
    register.registerMetric(made)
  }
  gauge('assay_deliveries_waiting', 'Messages that are due and not sent yet', ({ waiting }) => waiting)
  gauge('assay_deliveries_oldest_seconds', 'For how long the oldest of them has been due', ({ oldest }) =>
    oldest === null ? 0 : (Date.parse(now()) - Date.parse(oldest)) / 1000,
  )
  gauge(
    'assay_deliveries_undelivered',
    'Messages that reached nobody and that no administrator has decided about',
    ({ undelivered }) => undelivered,
  )
  return { count: (channel, outcome) => outcomes.inc({ channel, outcome }) }
}
