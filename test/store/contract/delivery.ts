import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/ports/store.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** What came in, what is owed, and what is up. */
export const deliveryContract = ({ store, look }: Room): void => {
  describe('the outbox', () => {
    const owe = (...rows: readonly Parameters<Session['outbox']['owe']>[0][]) =>
      store.transact(async (session) => {
        for (const row of rows) await session.outbox.owe(row)
      })
    const lease = (now: number, most = 9) =>
      store.transact((session) => session.outbox.lease(a.at(now), a.at(now + 60), most))
    const settle = (...given: Parameters<Session['outbox']['settle']>) =>
      store.transact((session) => session.outbox.settle(...given))
    const keys = (rows: readonly { readonly key: string }[]) => rows.map((row) => row.key)

    test('tells a session that something was owed in it, and no other one', async () => {
      const told = await store.transact(async (session) => {
        const before = session.hasOwed()
        await session.outbox.owe(a.owed('k1', 'P1'))
        return [before, session.hasOwed()]
      })

      expect(told).toEqual([false, true])
      expect(await store.transact(async (session) => session.hasOwed())).toBe(false)
    })

    test('owes once per key', async () => {
      await owe(a.owed('one', 'dana'), { ...a.owed('one', 'ben'), content: 'other' })

      const rows = await lease(0)

      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ ...a.owed('one', 'dana'), state: 'leased', attempt: 1 })
    })

    test('gives what is due, oldest first, at most as many as asked', async () => {
      await owe(
        a.owed('later', 'ana', a.at(5)),
        a.owed('soon', 'ben', a.at(1)),
        a.owed('now', 'cora', a.at(0)),
      )

      expect(keys(await lease(1, 1))).toEqual(['now'])
      expect(keys(await lease(4))).toEqual(['soon'])
    })

    test('gives a row to one only, until the lease runs out', async () => {
      await owe(a.owed('one', 'dana'))
      const [first] = await lease(0)

      expect(await lease(59)).toEqual([])
      const [second] = await lease(60)
      expect(second).toMatchObject({ key: 'one', attempt: 2 })
      if (!first || !second) throw new Error('nothing was leased')
      expect(await settle(first, { state: 'sent' })).toBe(false)
      expect(await settle(second, { state: 'sent' })).toBe(true)
      expect(await settle(second, { state: 'sent' })).toBe(false)
      expect(await lease(500)).toEqual([])
    })

    test('keeps the order for each recipient: one at a time, and a retry holds the next ones back', async () => {
      await owe(a.owed('dana 1', 'dana'), a.owed('dana 2', 'dana'), a.owed('ben 1', 'ben'))

      const [first, ...others] = await lease(0)
      if (!first) throw new Error('nothing was leased')
      expect(keys([first, ...others])).toEqual(['dana 1', 'ben 1'])
      expect(await lease(1)).toEqual([])
      await settle(first, { state: 'ready', due: a.at(30) })
      expect(await lease(2)).toEqual([])
      const [again] = await lease(30)
      if (!again) throw new Error('nothing was leased')
      expect(again.key).toBe('dana 1')
      await settle(again, { state: 'dead' })
      expect(keys(await lease(31))).toEqual(['dana 2'])
    })

    test('a reminder for later holds nothing back', async () => {
      await owe(a.owed('next week', 'dana', a.at(50)), a.owed('now', 'dana', a.at(0)))

      expect(keys(await lease(0))).toEqual(['now'])
    })

    test('says when it has to be looked at next', async () => {
      const nextDue = () => store.transact((session) => session.outbox.nextDue())
      expect(await nextDue()).toBeUndefined()
      await owe(a.owed('two', 'dana', a.at(2)), a.owed('one', 'ben', a.at(1)))
      expect(await nextDue()).toBe(a.at(1))

      await lease(1)

      expect(await nextDue()).toBe(a.at(2))
    })

    test('does not ask to be looked at for what is held back', async () => {
      await owe(a.owed('one', 'dana', a.at(5)))
      await lease(5)
      await owe(a.owed('two', 'dana', a.at(3)), a.owed('three', 'dana', a.at(6)))

      expect(await store.transact((session) => session.outbox.nextDue())).toBeUndefined()
    })

    test('keeps the card to be repainted, and an address to send to', async () => {
      const address = { channel: 'slack', team: 'T1', conversation: 'C1' }
      const replaces = { address, message: '12.34' }
      await owe({ ...a.owed('one', 'x'), to: { address }, replaces })

      expect((await lease(0))[0]).toMatchObject({ to: { address }, replaces })
    })
  })

  test('of the cards that are up, there is one per matter and account', async () => {
    const address = { channel: 'web', persona: 'dana' }
    const card = (account: string, message: string, second: number) => ({
      matter: 'CRT-1',
      account,
      posted: { address, message },
      at: a.at(second),
    })
    await store.transact(async (session) => {
      await session.posted.put(card('web:dana', 'm1', 1))
      await session.posted.put(card('web:ben', 'm2', 2))
      await session.posted.put(card('web:dana', 'm3', 3))
    })
    expect(await look((session) => session.posted.of('CRT-1'))).toEqual([
      card('web:ben', 'm2', 2),
      card('web:dana', 'm3', 3),
    ])

    await store.transact((session) => session.posted.forget({ address, message: 'm3' }))

    expect(await look((session) => session.posted.of('CRT-1'))).toEqual([card('web:ben', 'm2', 2)])
    expect(await look((session) => session.posted.of('CRT-2'))).toEqual([])
  })
}
