import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../src/hash.ts'
import { Refusal } from '../src/domain/refusal.ts'
import { erased } from '../src/domain/text.ts'
import type { Session, Store } from '../src/ports/store.ts'
import * as a from './store/things.ts'

/** A new, empty database; `end` closes it and removes what it left. */
export type OpenForTest = () => Promise<{ readonly store: Store; readonly end: () => Promise<void> }>

/** What every implementation of the store has to do. */
export const storeContract = (name: string, open: OpenForTest): void => {
  describe(name, () => {
    let store: Store
    let end: () => Promise<void>
    beforeEach(async () => {
      const opened = await open()
      store = opened.store
      end = opened.end
    })
    afterEach(async () => end())
    const look = <T>(work: (session: Session) => Promise<T>): Promise<T> => store.transact(work)
    const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

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
            const registered = dana.registered + 1
            await session.people.save({ ...dana, registered, rev: dana.rev + 1 }, [a.seen('dana')], a.stamp)
            const answer = { number: registered }
            await session.inbox.record('delivery', 'web:dana', answer, a.at(0))
            return answer
          })

        const answers = await Promise.all(Array.from({ length: 100 }, deliver))

        expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"number":1}']))
        expect((await look((session) => session.people.find('dana')))?.registered).toBe(1)
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

      test('runs the work in the context of the one who asked', async () => {
        const request = new AsyncLocalStorage<string>()
        const ask = (name: string) =>
          request.run(name, () => store.transact(() => Promise.resolve(request.getStore())))

        expect(await Promise.all([ask('one'), ask('two'), ask('three')])).toEqual(['one', 'two', 'three'])
      })

      test('close waits for the work that was given, and refuses more', async () => {
        const work = store.transact(() => Promise.resolve('done'))

        const [given] = await Promise.all([work, store.close()])

        expect(given).toBe('done')
        await expect(store.transact(() => Promise.resolve(1))).rejects.toThrow('closed')
      })
    })

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

        const saved = store.transact((session) =>
          session.assets.save(asset, [a.registered('AST-1')], a.stamp),
        )

        await expect(saved).rejects.toThrow('without its body')
      })
    })

    describe('people', () => {
      const meet = (...people: readonly ReturnType<typeof a.person>[]) =>
        store.transact(async (session) => {
          for (const person of people) await session.people.save(person, [a.met(person.id)], a.stamp)
        })
      const account = (name: string, person: string, second: number, address: string | null = name) => ({
        account: name,
        person,
        address: address === null ? null : { channel: 'web', persona: address },
        lastActiveAt: a.at(second),
      })

      test('are found by each of their accounts, the last used first', async () => {
        await meet(a.person('P1', 'Dana'), a.person('P2', 'Ben'))
        await store.transact(async (session) => {
          await session.people.putAccount(account('web:dana', 'P1', 1))
          await session.people.putAccount(account('slack:T1:U1', 'P1', 2))
        })

        await look(async (session) => {
          expect((await session.people.byAccount('slack:T1:U1'))?.id).toBe('P1')
          expect(await session.people.byAccount('web:nobody')).toBeUndefined()
          expect((await session.people.accounts('P1')).map((one) => one.account)).toEqual([
            'slack:T1:U1',
            'web:dana',
          ])
        })
      })

      test('keep the address of an account that comes without one, and the newer time', async () => {
        await meet(a.person('P1', 'Dana'))
        await store.transact(async (session) => {
          await session.people.putAccount(account('web:dana', 'P1', 5))
          await session.people.putAccount(account('web:dana', 'P1', 3, null))
        })

        expect(await look((session) => session.people.accounts('P1'))).toEqual([account('web:dana', 'P1', 5)])
      })

      test('never take over the account of somebody else', async () => {
        await meet(a.person('P1', 'Dana'), a.person('P2', 'Ben'))
        await store.transact((session) => session.people.putAccount(account('web:dana', 'P1', 1)))

        const taken = store.transact((session) => session.people.putAccount(account('web:dana', 'P2', 2)))

        await expect(taken).rejects.toThrow('another person')
      })

      test('are found by role for as long as they hold it, by name', async () => {
        await meet(a.person('P1', 'Cora', ['steward', 'admin']), a.person('P2', 'Ben', ['steward']))
        await look(async (session) => {
          expect((await session.people.withRole('steward')).map((one) => one.id)).toEqual(['P2', 'P1'])
        })
        await store.transact(async (session) => {
          const ben = await session.people.find('P2')
          if (ben) await session.people.save({ ...ben, roles: [], rev: 2 }, [a.seen('P2')], a.stamp)
        })

        await look(async (session) => {
          expect((await session.people.withRole('steward')).map((one) => one.id)).toEqual(['P1'])
          expect(await session.people.withRole('board')).toEqual([])
        })
      })

      test('finds persons for whom a role is asked for, until that is decided', async () => {
        const request = {
          id: 'r1',
          role: 'steward',
          until: null,
          upTo: null,
          unit: null,
          lead: false,
          by: 'P9',
          at: a.at(0),
        } as const
        const asked = {
          ...a.person('P1', 'Ben'),
          requests: [{ ...request, state: 'asked' as const, closedBy: null }],
        }
        await store.transact(async (session) => {
          await session.people.save(asked, [a.met('P1')], a.stamp)
          await session.people.save(a.person('P2', 'Ana'), [a.met('P2')], a.stamp)
        })
        await look(async (session) => {
          expect((await session.people.withRequests(9)).map((one) => one.id)).toEqual(['P1'])
        })
        await store.transact(async (session) => {
          const ben = await session.people.find('P1')
          const granted = [{ ...request, state: 'granted' as const, closedBy: 'P2' }]
          if (ben) await session.people.save({ ...ben, requests: granted, rev: 2 }, [a.seen('P1')], a.stamp)
        })

        await look(async (session) => {
          expect(await session.people.withRequests(9)).toEqual([])
        })
      })

      test('are found by several of their accounts at once, and not written to on one that has gone', async () => {
        await meet(a.person('P1', 'Ana'), a.person('P2', 'Ben'))
        await store.transact(async (session) => {
          await session.people.putAccount(account('web:dana', 'P1', 1))
          await session.people.putAccount(account('slack:T1:U1', 'P2', 2))
          await session.people.unreach('web:dana', a.at(3))
        })

        const found = await look((session) => session.people.accountsOf(['P1', 'P2']))

        expect(found.map(({ account: one, address }) => [one, address === null])).toEqual([
          ['slack:T1:U1', false],
          ['web:dana', true],
        ])
        expect(await look((session) => session.people.accountsOf([]))).toEqual([])
      })

      test('hand accounts and drafts over to the person that they turned out to be', async () => {
        const draft = { form: 'register', subject: '', values: { name: 'Leave' }, at: a.at(0) }
        await meet(a.person('P1', 'Ana'), a.person('P2', 'Ana'))
        await store.transact(async (session) => {
          await session.people.putAccount(account('web:dana', 'P1', 1))
          await session.people.putAccount(account('slack:T1:U1', 'P2', 2))
          await session.drafts.put({ ...draft, person: 'P1' })
          await session.drafts.put({ ...draft, person: 'P2', values: { name: 'Other' } })
          await session.drafts.put({ ...draft, person: 'P2', form: 'settings' })
          const other = await session.people.find('P2')
          if (other) await session.people.save({ ...other, joinedTo: 'P1', rev: 2 }, [a.seen('P2')], a.stamp)
          await session.people.moveAccounts('P2', 'P1')
        })

        await look(async (session) => {
          expect((await session.people.byAccount('slack:T1:U1'))?.id).toBe('P1')
          expect((await session.people.list(9)).map((one) => one.id)).toEqual(['P1'])
          expect((await session.drafts.of('P1', 9)).map((one) => one.form).sort()).toEqual([
            'register',
            'settings',
          ])
          expect((await session.drafts.get('P1', 'register', ''))?.values).toEqual({ name: 'Leave' })
          expect(await session.drafts.of('P2', 9)).toEqual([])
        })
      })

      test('are listed by name', async () => {
        await meet(a.person('P1', 'cora'), a.person('P2', 'Ben'), a.person('P3', 'Ana'))

        expect((await look((session) => session.people.list(2))).map((one) => one.name.body)).toEqual([
          'Ana',
          'Ben',
        ])
      })
    })

    describe('certifications', () => {
      const save = (...all: readonly ReturnType<typeof a.certification>[]) =>
        store.transact(async (session) => {
          for (const one of all) await session.certifications.save(one, [a.drafted(one.id)], a.stamp)
        })
      const ids = (found: readonly { readonly id: string }[]) => found.map((one) => one.id)

      test('are found by developer or owner, the newest first', async () => {
        await save(
          a.certification('CRT-1', { createdAt: a.at(1) }),
          a.certification('CRT-2', { createdAt: a.at(2), developer: 'ben' }),
          a.certification('CRT-3', { createdAt: a.at(3), developer: 'ben', owner: 'ben' }),
        )

        expect(ids(await look((session) => session.certifications.of(['dana'], 5)))).toEqual([
          'CRT-2',
          'CRT-1',
        ])
        expect(ids(await look((session) => session.certifications.of(['dana'], 1)))).toEqual(['CRT-2'])
      })

      test('ask the person who was named, or anybody of the role, while the step waits', async () => {
        await save(
          a.certification('CRT-1', { state: 'preparing', steps: [a.step('peer', { asked: 'ben' })] }),
          a.certification('CRT-2', { state: 'preparing', steps: [a.step('security', { by: 'security' })] }),
          a.certification('CRT-3', {
            state: 'preparing',
            steps: [a.step('peer', { asked: 'ben', state: 'passed' })],
          }),
          a.certification('CRT-4', { state: 'withdrawn', steps: [a.step('peer', { asked: 'ben' })] }),
        )

        await look(async (session) => {
          expect(ids(await session.certifications.asking(['ben'], [], 5))).toEqual(['CRT-1'])
          expect(ids(await session.certifications.asking(['ben'], ['security'], 5))).toEqual([
            'CRT-1',
            'CRT-2',
          ])
          expect(ids(await session.certifications.asking([''], ['board'], 5))).toEqual([])
        })
      })

      test('stop asking once the step is passed', async () => {
        const waiting = a.certification('CRT-1', {
          state: 'preparing',
          steps: [a.step('peer', { asked: 'ben' })],
        })
        await save(waiting)
        await store.transact(async (session) => {
          await session.certifications.find('CRT-1')
          const steps = [a.step('peer', { asked: 'ben', state: 'passed' as const })]
          await session.certifications.save({ ...waiting, steps }, [a.drafted('CRT-1')], a.stamp)
        })

        expect(await look((session) => session.certifications.asking(['ben'], [], 5))).toEqual([])
      })

      test('are found by the address of their certificate and by state', async () => {
        await save(
          a.certification('CRT-1', { state: 'certified', verify: 'abc' }),
          a.certification('CRT-2', { state: 'preparing' }),
        )

        await look(async (session) => {
          expect((await session.certifications.byVerify('abc'))?.id).toBe('CRT-1')
          expect(await session.certifications.byVerify('abd')).toBeUndefined()
          expect(ids(await session.certifications.inState(['certified', 'expired'], 5))).toEqual(['CRT-1'])
          expect(await session.certifications.inState([], 5)).toEqual([])
        })
      })

      test('know the first of what was there before that an owner has to certify by an instant', async () => {
        const due = '2027-02-22T09:00:00.000Z'
        const there = (owner: string, state: 'draft' | 'preparing' | 'certified', by = due) => ({
          owner,
          state,
          existing: { by: 'list' as const, days: 90, due: by },
        })
        await save(
          a.certification('CRT-1', there('dana', 'certified')),
          a.certification('CRT-2', { owner: 'dana' }),
          a.certification('CRT-3', there('dana', 'draft', '2027-01-01T09:00:00.000Z')),
          a.certification('CRT-4', there('dana', 'preparing')),
          a.certification('CRT-5', there('dana', 'draft')),
          a.certification('CRT-6', there('ben', 'draft')),
        )

        await look(async ({ certifications }) => {
          expect(await certifications.firstBroughtIn('dana', due)).toBe('CRT-4')
          expect(await certifications.firstBroughtIn('ben', due)).toBe('CRT-6')
          expect(await certifications.firstBroughtIn('kenji', due)).toBeUndefined()
        })
      })
    })

    test('approvals wait for the roles of their current stage, the oldest deadline first', async () => {
      const all = [
        a.approval('APR-1', ['steward'], { due: a.at(9) }),
        a.approval('APR-2', ['steward', 'security'], { due: a.at(5) }),
        a.approval('APR-3', ['steward'], { state: 'approved' }),
        a.approval('APR-4', ['board']),
        a.approval('APR-5', ['steward']),
      ]
      await store.transact(async (session) => {
        for (const one of all) await session.approvals.save(one, [a.closed(one.id)], a.stamp)
      })

      await look(async (session) => {
        const waiting = await session.approvals.waitingFor(['steward', 'security'], 5)
        expect(waiting.map((one) => one.id)).toEqual(['APR-2', 'APR-1', 'APR-5'])
        expect(await session.approvals.waitingFor([], 5)).toEqual([])
      })
    })

    test('feedback is found by certification and person', async () => {
      const given = {
        id: 'F1',
        rev: 1,
        certification: 'CRT-1',
        person: 'dana',
        rating: 4,
        words: a.text('fine'),
        at: a.at(0),
      }
      await store.transact((session) =>
        session.feedback.save(
          given,
          [{ type: 'feedback-given', subject: 'F1', certification: 'CRT-1', person: 'dana', rating: 4 }],
          a.stamp,
        ),
      )

      await look(async (session) => {
        expect((await session.feedback.of('CRT-1', 'dana'))?.words?.body).toBe('fine')
        expect(await session.feedback.of('CRT-1', 'ben')).toBeUndefined()
      })
    })

    test('assets are found by owner', async () => {
      await a.saveAssets(store, 'AST-1', 'AST-2')

      expect((await look((session) => session.assets.ownedBy(['dana'], 1))).map((one) => one.id)).toEqual([
        'AST-2',
      ])
      expect(await look((session) => session.assets.ownedBy(['ben'], 1))).toEqual([])
    })

    test('references count on by kind, and a refused work leaves no gap', async () => {
      const next = (kind: 'AST' | 'CRT') => store.transact((session) => session.reference(kind))
      await next('AST')
      await store
        .transact(async (session) => {
          await session.reference('AST')
          throw new Refusal('missing', 'No.')
        })
        .catch(() => {})

      expect([await next('AST'), await next('CRT')]).toEqual(['AST-2', 'CRT-1'])
    })

    test('settings are kept, and each change is journalled', async () => {
      const set = (channel: string) =>
        store.transact((session) =>
          session.settings.set(
            'steward-channel',
            { channel },
            { type: 'steward-channel-set', subject: 'setting:steward-channel', channel },
            a.stamp,
          ),
        )
      await set('one')
      await set('two')

      await look(async (session) => {
        expect(await session.settings.get('steward-channel')).toEqual({ channel: 'two' })
        expect(await session.settings.get('other')).toBeUndefined()
        expect((await session.journal.of('setting:steward-channel', 9)).map((entry) => entry.rev)).toEqual([
          2, 1,
        ])
      })
      expect(await store.audit()).toMatchObject({ sound: true, entries: 2, rows: 1 })
    })

    describe('the journal', () => {
      test('tells who did what, with the words that were typed, the newest first', async () => {
        const reason = a.text('Too wide a sharing')
        const dana = a.person('P1', 'Dana')
        const refused = a.changesRequested('CRT-1', 'P1', reason)
        await store.transact(async (session) => {
          await session.certifications.save(a.certification('CRT-1'), [a.drafted('CRT-1'), refused], {
            ...a.stamp,
            actor: dana,
            platform: 'slack',
          })
          expect(session.saved()).toEqual([a.drafted('CRT-1'), refused])
        })

        const entries = await look((session) => session.journal.of('CRT-1', 9))

        expect(entries.map((entry) => entry.type)).toEqual(['changes-requested', 'certification-drafted'])
        expect(entries[0]).toMatchObject({
          seq: 2,
          at: a.at(0),
          actor: 'P1',
          platform: 'slack',
          subject: 'CRT-1',
          rev: 1,
          policyVersion: 3,
          data: { by: 'P1', reason: a.read(reason) },
          prev: entries[1]?.hash,
        })
        expect(entries[0]?.data).not.toHaveProperty('type')
      })

      test('knows the time of its last entry', async () => {
        expect(await look((session) => session.journal.lastAt())).toBeUndefined()
        await a.saveAssets(store, 'AST-1')

        expect(await look((session) => session.journal.lastAt())).toBe(a.at(0))
      })

      test('is one chain through many commits and refusals', async () => {
        const works = Array.from({ length: 200 }, (_, number) =>
          store.transact(async (session) => {
            const id = await session.reference('AST')
            await session.assets.save(a.asset(id), [a.registered(id), a.reworded(id)], a.stamp)
            if (number % 3 === 0) throw new Refusal('missing', 'No.')
          }),
        )
        await Promise.allSettled(works)

        expect(await store.audit()).toMatchObject({ sound: true, entries: 266, rows: 133 })
      })
    })

    test('the inbox forgets what is older than asked', async () => {
      await store.transact(async (session) => {
        await session.inbox.record('old', 'web:dana', { view: 1 }, a.at(1))
        await session.inbox.record('new', 'web:dana', null, a.at(2))
        await session.inbox.purge(a.at(2))
      })

      await look(async (session) => {
        expect(await session.inbox.answered('old')).toBeUndefined()
        expect(await session.inbox.answered('new')).toBeNull()
      })
    })

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

    test('everybody who stands for themselves is visited page by page', async () => {
      await store.transact(async (session) => {
        for (const id of ['P3', 'P1', 'P2', 'P4'])
          await session.people.save(
            { ...a.person(id, id), joinedTo: id === 'P2' ? 'P1' : null },
            [a.met(id)],
            a.stamp,
          )
      })
      const page = (after: string) =>
        look(async (session) => (await session.people.page(after, 2)).map(({ id }) => id))

      expect(await page('')).toEqual(['P1', 'P3'])
      expect(await page('P3')).toEqual(['P4'])
      expect(await page('P4')).toEqual([])
    })

    test('a code is found by its hash while it is kept, one per account, and wrong ones are counted', async () => {
      const first = { id: 'L1', code: 'one', account: 'web:dana', claimedBy: null, until: a.at(9) }
      await store.transact(async (session) => {
        await session.links.offer(first)
        await session.links.offer({ ...first, id: 'L2', code: 'two' })
        await session.links.claim('L2', 'slack:T1:U1')
        await session.links.miss('web:ben', a.at(1))
        await session.links.miss('web:ben', a.at(3))
      })

      await look(async (session) => {
        expect(await session.links.byCode('one')).toBeUndefined()
        expect(await session.links.byCode('two')).toEqual({
          ...first,
          id: 'L2',
          code: 'two',
          claimedBy: 'slack:T1:U1',
        })
        expect(await session.links.misses('web:ben', a.at(1))).toBe(1)
        expect(await session.links.misses('web:dana', a.at(0))).toBe(0)
      })
      await store.transact((session) => session.links.drop('L2'))
      expect(await look((session) => session.links.find('L2'))).toBeUndefined()
    })

    test('what a decision rested on stays as it was, and its latest record is found', async () => {
      const first = a.certification('CRT-1')
      await store.transact(async (session) => {
        await session.certifications.save(first, [a.drafted('CRT-1')], a.stamp)
        await session.records.keep('CRT-1', ['CRT-1', 'AST-9'], a.at(1))
      })
      await store.transact(async (session) => {
        const found = await session.certifications.find('CRT-1')
        if (!found) throw new Error('CRT-1 is gone')
        const withdrawn = { ...found, rev: 2, state: 'withdrawn' } as const
        await session.certifications.save(withdrawn, [a.drafted('CRT-1')], a.stamp)
        await session.records.keep('CRT-2', ['CRT-1'], a.at(2))
      })

      await look(async (session) => {
        const record = await session.records.latest('CRT-1')
        expect(record).toMatchObject({ at: a.at(1), states: [{ subject: 'CRT-1', state: { rev: 1 } }] })
        expect(record?.states).toHaveLength(1)
        expect(await session.records.latest('CRT-2')).toMatchObject({ states: [{ state: { rev: 2 } }] })
        expect(await session.records.latest('CRT-3')).toBeUndefined()
        expect(await session.records.now(['CRT-1'])).toMatchObject([{ state: { rev: 2 } }])
        const digests = (await session.records.lines(['CRT-1'])).map(
          ({ line }) => (JSON.parse(line) as { digest: string }).digest,
        )
        expect(digests).toContain(sha256(record?.states[0]?.bare))
      })
    })

    test('the words that bare values name come with the salts that their hashes need', async () => {
      await store.transact((session) =>
        session.assets.save(a.asset('AST-1', 'Leave calendar'), [a.registered('AST-1')], a.stamp),
      )

      await look(async (session) => {
        const [asset] = await session.records.now(['AST-1'])
        const words = await session.records.words([asset?.bare, { text: 'TXT-0', hash: 'x' }])
        const name = words.find(({ body }) => body === 'Leave calendar')
        expect(asset?.bare).toMatchObject({
          name: { text: name?.id, hash: sha256(`${name?.salt}${name?.body}`) },
        })
        expect(words.some(({ id }) => id === 'TXT-0')).toBe(false)
      })
    })

    test('a text of the policy is kept once, by its hash', async () => {
      const policy = { hash: 'h1', version: 1, text: 'version: 1', at: a.at(1) }
      await store.transact((session) => session.policies.keep(policy))
      await store.transact((session) => session.policies.keep({ ...policy, text: 'other' }))

      expect(await look((session) => session.policies.find('h1'))).toBe('version: 1')
      expect(await look((session) => session.policies.find('h2'))).toBeUndefined()
    })

    test('a link to an evidence pack is found by its hash until it is dropped, or has run out when the next is made', async () => {
      const link = { code: 'one', certification: 'CRT-1', person: 'dana', platform: 'web', until: a.at(9) }
      await store.transact((session) => session.downloads.offer(link, a.at(0)))
      await store.transact((session) =>
        session.downloads.offer({ ...link, code: 'two', until: a.at(20) }, a.at(8)),
      )
      expect(await look((session) => session.downloads.find('one'))).toEqual(link)

      await store.transact((session) => session.downloads.offer({ ...link, code: 'three' }, a.at(9)))
      await store.transact((session) => session.downloads.drop('two'))

      await look(async (session) => {
        for (const code of ['one', 'two']) expect(await session.downloads.find(code)).toBeUndefined()
        expect(await session.downloads.find('three')).toMatchObject({ certification: 'CRT-1' })
      })
    })

    test('drafts are kept per person, form and subject, the newest first, and dropped', async () => {
      const draft = (form: string, second: number, name: string) => ({
        person: 'dana',
        form,
        subject: 'CRT-1',
        values: { name },
        at: a.at(second),
      })
      await store.transact(async (session) => {
        await session.drafts.put(draft('register', 1, 'Lea'))
        await session.drafts.put(draft('questions', 2, 'x'))
        await session.drafts.put(draft('register', 3, 'Leave'))
      })
      expect(await look((session) => session.drafts.of('dana', 9))).toEqual([
        draft('register', 3, 'Leave'),
        draft('questions', 2, 'x'),
      ])

      await store.transact((session) => session.drafts.drop('dana', 'register', 'CRT-1'))

      await look(async (session) => {
        expect(await session.drafts.get('dana', 'register', 'CRT-1')).toBeUndefined()
        expect(await session.drafts.get('dana', 'questions', 'CRT-1')).toEqual(draft('questions', 2, 'x'))
        expect(await session.drafts.get('ben', 'questions', 'CRT-1')).toBeUndefined()
      })
    })

    describe('search', () => {
      beforeEach(async () => {
        const register = [
          ['AST-1', 'Team leave calendar', 'Shows who of the team is away and when'],
          ['AST-2', 'Stock count', 'Counts what is in the shelves with a service account'],
          ['AST-3', 'Überstunden-Liste', 'Collects the hours that were worked in addition'],
          ['AST-4', 'Café orders', 'Orders for the café'],
          ['AST-5', 'Expense report', 'Sums up the expenses of a trip'],
        ] as const
        await store.transact(async (session) => {
          for (const [id, name, purpose] of register)
            await session.assets.save(a.asset(id, name, purpose), [a.registered(id)], a.stamp)
        })
      })
      const search = (words: string, most = 5) => look((session) => session.assets.search(words, most))
      const first = async (words: string) => (await search(words))[0]?.asset

      test.each([
        ['leave calender', 'AST-1'],
        ['calandar', 'AST-1'],
        ['clalendar', 'AST-1'],
        ['cal', 'AST-1'],
        ['STOCK', 'AST-2'],
        ['stok', 'AST-2'],
        ['uberstunden', 'AST-3'],
        ['überstunden liste', 'AST-3'],
        ['cafe', 'AST-4'],
        ['expence reports', 'AST-5'],
        ['a calendar that shows when people of my team are on leave', 'AST-1'],
      ])('finds for "%s" %s', async (words, id) => {
        expect(await first(words)).toBe(id)
      })

      test('says which words matched, as they are written', async () => {
        expect(await search('leave calender', 1)).toEqual([
          { asset: 'AST-1', matched: ['leave', 'calendar'] },
        ])
        expect((await search('uberstunden'))[0]?.matched).toEqual(['Überstunden'])
      })

      test.each([
        ['nothing', ''],
        ['blanks', '   \n'],
        ['words that say nothing', 'the and of is a'],
        ['operators', '" OR * NEAR( -name: ^ ) {a b} : AND NOT'],
        ['a stray quote', "'; drop table assets; --"],
        ['emoji', '😀 👩‍👩‍👧'],
        ['ten thousand letters', 'x'.repeat(10_000)],
        ['a null character', '\u0000'],
        ['a lone surrogate', '\ud800'],
      ])('finds nothing for %s', async (_, words) => {
        expect(await search(words)).toEqual([])
      })

      test('finds a word among hostile ones', async () => {
        expect(await first(`"stock* NEAR(${' zzz'.repeat(3_000)}`)).toBe('AST-2')
      })

      test('finds by kind and platform', async () => {
        expect((await search('power-apps', 9)).map((one) => one.asset).sort()).toEqual([
          'AST-1',
          'AST-2',
          'AST-3',
          'AST-4',
          'AST-5',
        ])
      })

      test('gives at most as many as asked', async () => {
        expect(await search('power', 2)).toHaveLength(2)
        expect(await search('power', 0)).toEqual([])
      })

      test('forgets the words of before once an asset is renamed', async () => {
        await store.transact(async (session) => {
          const asset = await session.assets.find('AST-2')
          if (!asset) throw new Error('the asset is gone')
          const renamed = {
            ...asset,
            rev: 2,
            name: a.text('Warehouse numbers'),
            purpose: a.text('Tells how much is left'),
          }
          await session.assets.save(renamed, [a.reworded('AST-2')], a.stamp)
        })

        expect(await search('stock')).toEqual([])
        expect(await first('warehous')).toBe('AST-2')
      })
    })

    test('words that were erased are shown as erased in every row that had them', async () => {
      const gone = { text: 'TXT-never-kept', hash: 'h', body: 'secret' }
      await store.transact((session) =>
        session.assets.save({ ...a.asset('AST-1'), purpose: gone }, [a.registered('AST-1')], a.stamp),
      )

      expect((await look((session) => session.assets.find('AST-1')))?.purpose.body).toBe(erased)
      expect(await store.audit()).toMatchObject({ sound: true })
    })

    test('an empty store is sound and in order', async () => {
      expect(await store.audit()).toEqual({ sound: true, entries: 0, rows: 0, head: '' })
      await store.check()
    })
  })
}
