import { expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import { erased } from '../../src/domain/text.ts'
import type { Store } from '../../src/ports/store.ts'
import { createRecent } from '../../src/store/recent.ts'
import { connect } from '../../src/store/sqlite/connection.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import type { OnFile } from './on-file.ts'
import { onFile } from './on-file.ts'
import * as a from './things.ts'

/** What one session read is kept for the next: here is what must not come of it. */
let file: string
let store: Store
let tamper: OnFile['tamper']
onFile((opened) => {
  ;({ file, store, tamper } = opened)
})

const zoneOf = (of: Store, id = 'P1') => of.transact(async (session) => (await session.people.find(id))?.zone)
const moveTo = async (of: Store, zone: string, fails = false): Promise<void> =>
  of.transact(async (session) => {
    const person = await session.people.find('P1')
    if (!person) throw new Error('nobody is there')
    await session.people.save({ ...person, rev: person.rev + 1, zone }, [a.seen('P1')], a.stamp)
    // A list gives it as this session left it.
    await session.people.withRole('steward')
    if (fails) throw new Error('undone')
  })
const begin = () =>
  store.transact((session) => session.people.save(a.person('P1', 'Ana', ['steward']), [a.met('P1')], a.stamp))

test('what another process saved is seen at once, though this one had read it before', async () => {
  await begin()
  const other = await openStore({ file, hash: sha256 })
  expect([await zoneOf(store), await zoneOf(other)]).toEqual(['Europe/Vienna', 'Europe/Vienna'])

  await moveTo(other, 'Asia/Tokyo')

  expect(await zoneOf(store)).toBe('Asia/Tokyo')
  await moveTo(store, 'Europe/Paris')
  expect(await zoneOf(other)).toBe('Europe/Paris')
  await other.close()
})

test('what was saved is found as it would be read, and one that was refused in the same commit changes nothing of it', async () => {
  await begin()
  const refused = moveTo(store, 'Asia/Tokyo', true).catch(() => undefined)
  await Promise.all([moveTo(store, 'Europe/Paris'), refused])
  const find = (of: Store) => of.transact((session) => session.people.find('P1'))

  const found = await find(store)
  const other = await openStore({ file, hash: sha256 })
  expect(found).toEqual(await find(other))
  expect(found?.zone).toBe('Europe/Paris')
  await other.close()
})

test('what was undone is not seen by whoever reads next, though the same session had read it back', async () => {
  await begin()
  await zoneOf(store)

  await expect(moveTo(store, 'Asia/Tokyo', true)).rejects.toThrow('undone')

  expect(await zoneOf(store)).toBe('Europe/Vienna')
  await moveTo(store, 'Europe/Paris')
  expect(await zoneOf(store)).toBe('Europe/Paris')
})

test('what is new is not seen by whoever reads next once it was undone', async () => {
  await expect(
    store.transact(async (session) => {
      await session.people.save(a.person('P2', 'Ben', ['steward']), [a.met('P2')], a.stamp)
      await session.people.withRole('steward')
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')

  expect(await zoneOf(store, 'P2')).toBeUndefined()
})

test('words that somebody erased are gone at once, in every row that had them', async () => {
  await begin()
  await store.transact((session) => session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp))
  const words = () =>
    store.transact(async (session) => [
      (await session.people.find('P1'))?.name.body,
      (await session.assets.find('AST-1'))?.purpose.body,
    ])
  expect(await words()).not.toContain(erased)

  tamper('delete from texts')

  expect(await words()).toEqual([erased, erased])
  expect(await store.audit()).toMatchObject({ sound: true })
})

test('a commit that failed leaves nothing of what was read in it', async () => {
  await begin()
  await zoneOf(store)
  const other = connect(file)
  // A reader that the log cannot be written past would do as well: here the file itself refuses the commit.
  other.exec("create trigger refuses before insert on counters begin select raise(rollback, 'no'); end")

  await expect(
    Promise.all([
      moveTo(store, 'Asia/Tokyo'),
      zoneOf(store),
      store.transact((session) => session.reference('CRT')),
    ]),
  ).rejects.toThrow()

  expect(await zoneOf(store)).toBe('Europe/Vienna')
  other.close()
})

test('only so many are kept, those that were asked for last', () => {
  const kept = createRecent().of<number>('people')
  kept.put('first', { thing: 1, writes: 1 })
  kept.put('second', { thing: 2, writes: 1 })
  const others = (name: string): void => {
    for (let nth = 0; nth < 4000; nth += 1) kept.put(`${name} ${nth}`, { thing: nth, writes: 1 })
  }
  others('some')
  expect(kept.get('first')?.thing).toBe(1)
  others('more')

  expect(kept.get('first')?.thing).toBe(1)
  expect(kept.get('second')).toBeUndefined()
  kept.drop('first')
  expect(kept.get('first')).toBeUndefined()
})

test('accounts that were put aside, moved or undone are found as they stand', async () => {
  await begin()
  await store.transact((session) => session.people.save(a.person('P2', 'Ben'), [a.met('P2')], a.stamp))
  const address = { channel: 'web', persona: 'ana' }
  const of = (person: string) =>
    store.transact(async (session) =>
      (await session.people.accounts(person)).map((one) => [one.account, one.address !== null]),
    )
  const put = (account: string, fails = false): Promise<void> =>
    store.transact(async (session) => {
      await session.people.putAccount({ account, person: 'P1', address, lastActiveAt: a.at(0) })
      expect(await session.people.accounts('P1')).not.toEqual([])
      if (fails) throw new Error('undone')
    })
  expect(await of('P1')).toEqual([])
  await expect(put('web:ana', true)).rejects.toThrow('undone')
  expect(await of('P1')).toEqual([])
  await put('web:ana')
  expect(await of('P1')).toEqual([['web:ana', true]])

  await store.transact((session) => session.people.unreach('web:ana', a.at(1)))
  expect(await of('P1')).toEqual([['web:ana', false]])
  expect(await of('P2')).toEqual([])

  await store.transact((session) => session.people.moveAccounts('P1', 'P2'))
  expect([await of('P1'), await of('P2')]).toEqual([[], [['web:ana', false]]])
})

test('who holds a role is found as it stands, also after it was undone', async () => {
  await begin()
  const holders = () =>
    store.transact(async (session) => (await session.people.withRole('steward')).map(({ id }) => id))
  const give = (fails: boolean): Promise<void> =>
    store.transact(async (session) => {
      await session.people.save(a.person('P2', 'Ben', ['steward']), [a.met('P2')], a.stamp)
      expect((await session.people.withRole('steward')).map(({ id }) => id)).toEqual(['P1', 'P2'])
      if (fails) throw new Error('undone')
    })
  expect(await holders()).toEqual(['P1'])
  await expect(give(true)).rejects.toThrow('undone')
  const take = store.transact(async (session) => {
    const person = await session.people.find('P1')
    if (person)
      await session.people.save({ ...person, rev: person.rev + 1, roles: [] }, [a.seen('P1')], a.stamp)
    expect(await session.people.withRole('steward')).toEqual([])
    throw new Error('undone')
  })
  await expect(take).rejects.toThrow('undone')
  expect(await holders()).toEqual(['P1'])

  await give(false)

  expect(await holders()).toEqual(['P1', 'P2'])
})
