import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/domain/refusal.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** Transactions: all or nothing, one after another, each answered once. */
export const transactContract = ({ store, look, turn }: Room): void => {
  describe('transact', () => {
    test('gives what the work gives, and keeps what it wrote', async () => {
      const given = await store.transact(async (session) => {
        await session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp)
        return 'done'
      })

      expect(given).toBe('done')
      expect((await look((session) => session.assets.find('AST-1')))?.id).toBe('AST-1')
    })

    test('undoes a refused work alone, among others of the same commit', async () => {
      const work = (id: string, refuse: boolean) =>
        store.transact(async (session) => {
          await session.assets.save(a.asset(id), [a.registered(id)], a.stamp)
          if (refuse) throw new Refusal('not-allowed', 'No.')
          return id
        })

      const results = await Promise.allSettled([
        work('AST-1', false),
        work('AST-2', true),
        work('AST-3', false),
      ])

      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      const found = await look(async (session) => [
        await session.assets.find('AST-1'),
        await session.assets.find('AST-2'),
        await session.assets.find('AST-3'),
      ])
      expect(found.map((asset) => asset?.id)).toEqual(['AST-1', undefined, 'AST-3'])
      expect(await store.audit()).toMatchObject({ sound: true, entries: 2, rows: 2 })
    })

    test('throws what the work threw, the very object', async () => {
      const refusal = new Refusal('own-work', 'You built this, so someone else decides.')

      const refused = store.transact(() => Promise.reject(refusal))

      await expect(refused).rejects.toBe(refusal)
    })

    test('keeps what was typed when the work is refused: the rescue is committed, the work is not', async () => {
      const draft = {
        person: 'dana',
        form: 'register',
        subject: '',
        values: { name: 'Leave' },
        at: a.at(0),
      }

      const answer = await store.transact(
        async (session) => {
          await session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp)
          throw new Refusal('missing', 'One answer is missing.')
        },
        async (session, thrown) => {
          expect(session.saved()).toEqual([])
          await session.drafts.put(draft)
          await session.inbox.record('key', 'web:dana', 'no', a.at(0))
          return thrown instanceof Refusal ? thrown.code : 'fault'
        },
      )

      expect(answer).toBe('missing')
      await look(async (session) => {
        expect(await session.drafts.get('dana', 'register', '')).toEqual(draft)
        expect(await session.inbox.answered('key')).toBe('no')
        expect(await session.assets.find('AST-1')).toBeUndefined()
      })
    })

    test('undoes the rescue too where it throws, and throws that', async () => {
      const refused = store.transact(
        () => Promise.reject(new Error('first')),
        async (session) => {
          await session.inbox.record('key', 'web:dana', 'no', a.at(0))
          throw new Error('second')
        },
      )

      await expect(refused).rejects.toThrow('second')
      expect(await look((session) => session.inbox.answered('key'))).toBeUndefined()
    })

    test('a delivery that comes a hundred times at once has one effect and one answer', async () => {
      await store.transact((session) =>
        session.people.save(a.person('dana', 'Dana'), [a.met('dana')], a.stamp),
      )
      const deliver = () =>
        store.transact(async (session) => {
          const before = await session.inbox.answered('delivery')
          if (before !== undefined) return before
          const dana = await session.people.find('dana')
          if (!dana) throw new Error('dana is gone')
          const version = dana.acknowledged.length + 1
          const acknowledged = [...dana.acknowledged, { version, hash: 'h', at: a.at(0) }]
          await session.people.save({ ...dana, acknowledged, rev: dana.rev + 1 }, [a.seen('dana')], a.stamp)
          const answer = { number: version }
          await session.inbox.record('delivery', 'web:dana', answer, a.at(0))
          return answer
        })

      const answers = await Promise.all(Array.from({ length: 100 }, deliver))

      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"number":1}']))
      expect((await look((session) => session.people.find('dana')))?.acknowledged).toHaveLength(1)
    })

    test('refuses a delivery that is recorded twice, so that nobody can forget to ask', async () => {
      const record = () => store.transact((session) => session.inbox.record('key', 'web:dana', 1, a.at(0)))
      await record()

      await expect(record()).rejects.toThrow()
    })

    test('of two who decide at once, the second sees what the first did', async () => {
      await store.transact((session) =>
        session.approvals.save(a.approval('APR-1', ['steward']), [a.closed('APR-1')], a.stamp),
      )
      const decide = (state: 'approved' | 'rejected') =>
        store.transact(async (session) => {
          const approval = await session.approvals.find('APR-1')
          if (approval?.state !== 'open') throw new Refusal('already-decided', `It is ${approval?.state}.`)
          await session.approvals.save({ ...approval, state, rev: 2 }, [a.closed('APR-1')], a.stamp)
        })

      const results = await Promise.allSettled([decide('approved'), decide('rejected')])

      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
      expect(results[1]).toMatchObject({ reason: { message: 'It is approved.' } })
    })

    test('throws where transact is called inside transact, instead of waiting for itself', async () => {
      const nested = store.transact(() => store.transact(() => Promise.resolve(1)))

      await expect(nested).rejects.toThrow('transact was called inside transact')
    })

    test('may be called by what was started inside, once that has ended', async () => {
      let later: Promise<string> | undefined
      await store.transact(async () => {
        later = turn().then(() => store.transact(() => Promise.resolve('after')))
        await Promise.resolve()
      })

      expect(await later).toBe('after')
    })

    test('refuses work that waits for something other than the database, and undoes it alone', async () => {
      let release = (): void => {}
      const other = new Promise<void>((resolve) => (release = resolve))
      let late: Promise<void> | undefined
      const waits = store.transact(async (session) => {
        await session.inbox.record('waits', 'web:dana', 1, a.at(0))
        await other
        late = session.inbox.record('waits too', 'web:dana', 1, a.at(0))
        await late
      })
      const works = store.transact((session) => session.inbox.record('works', 'web:dana', 1, a.at(0)))

      await expect(waits).rejects.toThrow('something other than the database was awaited')
      await works
      release()
      await other
      await expect(late).rejects.toThrow('this session has ended')
      await look(async (session) => {
        expect(await session.inbox.answered('waits')).toBeUndefined()
        expect(await session.inbox.answered('waits too')).toBeUndefined()
        expect(await session.inbox.answered('works')).toBe(1)
      })
    })

    test('refuses work that did not await one of its calls, and undoes it', async () => {
      const hasty = store.transact(async (session) => {
        void session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp)
        await Promise.resolve()
      })

      await expect(hasty).rejects.toThrow('not awaited')
      expect(await look((session) => session.assets.find('AST-1'))).toBeUndefined()
      expect(await store.audit()).toMatchObject({ sound: true, entries: 0 })
    })

    test('a session is of no use after its transact', async () => {
      const kept = await store.transact(async (session) => Promise.resolve(session))

      await expect(kept.inbox.answered('key')).rejects.toThrow('this session has ended')
    })

    test('close waits for the work that was given, and refuses more', async () => {
      const work = store.transact(() => Promise.resolve('done'))

      const [given] = await Promise.all([work, store.close()])

      expect(given).toBe('done')
      await expect(store.transact(() => Promise.resolve(1))).rejects.toThrow('closed')
    })
  })
}
