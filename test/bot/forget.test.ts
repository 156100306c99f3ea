import { beforeEach, describe, expect, it } from 'vitest'
import { forgetPast } from '../../src/bot/forget.ts'
import type { Programme } from '../../src/domain/programme.ts'
import { inWorld } from '../in-world.ts'
import { certify, classifyAs, register } from '../journey.ts'
import type { Store } from '../../src/ports/store.ts'
import { programme as shipped } from '../world.ts'
import type { World } from './deliveries.ts'
import { personaOf } from './deliveries.ts'

let world: World
let policy: Programme = shipped
inWorld((opened) => (world = opened), { programme: () => policy })
beforeEach(() => {
  policy = shipped
})
const play = (persona: string) => personaOf(world, persona)
const count = async (type: string) =>
  (await world.read((session) => session.journal.of('CRT-1', 900))).filter((one) => one.type === type).length

describe('what is over', () => {
  it('goes in small portions, each a transaction of its own, and what is left goes on when asked again', async () => {
    await world.read(async (session) => {
      for (let nth = 0; nth < 450; nth += 1)
        await session.inbox.record(`old ${nth}`, 'web:dana', {}, '2026-01-01T00:00:00.000Z')
    })
    const portions: number[] = []
    let stopAt = 1
    const counted: Pick<Store, 'transact'> = {
      transact: async (work) => {
        if (portions.length === stopAt) throw new Error('stopped')
        let forgotten = 0
        const given = await world.store.transact((session) =>
          work({
            ...session,
            past: {
              forget: async (...asked) => (forgotten = await session.past.forget(...asked)),
            },
          }),
        )
        portions.push(forgotten)
        return given
      },
    }

    await expect(forgetPast(counted, world.clock)).rejects.toThrow('stopped')
    stopAt = 99
    await forgetPast(counted, world.clock)

    expect(portions.filter((one) => one > 0)).toEqual([100, 100, 100, 100, 50])
  })

  it('is no rung that comes twice: an owner who heard that they are late is not told so again', async () => {
    await world.remind.plan()
    await register(play('dana'), 'Parking spaces', { in_use: 'yes' })
    for (const at of ['2027-01-24', '2027-02-16', '2027-02-23', '2027-03-09', '2027-09-30'])
      await world.until(`${at}T12:00:00.000Z`)
    const before = await count('existing-overdue')
    policy = { ...shipped, existing: { ...shipped.existing, lateDays: 300 } }
    await world.remind.plan()
    await world.until('2028-01-31T12:00:00.000Z')

    expect(before).toBe(2)
    expect(await count('existing-overdue')).toBe(2)
  })

  it('is forgotten by the nightly tidying: reminders, and rungs that have been', async () => {
    await world.remind.plan()
    await register(play('dana'), 'Team leave calendar')
    await classifyAs(play('dana'), 'low')
    await certify(play('dana'))
    await world.until('2028-10-26T12:00:00.000Z')
    await world.until('2028-12-20T12:00:00.000Z')
    await world.until('2029-01-02T12:00:00.000Z')
    const rungs = async () =>
      (await world.read((session) => session.timers.of('review-reminds', 'CRT-1'))).length
    const dana = await world.read((session) => session.people.byAccount('web:dana'))
    const had = async (isWaiting: boolean) =>
      (await world.read((session) => session.reminders.of([dana?.id ?? ''], 50))).filter(
        ({ sentAt, decisions }) => isWaiting === (sentAt === null && decisions.at(-1)?.outcome === 'digest'),
      ).length
    const before = [await rungs(), await had(false), await had(true)]
    const reminded = await count('review-reminded')
    await world.until('2029-07-31T12:00:00.000Z')

    expect(before.map((one) => one > 0)).toEqual([true, true, true])
    // What no digest has said yet is not over.
    expect([await rungs(), await had(false), await had(true)]).toEqual([0, 0, before[2]])
    expect(await count('review-reminded')).toBe(reminded)
  })
})
