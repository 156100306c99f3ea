import { expect, test } from 'vitest'
import { offendersOf } from './offenders.ts'
import { liveThrough } from './year.ts'

test(
  'two months of a small organisation: nobody too often, nothing at night, nothing late, lost or without an owner',
  { timeout: 240_000 },
  async () => {
    const report = await liveThrough({ people: 40, certifications: 120, days: 60, seed: 4 })
    const often = (name: string): number => report.figures.counts.get(name) ?? 0

    expect(offendersOf(report)).toEqual({})
    expect(often('reviews closed')).toBeGreaterThan(20)
    for (const what of [
      'pings',
      'roles granted for a while',
      'roles ended',
      'waivers granted',
      'waivers ended',
      'decisions taken back',
      'accounts linked',
    ])
      expect(often(what), what).toBeGreaterThan(0)
    expect(report.audit.sound).toBe(true)
  },
)

test('the same seed gives the same weeks', { timeout: 240_000 }, async () => {
  const few = { people: 12, certifications: 24, days: 15, seed: 5 }

  const [one, other] = [await liveThrough(few), await liveThrough(few)]

  expect(one.audit).toEqual(other.audit)
  expect(one.figures).toEqual(other.figures)
})
