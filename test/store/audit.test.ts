import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import { auditStore, openStore } from '../../src/store/sqlite/open.ts'
import * as a from './things.ts'

let place: string
let file: string

/** Ana and Ben, each with an account whose hash stands in their state. */
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'assay-audit-'))
  file = join(place, 'assay.db')
  const store = await openStore({ file, hash: sha256 })
  await store.transact(async (session) => {
    for (const [id, name] of [
      ['P1', 'ana'],
      ['P2', 'ben'],
    ] as const) {
      const account = `web:${name}`
      await session.people.save({ ...a.person(id, name), accounts: [sha256(account)] }, [a.met(id)], a.stamp)
      await session.people.putAccount({ account, person: id, address: null, lastActiveAt: a.at(0) })
    }
  })
  await store.close()
})
afterEach(() => rm(place, { recursive: true }))

const tamper = (command: string): void => {
  const raw = new Database(file)
  raw.exec(command)
  raw.close()
}

describe('the audit of a database that is there', () => {
  test('calls it sound', async () => {
    expect(await auditStore(file, sha256)).toMatchObject({ sound: true, entries: 2, rows: 2 })
  })

  test('finds an account that was given to somebody else', async () => {
    tamper("update accounts set person = 'P2' where account = 'web:ana'")

    expect(await auditStore(file, sha256)).toMatchObject({
      sound: false,
      fault: expect.stringContaining('an account stands under P2'),
    })
  })

  test.each([
    ['a trigger was dropped', 'drop trigger events_are_not_changed', 'trigger events_are_not_changed'],
    [
      'a trigger was added',
      'create trigger own after insert on events begin delete from inbox; end',
      'trigger own',
    ],
    ['a table was replaced', 'drop table feedback; create view feedback as select 1', 'feedback'],
  ])('refuses one of which %s', async (_name, command, fault) => {
    tamper(command)

    await expect(auditStore(file, sha256)).rejects.toThrow(fault)
  })

  test('makes none where there is none', async () => {
    const other = join(place, 'typo', 'assay.db')

    await expect(auditStore(other, sha256)).rejects.toThrow('there is no database at')
    await expect(rm(join(place, 'typo'))).rejects.toThrow('ENOENT')
  })

  test('does not prove nothing', async () => {
    const empty = join(place, 'empty.db')
    await (await openStore({ file: empty, hash: sha256 })).close()

    await expect(auditStore(empty, sha256)).rejects.toThrow('nothing to prove')
  })
})
