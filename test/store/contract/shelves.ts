import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/ports/store.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** State rows, and what a session knows of them. */
export const shelvesContract = ({ store, look }: Room): void => {
  describe('shelves', () => {
    test('give back what was saved, with the words that were typed', async () => {
      const asset = a.asset('AST-1', 'Überstunden ${x} [a](https://evil) 🙂', 'x'.repeat(10_000))
      await store.transact((session) => session.assets.save(asset, [a.registered('AST-1')], a.stamp))

      const found = await look((session) => session.assets.find('AST-1'))

      expect(found).toEqual({ ...asset, name: a.read(asset.name), purpose: a.read(asset.purpose) })
    })

    test('keep the words of a thing that was read and saved again', async () => {
      await a.saveAssets(store, 'AST-1')
      await store.transact(async (session) => {
        const asset = await session.assets.find('AST-1')
        if (asset)
          await session.assets.save({ ...asset, rev: 2, owner: 'ana' }, [a.reworded('AST-1')], a.stamp)
      })

      const found = await look((session) => session.assets.find('AST-1'))

      expect(found).toMatchObject({ rev: 2, owner: 'ana', name: { body: 'Leave calendar' } })
    })

    test('know nothing of what was never saved', async () => {
      expect(await look((session) => session.certifications.find('CRT-9'))).toBeUndefined()
    })

    test('save a thing twice in one session', async () => {
      await store.transact(async (session) => {
        const asset = a.asset('AST-1')
        await session.assets.save(asset, [a.registered('AST-1')], a.stamp)
        await session.assets.save({ ...asset, rev: 2 }, [a.reworded('AST-1')], a.stamp)
      })

      expect((await look((session) => session.assets.find('AST-1')))?.rev).toBe(2)
    })

    test('are found as they stand: as read, as saved, and as another session left them', async () => {
      await store.transact((session) => session.people.save(a.person('P1', 'Ana'), [a.met('P1')], a.stamp))

      const seen = await store.transact(async (session) => {
        const first = await session.people.find('P1')
        const again = await session.people.find('P1')
        await session.people.save(
          { ...a.person('P1', 'Ana'), zone: 'Europe/Vienna', rev: 2 },
          [a.seen('P1')],
          a.stamp,
        )
        return { first, again, saved: await session.people.find('P1') }
      })
      const later = await store.transact((session) => session.people.find('P1'))

      expect(seen.again).toEqual(seen.first)
      expect(seen.first).toMatchObject({ rev: 1 })
      expect(seen.saved).toMatchObject({ rev: 2, zone: 'Europe/Vienna' })
      expect(later).toEqual(seen.saved)
    })

    test('refuse to write over a thing that this session did not read', async () => {
      await a.saveAssets(store, 'AST-1')

      await expect(a.saveAssets(store, 'AST-1')).rejects.toThrow('did not read it')
    })

    test('refuse a change without an event, and an event about something else', async () => {
      const save = (events: Parameters<Session['assets']['save']>[1]) =>
        store.transact((session) => session.assets.save(a.asset('AST-1'), events, a.stamp))

      await expect(save([])).rejects.toThrow('without an event')
      await expect(save([a.registered('AST-2')])).rejects.toThrow('is about AST-2')
      expect(await look((session) => session.assets.find('AST-1'))).toBeUndefined()
    })

    test('refuse a text whose words are missing, instead of erasing them', async () => {
      const { text, hash } = a.text('gone')
      // What a careless copy of a stored row would be.
      const asset = { ...a.asset('AST-1'), name: { text, hash } } as ReturnType<typeof a.asset>

      const saved = store.transact((session) => session.assets.save(asset, [a.registered('AST-1')], a.stamp))

      await expect(saved).rejects.toThrow('without its body')
    })
  })
}
