import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'
import { west } from './zones.ts'

describe('every occurrence from 2024 to 2032', () => {
  it.each(west)('falls due once and in time in %s', (zone) => {
    const { agreed, differences } = compare(zone, '2024-01-01T12:00:00.000Z', '2033-01-01T12:00:00.000Z')

    expect(differences).toEqual([])
    expect(agreed).toBeGreaterThan(20_000)
  })
})
