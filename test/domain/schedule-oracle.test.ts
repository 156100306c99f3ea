import { describe, expect, it } from 'vitest'
import { compare } from '../calendar/compare.ts'

/** A part of what `npm run test:calendar` compares: the years and zones in which most happens. */
const parts = [
  ['Europe/Vienna', 2026],
  ['America/New_York', 2026],
  ['America/Sao_Paulo', 2026],
  ['America/Santiago', 2026],
  ['America/Nuuk', 2026],
  ['Africa/Casablanca', 2026],
  ['Africa/Cairo', 2026],
  ['Antarctica/Troll', 2026],
  ['Asia/Almaty', 2024],
  ['Asia/Beirut', 2026],
  ['Asia/Kathmandu', 2026],
  ['Australia/Lord_Howe', 2026],
  ['Pacific/Apia', 2026],
  ['Pacific/Chatham', 2026],
  // The year whose 30 December the clocks of Samoa left out.
  ['Pacific/Apia', 2011],
  // The year in which the clocks of Venezuela moved by half an hour.
  ['America/Caracas', 2016],
] as const

describe('the schedule, against a wall clock that is walked minute by minute', () => {
  it.each(parts)('loses and doubles nothing in %s in %i', (zone, year) => {
    const { agreed, differences } = compare(
      zone,
      `${year}-01-01T12:00:00.000Z`,
      `${year + 1}-01-15T12:00:00.000Z`,
    )

    expect(differences).toEqual([])
    expect(agreed).toBeGreaterThan(3000)
  })
})
