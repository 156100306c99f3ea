import { describe, expect, it } from 'vitest'
import { createInGroups } from '../../src/bot/in-groups.ts'

/** The sizes of the groups in which so many things are done that take so many milliseconds each. */
const sizesOf = async (count: number, ms: number): Promise<readonly number[]> => {
  let now = 0
  let underWay = 0
  const sizes: number[] = []
  const inGroups = createInGroups(() => now)
  await inGroups(
    Array.from({ length: count }, (_, nth) => nth),
    async () => {
      underWay += 1
      await Promise.resolve()
      if (underWay > 0) sizes.push(underWay)
      underWay = 0
      now += ms
    },
  )
  return sizes
}

describe('a thing done in bulk', () => {
  it('goes in groups that grow while they are quick', async () => {
    const sizes = await sizesOf(30, 0)

    expect(sizes.slice(0, 4)).toEqual([1, 2, 3, 4])
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30)
  })

  it('goes one by one where each takes long, so that whoever presses a button waits for one', async () => {
    expect(await sizesOf(5, 50)).toEqual([1, 1, 1, 1, 1])
    // A whole millisecond is as long as a group may take: two would keep whoever waits for twice that.
    expect(await sizesOf(5, 1)).toEqual([1, 1, 1, 1, 1])
  })

  it('finds a size that takes about a millisecond', async () => {
    const sizes = await sizesOf(200, 0.25)

    expect(Math.max(...sizes)).toBeLessThanOrEqual(5)
    expect(sizes.slice(10, -1).every((size) => size >= 2)).toBe(true)
  })

  it('lets whoever pressed a button meanwhile go before the next group', async () => {
    const order: string[] = []
    const inGroups = createInGroups(() => 0)

    await inGroups(['first', 'second'], (one) => {
      order.push(one)
      if (one === 'first') setImmediate(() => order.push('press'))
      return Promise.resolve()
    })

    expect(order).toEqual(['first', 'press', 'second'])
  })

  it('gives a fault on, and begins nothing after the group', async () => {
    const begun: number[] = []
    const inGroups = createInGroups(() => 0)

    await expect(
      inGroups([1, 2, 3, 4], async (one) => {
        begun.push(one)
        if (one === 2) throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(begun).toEqual([1, 2, 3])
  })
})
