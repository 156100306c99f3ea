import { expect, test } from 'vitest'
import { offendersOf, written } from '../year/offenders.ts'
import { liveThrough } from '../year/year.ts'

/** As many as `--people` says, 10,000 with `--large`; each has three certifications. */
const people = Number(process.env['YEAR_PEOPLE'] ?? (process.env['YEAR_LARGE'] === '1' ? 10_000 : 2000))
const seed = Number(process.env['YEAR_SEED'] ?? Date.now() % 1_000_000)

test('a year of an organisation', { timeout: 4 * 3_600_000 }, async () => {
  const report = await liveThrough({ people, certifications: 3 * people, days: 365, seed })

  console.log(written(report, seed))
  expect(offendersOf(report)).toEqual({})
})
