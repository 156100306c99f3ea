import { describe, expect, it } from 'vitest'
import { createTurns } from '../../src/channels/turns.ts'

/** Turns of one a second, three at once, at a moment that stands still until it is moved; and what each caller waits. */
const open = (signal?: AbortSignal) => {
  const at = { now: 1_000_000 }
  const waited: number[] = []
  const turn = createTurns({
    everyMs: 1_000,
    atOnce: 3,
    now: () => at.now,
    ...(signal ? { signal } : {}),
    wait: async (ms) => void waited.push(ms),
  })
  return { at, waited, turn }
}
const times = async (count: number, work: () => Promise<boolean>): Promise<readonly boolean[]> =>
  Promise.all(Array.from({ length: count }, work))

describe('turns', () => {
  it('let a few through at once, and then one after another', async () => {
    const { waited, turn } = open()

    expect(await times(6, turn)).toEqual(Array(6).fill(true))
    // Three, and the one whose turn it is.
    expect(waited).toEqual([1_000, 2_000])
  })

  it('let as many through at once again, once nobody has come for a while', async () => {
    const { at, waited, turn } = open()
    await times(4, turn)
    at.now += 60_000

    await times(4, turn)

    expect(waited).toEqual([])
  })

  it('are over for whoever waits when we stop', async () => {
    const stop = new AbortController()
    const { turn } = open(stop.signal)
    expect(await turn()).toBe(true)
    stop.abort()

    expect(await turn()).toBe(false)
  })
})
