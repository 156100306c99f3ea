import { describe, expect, it } from 'vitest'
import { sha256 } from '../src/hash.ts'
import { openStore } from '../src/store/sqlite/open.ts'
import { personaOf } from './bot/deliveries.ts'
import { certifyOne, giveDana, preview } from './in-campaign.ts'
import { openWorld } from './world.ts'

describe('a campaign that was stopped while its reviews were opened', () => {
  it('goes on where it was, and opens none twice', async () => {
    let left = Number.POSITIVE_INFINITY
    const own = await openWorld({
      open: async (file) => {
        const store = await openStore({ file, hash: sha256 })
        return {
          ...store,
          transact: (work, rescue) => {
            left -= 1
            return left < 0 ? Promise.reject(new Error('the power is gone')) : store.transact(work, rescue)
          },
        }
      },
    })
    await certifyOne(own)
    await giveDana(own, 75)
    await preview(own)
    await personaOf(own, 'priya').press('Yes, start it')

    const found = () => own.read((session) => session.campaigns.find('CMP-1'))
    const stops: number[] = []
    for (const after of [2, 3, 5, 4, 6]) {
      left = after
      await own.remind.tick()
      left = Number.POSITIVE_INFINITY
      stops.push((await found())?.asked ?? 0)
    }
    await own.forward(0)

    expect(stops.some((asked) => asked > 0 && asked < 76)).toBe(true)
    expect(await found()).toMatchObject({ state: 'running', asked: 76, joined: 0 })
    const open = await own.read((session) => session.reviews.open('certification', 200))
    expect(new Set(open.map(({ subject }) => subject)).size).toBe(76)
    expect(open).toHaveLength(76)
    expect(await own.store.audit()).toMatchObject({ sound: true })
    await own.close()
  })
})
