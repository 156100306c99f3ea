import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, isWorking } from '../../src/domain/calendar.ts'
import { leftToday, nextPortion, portion, portionsOf } from '../../src/domain/drain.ts'
import type { Drained } from '../../src/domain/drain.ts'
import { programme } from './context.ts'

const limited = (noticesPerDay: number) => ({
  ...programme,
  campaigns: { ...programme.campaigns, noticesPerDay },
})
/** A Tuesday morning. */
const tuesday = '2026-11-24T08:00:00.000Z'
const never: Drained = { day: '', count: 0 }

describe('how many are told a day', () => {
  it.each([
    ['a Tuesday on which nobody was told', tuesday, never, 50],
    ['the same, later', '2026-11-24T16:00:00.000Z', { day: '2026-11-24', count: 20 }, 30],
    ['all of them were told', tuesday, { day: '2026-11-24', count: 50 }, 0],
    ['more than a new policy allows', tuesday, { day: '2026-11-24', count: 80 }, 0],
    ['what was told yesterday does not count', tuesday, { day: '2026-11-23', count: 50 }, 50],
    ['a Saturday', '2026-11-28T10:00:00.000Z', never, 0],
    ['a holiday', '2026-12-25T10:00:00.000Z', never, 0],
  ])('%s', (_when, now, drained, left) => {
    expect(leftToday(drained, now, programme)).toBe(left)
  })

  it.each([
    [tuesday, '2026-11-25T09:00:00.000Z'],
    ['2026-11-27T17:00:00.000Z', '2026-11-30T09:00:00.000Z'],
    ['2026-12-24T12:00:00.000Z', '2026-12-28T09:00:00.000Z'],
  ])('after %s goes on at %s', (now, next) => {
    expect(nextPortion(now, programme)).toBe(next)
  })
})

describe('when each of many is told', () => {
  it('is as if day after day were played: never more than so many a day, only on working days, in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.nat({ max: 30 }),
        fc.nat({ max: 40 }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 20 }),
        (perDay, waiting, many, toldToday, daysLater) => {
          const policy = limited(perDay)
          const now = new Date(Date.parse(tuesday) + daysLater * 864e5).toISOString()
          const drained = { day: dayOf(now, 'UTC'), count: toldToday }
          const times = portionsOf({ waiting, many }, drained, now, policy)

          const played: string[] = []
          let at = now
          let kept: Drained = drained
          while (played.length < waiting + many) {
            const left = leftToday(kept, at, policy)
            for (let one = 0; one < left && played.length < waiting + many; one += 1) played.push(at)
            kept = never
            at = nextPortion(at, policy)
          }
          expect(times).toEqual(played.slice(waiting))
          const days = Map.groupBy(times, (time) => dayOf(time, 'UTC'))
          for (const [day, some] of days) {
            expect(some.length).toBeLessThanOrEqual(perDay)
            expect(isWorking(day, programme)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('who is told next', () => {
  it('are the first that may, at most so many; whoever may not keeps their place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ due: fc.nat(), may: fc.boolean() })),
        fc.nat({ max: 10 }),
        (queue, left) => {
          const told = portion(queue, left, ({ may }) => may)
          const rest = queue.filter((one) => !told.includes(one))

          expect(told.length).toBe(Math.min(left, queue.filter(({ may }) => may).length))
          expect(told.every(({ may }) => may)).toBe(true)
          const last = queue.indexOf(told.at(-1) ?? queue[0] ?? { due: 0, may: false })
          if (told.length > 0)
            expect(rest.filter(({ may }) => may).every((one) => queue.indexOf(one) > last)).toBe(true)
          expect([...told, ...rest].length).toBe(queue.length)
        },
      ),
    )
  })
})
