import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incoming } from '../src/ports/channel.ts'
import { openWorld } from '../test/world.ts'
import { openBare } from './bare.ts'
import { measureDrain } from './drain.ts'
import type { Fact } from './fact.ts'
import { measureFanOut } from './fan-out.ts'
import { measureLease } from './lease.ts'
import type { Comparison, Range } from './measure.ts'
import { compare } from './measure.ts'

/** Where the figures are kept for machines; they are printed as a table as well. */
const outcome = 'build/bench.json'
const people = ['dana', 'ines', 'jonas', 'sofia', 'tomas', 'ben', 'priya', 'amara']

const press = (turn: number, round: string): Incoming => {
  const persona = people[turn % people.length] ?? 'dana'
  return {
    key: `${round}-${turn}`,
    account: `web:${persona}`,
    address: { channel: 'web', conversation: persona },
    place: 'personal',
    kind: 'click',
    verb: 'settings.save',
    data: {},
    values: { zone: turn % 16 < 8 ? 'Europe/Berlin' : 'Europe/Vienna', quietFrom: '18:00', quietTo: '09:00' },
  }
}

const look = (turn: number, round: string): Incoming => {
  const { key, account, address, place } = press(turn, round)
  return { key, account, address, place, kind: 'word', text: 'help' }
}

/** Parts that are named are run alone. */
const asked = process.argv.slice(2)
const isAsked = (part: string): boolean => asked.length === 0 || asked.includes(part)

const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'))
const world = await openWorld({ file: join(folder, 'product.db') })
const bare = openBare(join(folder, 'bare.db'))
const figures: Comparison[] = []
const facts: Fact[] = []
let round = 0
try {
  for (const concurrency of isAsked('core') ? [1, 32] : []) {
    for (const [name, incoming] of [
      ['a form saved: read, decide, commit, card', press],
      ['a word answered: read, commit, card', look],
    ] as const) {
      round += 1
      const id = `r${round}`
      let product = 0
      let baseline = 0
      figures.push(
        await compare(
          `${name} / bare durable transaction of four rows`,
          () => world.answer(incoming((product += 1), id)),
          async () => bare.press(`${id}-${(baseline += 1)}`, people[baseline % people.length] ?? 'dana'),
          { concurrency },
        ),
      )
    }
  }
  if (isAsked('lease')) facts.push(...(await measureLease(folder)))
  if (isAsked('drain')) facts.push(...(await measureDrain()))
  // `-- fan-out 5000` lets fewer reminders fall due.
  if (isAsked('fan-out')) facts.push(...(await measureFanOut(folder, Number(asked[1] ?? 100_000))))
} finally {
  bare.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
}

const shown = ({ median, least, most }: Range): string =>
  `${median.toFixed(2)} (${least.toFixed(2)}..${most.toFixed(2)})`
console.table(
  figures.map((one) => ({
    what: one.name,
    at: one.concurrency,
    'per second': Math.round(one.product.perSecond),
    baseline: Math.round(one.baseline.perSecond),
    'ratio of rates': shown(one.perSecond),
    'ratio of p50': shown(one.p50),
    'ratio of p99': shown(one.p99),
  })),
)
if (facts.length > 0) console.table(facts)
await mkdir('build', { recursive: true })
await writeFile(outcome, `${JSON.stringify({ node: process.version, figures, facts }, null, 2)}\n`)
