import { certificateDay, deadline, moment } from '../../src/domain/time-words.ts'
import { describe, expect, it } from 'vitest'
import { needWords } from '../../src/cards/needs.ts'
import { duration } from '../../src/cards/words.ts'

const now = '2026-12-08T09:02:00.000Z'
const reader = (zone: string) => ({
  zone,
  locale: 'en',
  now,
  publicUrl: '',
})
const inBerlin = reader('Europe/Berlin')

describe('words of time', () => {
  it('a day of a certificate is that of its picture, wherever somebody reads it', () => {
    expect(certificateDay('2028-11-25T23:44:00.000Z')).toBe('25 November 2028')
    expect(certificateDay('2028-11-25T00:10:00.000Z')).toBe('25 November 2028')
  })

  it('what stays on a card never says today', () => {
    expect(moment(now, inBerlin)).toBe('Tuesday 8 December, 10:02')
    expect(moment('2026-12-09', inBerlin)).toBe('Wednesday 9 December')
  })

  it('a deadline names its day, which is right on another day too', () => {
    expect(deadline('2026-12-08T14:00:00.000Z', inBerlin)).toBe('Tuesday 8 December, 15:00')
    expect(deadline('2026-12-09T09:02:00.000Z', inBerlin)).toBe('Wednesday 9 December, 10:02')
    expect(deadline('2027-12-15T09:02:00.000Z', inBerlin)).toBe('15 December 2027, 10:02')
  })

  it('a deadline that has passed is overdue', () => {
    expect(deadline('2026-12-04T09:02:00.000Z', inBerlin)).toBe('Friday 4 December, 10:02, now overdue')
  })

  it.each([
    [20, '20 minutes'],
    [1, '1 minute'],
    [79, '80 minutes'],
    [90, '90 minutes'],
    [505, '8½ hours'],
  ])('%i minutes are about %s', (minutes, words) => {
    expect(duration(minutes)).toBe(words)
  })

  it.each([
    ['waits for your decision', 'Waits for your decision, by Thursday 24 December'],
    ['has a waiver that ends', 'Has a waiver that ends on Thursday 24 December'],
  ])('a need is a sentence: %s', (what, words) => {
    expect(needWords({ what, due: '2026-12-24' }, inBerlin)).toBe(words)
  })

  it('what is late says since when, not by when', () => {
    expect(needWords({ what: 'is due for review', due: '2026-12-04T09:02:00.000Z' }, inBerlin)).toBe(
      'Is due for review, overdue since Friday 4 December, 10:02',
    )
  })
})
