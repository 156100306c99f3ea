import { join } from 'node:path'
import { sha256 } from '../src/hash.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { letter } from '../test/bot/post-office.ts'
import { middle } from './measure.ts'
import type { Fact } from './platform.ts'

const pairs = 9
const single = 200
const batches = 40

/** Leasing and closing a hundred rows at a time over doing so one by one. */
export const measureLease = async (folder: string): Promise<readonly Fact[]> => {
  const store = await openStore({ file: join(folder, 'lease.db'), hash: sha256 })
  const now = '2026-11-24T08:00:00.000Z'
  const until = '2026-11-24T08:01:00.000Z'
  let made = 0
  const fill = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 200) {
      const some = Array.from({ length: Math.min(200, left) }, () => {
        made += 1
        return letter(`n${made}`, { channel: 'slack', user: `u${made}` }, now)
      })
      await store.transact((session) => session.outbox.oweAll(some))
    }
  }
  const perSecond = async (rounds: number, most: number): Promise<number> => {
    await fill(rounds * most)
    const before = performance.now()
    for (let round = 0; round < rounds; round += 1) {
      const rows = await store.transact((session) => session.outbox.lease(now, until, most))
      await store.transact(async (session) => {
        for (const row of rows) await session.outbox.settle(row, { state: 'sent' })
      })
    }
    return (rounds * most * 1000) / (performance.now() - before)
  }
  try {
    await perSecond(20, 100)
    const ratios: number[] = []
    for (let pair = 0; pair < pairs; pair += 1)
      ratios.push((await perSecond(batches, 100)) / (await perSecond(single, 1)))
    const ratio = middle(ratios)
    return [
      {
        name: 'leasing a hundred rows at a time / one by one, in rows a second, at least 20',
        seen: `${ratio.toFixed(1)} (${Math.min(...ratios).toFixed(1)}..${Math.max(...ratios).toFixed(1)})`,
        isMet: ratio >= 20,
      },
    ]
  } finally {
    await store.close()
  }
}
