import { describe, expect, test } from 'vitest'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** What falls due. */
export const timersContract = ({ store, look }: Room): void => {
  describe('timers', () => {
    const timer = (occurrence: string, second: number) =>
      ({ kind: 'expires', subject: 'CRT-1', occurrence, due: a.at(second) }) as const

    test('fall due in order and fire once, even if they are set again', async () => {
      await store.transact(async (session) => {
        await session.timers.set(timer('second', 2))
        await session.timers.set(timer('first', 1))
        await session.timers.set(timer('first', 9))
        expect(await session.timers.nextDue()).toBe(a.at(1))
        expect(await session.timers.due(a.at(2), 9)).toEqual([timer('first', 1), timer('second', 2)])
        expect(await session.timers.due(a.at(2), 1)).toEqual([timer('first', 1)])
      })
      const fire = () => store.transact((session) => session.timers.fired(timer('first', 1), a.at(3)))

      expect(await Promise.all([fire(), fire()])).toEqual([true, false])
      await store.transact((session) => session.timers.set(timer('first', 1)))
      expect(await look((session) => session.timers.due(a.at(9), 9))).toEqual([timer('second', 2)])
    })

    test('are cleared by subject and kind, but what has fired stays fired', async () => {
      await store.transact(async (session) => {
        await session.timers.set(timer('one', 1))
        await session.timers.fired(timer('one', 1), a.at(1))
        await session.timers.set(timer('two', 2))
        await session.timers.set({ ...timer('two', 2), kind: 'window-opens' })
        await session.timers.set({ ...timer('two', 2), subject: 'CRT-2' })
        await session.timers.clear('CRT-1', ['expires'])
        await session.timers.clear('CRT-2', [])
      })
      await look(async (session) => {
        const due = await session.timers.due(a.at(9), 9)
        expect(due.map((one) => `${one.kind} ${one.subject}`)).toEqual([
          'expires CRT-2',
          'window-opens CRT-1',
        ])
      })

      await store.transact(async (session) => {
        await session.timers.clear('CRT-1')
        await session.timers.set(timer('one', 1))
      })

      expect((await look((session) => session.timers.due(a.at(9), 9))).map((one) => one.subject)).toEqual([
        'CRT-2',
      ])
    })
  })

  test('timers are cleared by how their occurrence begins, as it is written', async () => {
    const asked = (occurrence: string) =>
      ({ kind: 'step-reminds', subject: 'CRT-7', occurrence, due: a.at(1) }) as const
    await store.transact(async (session) => {
      for (const one of ['peer 1', 'peer 2', 'peer_2 1', 'peers 1', '% 1'])
        await session.timers.set(asked(one))
      await session.timers.clear('CRT-7', ['step-reminds'], 'peer ')
      await session.timers.clear('CRT-7', ['step-reminds'], '%')
      await session.timers.clear('CRT-7', ['expires'], 'peers')
    })

    const left = await look((session) => session.timers.of('step-reminds', 'CRT-7'))
    expect(left.map(({ occurrence }) => occurrence)).toEqual(['peer_2 1', 'peers 1'])
    await store.transact((session) => session.timers.clear('CRT-7'))
  })

  test('timers of what recurs are found by kind and subject, and forgotten but for the last', async () => {
    const night = (occurrence: string, second: number, subject = 'programme') =>
      ({ kind: 'sweep', subject, occurrence, due: a.at(second) }) as const
    await store.transact(async (session) => {
      for (const one of [night('3', 3), night('1', 1), night('2', 2), night('1', 1, 'P1')])
        await session.timers.set(one)
      await session.timers.fired(night('1', 1), a.at(1))
      await session.timers.fired(night('2', 2), a.at(2))
      await session.timers.fired(night('1', 1, 'P1'), a.at(2))
      expect(await session.timers.of('sweep', 'programme')).toEqual([
        { ...night('1', 1), isFired: true },
        { ...night('2', 2), isFired: true },
        { ...night('3', 3), isFired: false },
      ])
      expect(await session.timers.nextDue(['sweep'])).toBeUndefined()
      expect(await session.timers.nextDue(['expires'])).toBe(a.at(3))
      await session.timers.forget('sweep', 'programme', '2')
    })

    expect(
      (await look((session) => session.timers.of('sweep', 'programme'))).map((one) => one.occurrence),
    ).toEqual(['2', '3'])
    expect(await look((session) => session.timers.of('sweep', 'P1'))).toHaveLength(1)
  })
}
