import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Limit } from '../../src/channels/pace.ts'
import { createPace } from '../../src/channels/pace.ts'
import { createMeter } from './token-bucket.ts'

const one = (name: string, ...limits: Limit[]) => [{ name, limits }]
const second: Limit = { most: 1, inMs: 1_000 }

describe('the pace', () => {
  test('lets one message a second into a conversation, and others side by side', () => {
    const pace = createPace(() => 0)

    expect(['a', 'a', 'b', 'a'].map((name) => pace.turn(one(name, second)))).toEqual([
      { inMs: 0 },
      { inMs: 1_020 },
      { inMs: 0 },
      { inMs: 2_040 },
    ])
  })

  test('tells whoever would wait long to come again, one after another, and takes no place for them', () => {
    let now = 0
    const pace = createPace(() => now)
    pace.hold('a', 30_000)

    expect([1, 2, 3].map(() => pace.turn(one('a', second)))).toEqual([
      { againMs: 31_000 },
      { againMs: 32_000 },
      { againMs: 33_000 },
    ])
    now = 40_000
    expect(pace.turn(one('a', second))).toEqual({ inMs: 0 })
  })

  test('does not shorten what a platform asked for', () => {
    const pace = createPace(() => 0)
    pace.hold('a', 30_000)
    pace.hold('a', 1_000)

    expect(pace.held('a')).toBe(30_000)
    expect(pace.held('b')).toBe(0)
  })

  test('counts what somebody waited for, without making them wait', () => {
    const pace = createPace(() => 0)
    pace.spend(one('a', second))
    pace.spend(one('a', second))

    expect(pace.turn(one('a', second))).toEqual({ inMs: 1_020 })
  })

  test('keeps to the narrowest of several limits', () => {
    const pace = createPace(() => 0)
    const buckets = (name: string) => [
      ...one(name, { most: 2, inMs: 1_000 }),
      ...one('all', { most: 3, inMs: 2_000 }),
    ]

    expect(['a', 'a', 'a', 'b'].map((name) => pace.turn(buckets(name)))).toEqual([
      { inMs: 0 },
      { inMs: 0 },
      { inMs: 1_020 },
      { inMs: 2_040 },
    ])
  })

  const limit = fc.record({ most: fc.integer({ min: 1, max: 9 }), inMs: fc.integer({ min: 50, max: 4_000 }) })
  const limits = fc.array(limit, { minLength: 1, maxLength: 3 })

  test('never overfills a bucket that is refilled evenly, nor one that is emptied at once', () => {
    fc.assert(
      fc.property(
        limits,
        limits,
        fc.array(
          fc.record({ to: fc.integer({ min: 0, max: 3 }), afterMs: fc.integer({ min: 0, max: 700 }) }),
          {
            maxLength: 120,
          },
        ),
        (own, shared, asks) => {
          let now = 0
          const pace = createPace(() => now)
          const sent: { readonly to: number; readonly at: number }[] = []
          for (const { to, afterMs } of asks) {
            now += afterMs
            const turn = pace.turn([...one(`c${to}`, ...own), ...one('all', ...shared)])
            if ('inMs' in turn) sent.push({ to, at: now + turn.inMs })
          }
          sent.sort((a, b) => a.at - b.at)

          const meter = createMeter(() => now)
          for (const { to, at } of sent) {
            now = at
            expect(
              meter.pass([
                { name: `c${to}`, rates: own },
                { name: 'all', rates: shared },
              ]),
            ).toBe(0)
          }
          for (const { most, inMs } of shared)
            for (const { at } of sent)
              expect(sent.filter((one) => one.at >= at && one.at < at + inMs).length).toBeLessThanOrEqual(
                most,
              )
        },
      ),
    )
  })

  test('wastes no more than its spare: whoever asks all the time sends nearly as much as the platform takes', () => {
    fc.assert(
      fc.property(limit, ({ most, inMs }) => {
        let now = 0
        const pace = createPace(() => now)
        const count = most * 20
        for (let nth = 0; nth < count; nth += 1) {
          const turn = pace.turn(one('a', { most, inMs }))
          if ('inMs' in turn) now += turn.inMs
          else throw new Error('told to come again')
        }
        expect(now).toBeLessThanOrEqual(19 * (inMs * 1.02 + 1))
      }),
    )
  })
})
