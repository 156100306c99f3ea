import { describe, expect, it } from 'vitest'
import { depart } from '../../src/actions/leaving/depart.ts'
import { contextOf } from '../../src/bot/context.ts'
import { owe } from '../../src/bot/owe.ts'
import type { Asset } from '../../src/domain/asset.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Store } from '../../src/ports/store.ts'
import { inWorld } from '../in-world.ts'
import * as a from '../store/things.ts'
import type { World } from './deliveries.ts'
import { personaOf } from './deliveries.ts'

let world: World
inWorld((opened) => (world = opened))

const known = async (persona: string): Promise<Person> => {
  const found = await world.read((session) => session.people.byAccount(`web:${persona}`))
  if (!found) throw new Error(`${persona} is not there`)
  return found
}

const many = 50
const ids = Array.from({ length: many }, (_, nth) => String(nth + 1))

/** Dana owns fifty things in use with Ben as the deputy, and has built as many for Jonas, whose they are. */
const fill = async (change: Partial<Asset> = {}): Promise<void> => {
  const [dana, ben, jonas] = [await known('dana'), await known('ben'), await known('jonas')]
  await world.read(async (session) => {
    for (const nth of ids) {
      const [asset, certification] = [`AST-${nth}`, `CRT-${nth}`]
      await session.assets.save(
        {
          ...a.asset(asset),
          certification,
          owner: dana.id,
          developer: dana.id,
          deputy: ben.id,
          ...change,
        },
        [a.registered(asset)],
        a.stamp,
      )
      await session.certifications.save(
        a.certification(certification, { asset, owner: dana.id, developer: dana.id, state: 'certified' }),
        [a.drafted(certification)],
        a.stamp,
      )
      const other = `CRT-${Number(nth) + many}`
      await session.certifications.save(
        a.certification(other, { owner: jonas.id, developer: dana.id, state: 'certified' }),
        [a.drafted(other)],
        a.stamp,
      )
    }
  })
}

/** Nobody can reach Dana: the transaction of the nightly look. */
const leave = async (): Promise<void> => {
  const { id } = await known('dana')
  const context = contextOf(world.world, 'system', 'clock')
  await world.read(async (session) => {
    await depart(session, context, id)
    await owe(session, context, { person: null, posted: undefined, matter: undefined })
  })
}

const owned = () =>
  world.read(async (session) => {
    const assets = []
    for (const nth of ids) assets.push(await session.assets.find(`AST-${nth}`))
    return assets.filter((one) => one !== undefined)
  })
const offered = async () => (await owned()).filter(({ handOver }) => handOver?.state === 'offered').length
const passed = async () => {
  const dana = await known('dana')
  return world.read((session) => session.certifications.idsBuiltForOthers([dana.id]))
}

/** What every transaction from now on saves, by how many events. */
const watch = (): readonly number[] => {
  const saved: number[] = []
  const { transact } = world.store
  const watched: Store['transact'] = (work, rescue) =>
    transact(async (session) => {
      const given = await work(session)
      saved.push(session.saved().length)
      return given
    }, rescue)
  Object.assign(world.store, { transact: watched })
  return saved
}

/** What falls due by now, and a moment after. */
const later = async (): Promise<void> => {
  world.wait(1)
  await world.remind.tick()
}

describe('somebody who left and looked after very much', () => {
  it('is seen to in portions, each a transaction of its own; what is theirs has an owner all the while', async () => {
    await fill()
    const dana = await known('dana')
    const saved = watch()
    await leave()

    const early = [await offered(), (await passed()).length]
    expect(early[0] === many && early[1] === 0).toBe(false)
    expect((await owned()).every(({ owner }) => owner === dana.id)).toBe(true)
    await later()

    expect([await offered(), (await passed()).length]).toEqual([many, 0])
    expect((await owned()).every(({ owner, handOver }) => owner === dana.id && handOver !== null)).toBe(true)
    // The leaver's own row beside the first of them.
    expect(Math.max(...saved)).toBeLessThanOrEqual(21)
    const told = await world.read((session) => session.journal.of(dana.id, 9))
    expect(told.filter(({ type }) => type === 'leaver-settled')).toHaveLength(1)
    for (const nth of ids) {
      const entries = await world.read((session) => session.journal.of(`AST-${nth}`, 9))
      expect(entries.filter(({ type }) => type === 'hand-over-offered')).toHaveLength(1)
    }
  })

  it('loses nothing where it is stopped in the middle', async () => {
    await fill()
    await leave()
    const { transact } = world.store
    let left = 2
    const failing: Store['transact'] = (work, rescue) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('stopped')) : transact(work, rescue)
    }
    Object.assign(world.store, { transact: failing })
    await later()
    expect(world.faults.splice(0)).not.toEqual([])
    Object.assign(world.store, { transact })
    const middle = await passed()
    await later()

    expect(middle.length).toBeGreaterThan(0)
    expect([await offered(), (await passed()).length]).toEqual([many, 0])
  })

  it('and is back in the middle of it: nothing more is offered, and what was is theirs', async () => {
    await fill()
    await leave()
    await personaOf(world, 'dana').says('inbox')
    await later()

    expect(await offered()).toBe(0)
    expect((await passed()).length).toBeGreaterThan(0)
    const gone = await known('dana')
    expect(gone.left?.back).not.toBeNull()
  })

  it('has wished to hand it over to the very person who is asked now: it has to find an owner', async () => {
    const [dana, ben] = [await known('dana'), await known('ben')]
    const wished = { id: 'o1', from: dana.id, to: ben.id, by: dana.id, at: a.at(0), until: a.at(59) }
    await fill({ handOver: { ...wished, because: 'asked', state: 'offered', reason: null, tried: [] } })
    await leave()
    await later()

    expect((await owned()).map(({ handOver }) => handOver?.because)).toEqual(ids.map(() => 'left'))
  })
})
