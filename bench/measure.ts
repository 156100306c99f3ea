/** What one run of a variant came to, by the figure's name, such as `per second` or `p50 ms`. */
export type Figures = Readonly<Record<string, number>>
export type Range = { readonly median: number; readonly least: number; readonly most: number }

/** What the median of a figure's ratios, product to baseline, has to reach or to stay below. */
export type Goal = { readonly figure: string; readonly least?: number; readonly most?: number }

/** Product and baseline, measured in turns in one run. A ratio is product to baseline of neighbouring turns. */
export type Comparison = {
  readonly name: string
  readonly product: Figures
  readonly baseline: Figures
  readonly ratios: Readonly<Record<string, Range>>
  readonly goals: readonly (Goal & { readonly isMet: boolean })[]
}

export type Run = () => Promise<Figures>

export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const range = (values: readonly number[]): Range => ({
  median: middle(values),
  least: Math.min(...values),
  most: Math.max(...values),
})

/** Fewer pairs than this tell more of the machine than of the program. */
const leastPairs = 9

/** Runs A B A B after a warm-up of both, so that what the machine does meanwhile hits both alike. */
export const compare = async (
  name: string,
  product: Run,
  baseline: Run,
  { goals = [], pairs = leastPairs }: { readonly goals?: readonly Goal[]; readonly pairs?: number } = {},
): Promise<Comparison> => {
  await product()
  await baseline()
  const runs: { readonly product: Figures; readonly baseline: Figures }[] = []
  for (let pair = 0; pair < pairs; pair += 1)
    runs.push({ product: await product(), baseline: await baseline() })

  const names = Object.keys(runs[0]?.product ?? {})
  const figures = (of: (name: string) => number): Figures =>
    Object.fromEntries(names.map((name) => [name, of(name)]))
  const values = (side: 'product' | 'baseline', name: string): readonly number[] =>
    runs.map((run) => run[side][name] ?? NaN)
  const ratios = Object.fromEntries(
    names.map((name) => [
      name,
      range(runs.map((run) => (run.product[name] ?? NaN) / (run.baseline[name] ?? NaN))),
    ]),
  )
  return {
    name,
    product: figures((name) => middle(values('product', name))),
    baseline: figures((name) => middle(values('baseline', name))),
    ratios,
    goals: goals.map((goal) => {
      const { median = NaN } = ratios[goal.figure] ?? {}
      return { ...goal, isMet: median >= (goal.least ?? -Infinity) && median <= (goal.most ?? Infinity) }
    }),
  }
}

/** Rate and times, in milliseconds, of so many calls with so many under way at once. */
export const load = async (
  calls: number,
  concurrency: number,
  call: (turn: number) => Promise<unknown>,
): Promise<Figures> => {
  const times: number[] = []
  let turn = 0
  const worker = async (): Promise<void> => {
    while (turn < calls) {
      turn += 1
      const before = performance.now()
      await call(turn)
      times.push(performance.now() - before)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const seconds = (performance.now() - start) / 1000
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { 'per second': calls / seconds, 'p50 ms': at(0.5), 'p99 ms': at(0.99) }
}
