import { fork } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offendersOf, written } from '../year/offenders.ts'
import type { YearReport } from '../year/year.ts'

/** As many as `--people` says, 10,000 with `--large`; each has three certifications. */
const people = Number(process.env['YEAR_PEOPLE'] ?? (process.env['YEAR_LARGE'] === '1' ? 10_000 : 2000))
const seed = Number(process.env['YEAR_SEED'] ?? Date.now() % 1_000_000)
const days = 365

/** In a process of its own, as the program runs: the runner's way of loading modules makes each call of another one slower. */
const lived = (): Promise<YearReport> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'live.ts'), [people, 3 * people, days, seed].map(String), {
      // What is counted is in maps.
      serialization: 'advanced',
      // Little of what a moment makes outlives it: it is not worth looking through often.
      execArgv: ['--import', './guard.mjs', '--max-semi-space-size=64'],
    })
    child.once('message', (report) => resolve(report as YearReport))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the year ended with ${code}`)))
  })

test('a year of an organisation', { timeout: 4 * 3_600_000 }, async () => {
  const report = await lived()

  console.log(written(report, seed))
  expect(offendersOf(report)).toEqual({})
})
