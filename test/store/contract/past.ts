import { describe, expect, test } from 'vitest'
import type { PastKind } from '../../../src/domain/past.ts'
import type { Decided } from '../../../src/ports/reminders.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** What is over, and is forgotten after a while. */
export const pastContract = ({ store, look }: Room): void => {
  const forget = (kind: PastKind, second: number, most = 9) =>
    store.transact((session) => session.past.forget(kind, a.at(second), most))

  test('is forgotten so much at a time, and what is not older than asked is kept', async () => {
    await store.transact(async (session) => {
      for (const second of [1, 2, 3, 4])
        await session.inbox.record(`at ${second}`, 'web:dana', { view: second }, a.at(second))
    })

    const counts = [await forget('deliveries', 4, 2), await forget('deliveries', 4, 2)]

    expect([...counts, await forget('deliveries', 4, 2)]).toEqual([2, 1, 0])
    await look(async (session) => {
      for (const second of [1, 2, 3]) expect(await session.inbox.answered(`at ${second}`)).toBeUndefined()
      expect(await session.inbox.answered('at 4')).toEqual({ view: 4 })
    })
  })

  describe('reminders', () => {
    const noted = (occurrence: string, ...decisions: readonly Omit<Decided, 'because'>[]) =>
      store.transact((session) =>
        session.reminders.note({
          kind: 'review',
          matter: 'CRT-1',
          recipient: 'dana',
          occurrence,
          content: { show: 'home' },
          due: null,
          blocks: false,
          at: a.at(1),
          decisions: decisions.map((one) => ({ ...one, because: 'due-soon' })),
        }),
      )
    const left = async () =>
      (await look((session) => session.reminders.of(['dana'], 20)))
        .map(({ occurrence }) => occurrence)
        .toSorted()

    test('are forgotten where they are over, and stay while they wait, however old', async () => {
      const sent = await noted('sent', { at: a.at(1), outcome: 'ping' })
      const late = await noted('sent late', { at: a.at(1), outcome: 'ping' })
      await noted('merged', { at: a.at(1), outcome: 'merged' })
      await noted('suppressed', { at: a.at(2), outcome: 'suppressed' })
      await noted('new', { at: a.at(1), outcome: 'digest' }, { at: a.at(9), outcome: 'suppressed' })
      await noted('on its way', { at: a.at(1), outcome: 'ping' })
      await noted('for the digest', { at: a.at(1), outcome: 'digest' })
      await noted('deferred', { at: a.at(1), outcome: 'deferred', until: a.at(90) })
      await store.transact(async (session) => {
        await session.reminders.sent(sent ?? 0, a.at(2))
        await session.reminders.sent(late ?? 0, a.at(8))
      })

      expect(await forget('reminders', 5)).toBe(3)
      expect(await left()).toEqual(['deferred', 'for the digest', 'new', 'on its way', 'sent late'])
    })

    test('are not spoken of any more by words that have run out', async () => {
      const say = (matter: string, until: number) =>
        store.transact((session) =>
          session.reminders.say({ person: 'dana', matter, word: 'on-it', at: a.at(0), until: a.at(until) }),
        )
      await say('CRT-1', 1)
      await say('CRT-2', 5)

      expect(await forget('words', 5)).toBe(1)
      const said = (matter: string) => look((session) => session.reminders.said(matter, a.at(0)))
      expect([(await said('CRT-1')).length, (await said('CRT-2')).length]).toEqual([0, 1])
    })
  })

  test('of timers, those that fired are forgotten, but for what is counted from', async () => {
    const timers = [
      { kind: 'review-reminds', subject: 'CRT-1', occurrence: 'old', due: a.at(1) },
      { kind: 'review-reminds', subject: 'CRT-1', occurrence: 'new', due: a.at(1) },
      { kind: 'review-reminds', subject: 'CRT-1', occurrence: 'waits', due: a.at(1) },
      { kind: 'existing-asks', subject: 'CRT-1', occurrence: 'late', due: a.at(1) },
      { kind: 'sweep', subject: 'programme', occurrence: 'night', due: a.at(1) },
    ] as const
    await store.transact(async (session) => {
      for (const timer of timers) await session.timers.set(timer)
      for (const timer of timers.filter(({ occurrence }) => occurrence !== 'waits'))
        await session.timers.fired(timer, a.at(timer.occurrence === 'new' ? 9 : 1))
    })

    expect(await forget('timers', 5)).toBe(1)
    await look(async ({ timers: kept }) => {
      const rungs = await kept.of('review-reminds', 'CRT-1')
      expect(rungs.map(({ occurrence }) => occurrence)).toEqual(['new', 'waits'])
      expect(await kept.of('existing-asks', 'CRT-1')).toHaveLength(1)
      expect(await kept.of('sweep', 'programme')).toHaveLength(1)
    })
  })

  test('of messages, those that arrived or were dropped are forgotten', async () => {
    await store.transact(async (session) => {
      for (const key of ['arrived', 'dropped', 'undelivered', 'waits'])
        await session.outbox.owe(a.owed(key, key))
      for (const row of await session.outbox.lease(a.at(0), a.at(60), 3))
        await session.outbox.settle(
          row,
          row.key === 'arrived'
            ? { state: 'sent' }
            : { state: 'dead', ...(row.key === 'dropped' ? {} : { lost: { why: 'tried', at: a.at(0) } }) },
        )
    })

    expect([await forget('arrived', 5), await forget('dropped', 5)]).toEqual([1, 1])
    await look(async ({ outbox }) => {
      expect(await outbox.undelivered(9)).toHaveLength(1)
      expect(await outbox.nextDue()).toBe(a.at(0))
    })
  })

  test('of codes, those that have run out are forgotten, and those that did not fit', async () => {
    await store.transact(async ({ links }) => {
      const link = { id: 'L1', code: 'one', account: 'web:dana', claimedBy: null, until: a.at(1) }
      await links.offer(link)
      await links.offer({ ...link, id: 'L2', code: 'two', account: 'web:ben', until: a.at(9) })
      for (const second of [1, 2, 9]) await links.miss('web:ana', a.at(second))
    })

    expect([await forget('codes', 5), await forget('misses', 5)]).toEqual([1, 2])
    await look(async ({ links }) => {
      expect(await links.find('L1')).toBeUndefined()
      expect(await links.find('L2')).toMatchObject({ code: 'two' })
      expect(await links.misses('web:ana', a.at(0))).toBe(1)
    })
  })
}
