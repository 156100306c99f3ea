import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareCore } from './core.ts'
import { measureDrain } from './drain.ts'
import { measureFanOut } from './fan-out.ts'
import { measureLease } from './lease.ts'
import type { Comparison, Range } from './measure.ts'
import { openOutside } from './outside.ts'
import type { Fact } from './platform.ts'
import { comparePlatform } from './platform.ts'
import { compareStart } from './start.ts'

/** Where the figures are kept for machines; they are printed as a table as well. */
const outcome = 'build/bench.json'
const parts = ['core', 'slack', 'teams', 'start', 'lease', 'drain', 'fan-out'] as const
/** How many reminders fall due at once in `fan-out`. */
const reminders = Number(process.env['REMINDERS'] ?? 100_000)
const asked = process.argv.slice(2)
const isAsked = (part: (typeof parts)[number]): boolean => asked.length === 0 || asked.includes(part)
const unknown = asked.find((one) => !parts.some((part) => part === one))
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}: choose of ${parts.join(', ')}, or none for all`)
  process.exit(1)
}

const figures: Comparison[] = []
const facts: Fact[] = []
const machine = { node: process.version, cores: cpus().length, loadBefore: loadavg()[0] }
const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'))
const outside = await openOutside()
try {
  if (isAsked('core')) figures.push(...(await compareCore(folder)))
  for (const platform of ['slack', 'teams'] as const)
    if (isAsked(platform)) {
      const seen = await comparePlatform(platform, folder, outside)
      figures.push(...seen.figures)
      facts.push(...seen.facts)
    }
  if (isAsked('start')) {
    const seen = await compareStart(folder)
    figures.push(...seen.figures)
    facts.push(...seen.facts)
  }
  if (isAsked('lease')) facts.push(...(await measureLease(folder)))
  if (isAsked('drain')) facts.push(...(await measureDrain()))
  if (isAsked('fan-out')) facts.push(...(await measureFanOut(folder, reminders)))
} finally {
  await outside.close()
  await rm(folder, { recursive: true, force: true })
}

const shown = ({ median, least, most }: Range): string =>
  `${median.toFixed(2)} (${least.toFixed(2)}..${most.toFixed(2)})`
const rows = figures.flatMap(({ name, product, baseline, ratios, goals }) =>
  Object.entries(ratios).map(([figure, ratio]) => {
    const goal = goals.find((one) => one.figure === figure)
    return {
      what: name,
      figure,
      product: Number((product[figure] ?? NaN).toFixed(2)),
      baseline: Number((baseline[figure] ?? NaN).toFixed(2)),
      'ratio (least..most)': shown(ratio),
      goal: goal ? (goal.least === undefined ? `at most ${goal.most}` : `at least ${goal.least}`) : '',
      met: goal ? (goal.isMet ? 'yes' : 'NO') : '',
    }
  }),
)
console.table(rows)
if (facts.length > 0) console.table(facts)
await mkdir('build', { recursive: true })
await writeFile(
  outcome,
  `${JSON.stringify({ ...machine, loadAfter: loadavg()[0], figures, facts }, null, 2)}\n`,
)
