import { describe, expect, test } from 'vitest'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** Persons, their accounts, and the codes that link two. */
export const peopleContract = ({ store, look }: Room): void => {
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

    test('are reached by the account that was used last, though the time of the same minute is not written', async () => {
      await meet(a.person('P1', 'Dana'))
      const use = async (name: string, second: number) => {
        await store.transact((session) => session.people.putAccount(account(name, 'P1', second)))
        const [latest] = await look((session) => session.people.accounts('P1'))
        return [latest?.account, latest?.lastActiveAt]
      }

      expect(await use('web:dana', 1)).toEqual(['web:dana', a.at(1)])
      expect(await use('web:dana', 60)).toEqual(['web:dana', a.at(1)])
      expect(await use('web:dana', 61)).toEqual(['web:dana', a.at(61)])
      expect(await use('slack:T1:U1', 62)).toEqual(['slack:T1:U1', a.at(62)])
      expect(await use('web:dana', 63)).toEqual(['web:dana', a.at(63)])
    })

    test('are there again, and at their new address, from the moment that they write', async () => {
      await meet(a.person('P1', 'Dana'))
      const put = (second: number, address: string) =>
        store.transact((session) => session.people.putAccount(account('web:dana', 'P1', second, address)))
      const found = async () => (await look((session) => session.people.foundOf('P1')))[0]
      await put(1, 'web:dana')
      await store.transact((session) =>
        session.people.look('web:dana', '2026-11-24', { missingOn: '2026-11-24', goneOn: null }),
      )
      await put(2, 'web:dana')
      expect(await found()).toMatchObject({ missingOn: null, lastActiveAt: a.at(2) })

      await put(3, 'elsewhere')
      expect((await found())?.address).toEqual({ channel: 'web', persona: 'elsewhere' })

      await store.transact((session) => session.people.unreach('web:dana', a.at(4)))
      await put(5, 'elsewhere')
      expect(await found()).toMatchObject({ unreachedAt: null, address: { persona: 'elsewhere' } })
    })

    test('never take over the account of somebody else', async () => {
      await meet(a.person('P1', 'Dana'), a.person('P2', 'Ben'))
      await store.transact((session) => session.people.putAccount(account('web:dana', 'P1', 1)))

      const taken = store.transact((session) => session.people.putAccount(account('web:dana', 'P2', 2)))

      await expect(taken).rejects.toThrow('another person')
    })

    test('are found by whom they named to decide in their place', async () => {
      const away = { from: '2026-11-24', to: '2026-11-27', delegate: 'P2' }
      await store.transact(async (session) => {
        await session.people.save({ ...a.person('P1', 'Ana', ['steward']), away }, [a.met('P1')], a.stamp)
        await session.people.save(a.person('P2', 'Ben'), [a.met('P2')], a.stamp)
      })
      const standIn = async (id: string) =>
        (await look((session) => session.people.whoseDelegate([id, 'P9']))).map((one) => one.id)
      const mayBeNeeded = (id: string) => look((session) => session.people.mayBeNeeded([id], a.at(0)))

      expect([await standIn('P1'), await standIn('P2'), await standIn('')]).toEqual([[], ['P1'], []])
      expect(await mayBeNeeded('P2')).toBe(true)
      await store.transact(async (session) => {
        const found = await session.people.find('P1')
        if (found) await session.people.save({ ...found, away: null }, [a.seen('P1')], a.stamp)
      })
      expect([await standIn('P2'), await mayBeNeeded('P2')]).toEqual([[], false])
    })

    test('may be needed for a while after they came back', async () => {
      const back = {
        type: 'away-ended',
        subject: 'P1',
        person: 'P1',
        delegate: 'P2',
        approvals: [],
      } as const
      await store.transact((session) => session.people.save(a.person('P1', 'Ana'), [back], a.stamp))
      const mayBeNeeded = (since: string) => look((session) => session.people.mayBeNeeded(['P1'], since))

      expect([await mayBeNeeded('2026-11-23'), await mayBeNeeded('2026-11-25')]).toEqual([true, false])
    })

    test('are noted as looked at, many at once, and none twice a night', async () => {
      const accounts = ['slack:T1:U1', 'slack:T1:U2']
      await store.transact(async (session) => {
        for (const [at, account] of accounts.entries()) {
          const id = `P${at}`
          await session.people.save(a.person(id, 'Ana'), [a.met(id)], a.stamp)
          await session.people.putAccount({ account, person: id, address: null, lastActiveAt: a.at(0) })
        }
        await session.people.lookAll(accounts.slice(0, 1), '2026-11-24')
        await session.people.lookAll([], '2026-11-24')
      })
      const unlooked = (night: string) =>
        look(async (session) => (await session.people.unlooked('slack', night, 9)).map((one) => one.account))

      expect([await unlooked('2026-11-24'), await unlooked('2026-11-25')]).toEqual([
        ['slack:T1:U2'],
        ['slack:T1:U2', 'slack:T1:U1'],
      ])
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
}
