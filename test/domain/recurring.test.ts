import { describe, expect, it } from 'vitest'
import type { Misfire, Plan } from '../../src/domain/recurring.ts'
import { recurring, recurringKinds, takeTurn, upcoming } from '../../src/domain/recurring.ts'
import { timerKinds } from '../../src/domain/timer.ts'
import { programme } from '../world.ts'

const daily = (at: string, zone = 'Europe/Berlin'): Plan => ({
  rule: { kind: 'daily', at },
  place: { zone, holidays: [] },
})
const standing = { last: '2026-11-20', waiting: '2026-11-21' }
const now = '2026-11-25T12:00:00.000Z'

describe('what passed while nothing could be carried out', () => {
  it.each<readonly [string, Misfire, string | undefined, number, string, string]>([
    ['becomes one', { kind: 'coalesce' }, '2026-11-25', 0, '2026-11-25', '2026-11-26'],
    [
      'is made up for, one after the other',
      { kind: 'all', most: 9 },
      '2026-11-21',
      0,
      '2026-11-21',
      '2026-11-22',
    ],
    [
      'is made up for as far as the limit goes',
      { kind: 'all', most: 2 },
      '2026-11-24',
      3,
      '2026-11-24',
      '2026-11-25',
    ],
    [
      'is missed but for the latest',
      { kind: 'missed', graceMinutes: 300 },
      '2026-11-25',
      4,
      '2026-11-25',
      '2026-11-26',
    ],
    [
      'is missed where it is too late for it',
      { kind: 'missed', graceMinutes: 60 },
      undefined,
      5,
      '2026-11-25',
      '2026-11-26',
    ],
  ])('%s', (_, misfire, run, missed, done, next) => {
    const turn = takeTurn(daily('09:30'), misfire, standing, now)

    expect([turn.run?.key, turn.missed.length, turn.done?.key, turn.next?.key]).toEqual([
      run,
      missed,
      done,
      next,
    ])
  })

  it('is nothing where the plan was moved to later', () => {
    const turn = takeTurn(
      daily('23:00'),
      { kind: 'coalesce' },
      { last: '2026-11-24', waiting: '2026-11-25' },
      now,
    )

    expect(turn).toEqual({
      run: undefined,
      missed: [],
      done: undefined,
      next: { key: '2026-11-25', due: '2026-11-25T22:00:00.000Z' },
    })
  })
})

describe('the occurrence to wait for', () => {
  it.each([
    ['begins from now on', daily('09:30'), {}, '2026-11-26'],
    ['goes on behind the last', daily('13:30'), { last: '2026-11-25', waiting: '2026-11-26' }, '2026-11-26'],
    [
      'keeps its turn though the new hour has passed',
      daily('08:00'),
      { last: '2026-11-24', waiting: '2026-11-25' },
      '2026-11-25',
    ],
    ['keeps its turn before anything was done', daily('08:00'), { waiting: '2026-11-25' }, '2026-11-25'],
    [
      'is not a day again that was had in another zone',
      daily('09:30', 'America/Los_Angeles'),
      { last: '2026-11-26', waiting: '2026-11-27' },
      '2026-11-27',
    ],
    [
      'leaves out what passed while it was switched off',
      daily('09:30'),
      { last: '2026-11-01' },
      '2026-11-26',
    ],
    [
      'is not had twice on the day it is switched on again',
      daily('23:00'),
      { last: '2026-11-25' },
      '2026-11-26',
    ],
  ])('%s', (_, plan, { last, waiting }: { last?: string; waiting?: string }, expected) => {
    expect(upcoming(plan, { last, waiting }, now)?.key).toBe(expected)
  })
})

describe('the list of what recurs', () => {
  it('has a timer and words for each', () => {
    for (const kind of recurringKinds) {
      expect(timerKinds).toContain(kind)
      expect(recurring[kind].what).toMatch(/^the /)
    }
  })

  it('tidies up by night, by the clock of the organisation', () => {
    const entry = recurring.sweep
    const plan = entry.of === 'programme' ? entry.plan(programme) : null

    expect(plan && upcoming(plan, { last: undefined, waiting: undefined }, now)).toEqual({
      key: '2026-11-26',
      due: '2026-11-26T03:17:00.000Z',
    })
  })
})
