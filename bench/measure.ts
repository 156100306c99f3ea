/** What one run of a variant came to. Times in milliseconds. */
export type Figures = { readonly perSecond: number; readonly p50: number; readonly p99: number }

export type Range = { readonly median: number; readonly least: number; readonly most: number }

/** Product and baseline, measured in turns in one run. A ratio is product to baseline of neighbouring turns. */
export type Comparison = {
  readonly name: string
  readonly concurrency: number
  readonly product: Figures
  readonly baseline: Figures
  readonly perSecond: Range
  readonly p50: Range
  readonly p99: Range
}

export type Variant = (turn: number) => Promise<unknown>

/** Keeps `concurrency` calls under way for so many milliseconds. */
const load = async (variant: Variant, concurrency: number, forMs: number): Promise<Figures> => {
  const times: number[] = []
  const start = performance.now()
  const end = start + forMs
  let turn = 0
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const before = performance.now()
      turn += 1
      await variant(turn)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  const seconds = (performance.now() - start) / 1000
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) }
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const range = (values: readonly number[]): Range => ({
  median: middle(values),
  least: Math.min(...values),
  most: Math.max(...values),
})

/** Runs A B A B after a warm-up of both, so that what the machine does meanwhile hits both alike. */
export const compare = async (
  name: string,
  product: Variant,
  baseline: Variant,
  { concurrency, pairs = 9, forMs = 700 }: { concurrency: number; pairs?: number; forMs?: number },
): Promise<Comparison> => {
  await load(product, concurrency, forMs)
  await load(baseline, concurrency, forMs)
  const runs: { product: Figures; baseline: Figures }[] = []
  for (let pair = 0; pair < pairs; pair += 1)
    runs.push({
      product: await load(product, concurrency, forMs),
      baseline: await load(baseline, concurrency, forMs),
    })
  const figures = (side: 'product' | 'baseline'): Figures => ({
    perSecond: middle(runs.map((run) => run[side].perSecond)),
    p50: middle(runs.map((run) => run[side].p50)),
    p99: middle(runs.map((run) => run[side].p99)),
  })
  const ratio = (of: keyof Figures): Range => range(runs.map((run) => run.product[of] / run.baseline[of]))
  return {
    name,
    concurrency,
    product: figures('product'),
    baseline: figures('baseline'),
    perSecond: ratio('perSecond'),
    p50: ratio('p50'),
    p99: ratio('p99'),
  }
}
