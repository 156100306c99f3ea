import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../src/domain/refusal.ts'
import { sha256 } from '../../src/hash.ts'
import type { Head } from '../../src/store/journal.ts'
import { openSession } from '../../src/store/session.ts'
import { connect, queries } from '../../src/store/sqlite/connection.ts'
import { searchIndex } from '../../src/store/sqlite/dialect.ts'
import type { Group } from '../../src/store/sqlite/group.ts'
import { createGroup } from '../../src/store/sqlite/group.ts'
import { folder } from './on-file.ts'

/** One commit at a time on a table of numbers, with troubles in each place. */
let place: string
let raw: Database.Database
let other: Database.Database
let group: Group
let faults: Error[]
/** What the next reading of the journal's end does instead. */
let trouble: (() => void) | undefined
let reads: number

beforeEach(async () => {
  place = await folder()
  raw = connect(join(place, 'group.db'))
  raw.exec('create table numbers (number integer unique)')
  other = connect(join(place, 'group.db'))
  other.pragma('busy_timeout = 0')
  faults = []
  trouble = undefined
  reads = 0
  let seen: unknown
  group = createGroup({
    raw,
    open: (head) => openSession(queries(raw), searchIndex, sha256, head),
    hasChanged: () => {
      const now = raw.pragma('data_version', { simple: true })
      const hasChanged = now !== seen
      seen = now
      return hasChanged
    },
    readHead: async (): Promise<Head> => {
      reads += 1
      const fail = trouble
      trouble = undefined
      fail?.()
      return Promise.resolve({ seq: 0, hash: '' })
    },
    assertSettings: () => {},
    onFault: (error) => faults.push(error),
  })
})
afterEach(async () => {
  await group.drain()
  raw.close()
  other.close()
  await rm(place, { recursive: true })
})

const write = (number: number, then?: () => unknown) =>
  group.transact(() => {
    raw.exec(`insert into numbers values (${number})`)
    then?.()
    return Promise.resolve(number)
  })
/** Does something as soon as the next transaction is rolled back, before anything else can. */
const afterRollback = (then: () => void): void => {
  const exec = raw.exec.bind(raw)
  raw.exec = (sql) => {
    exec(sql)
    if (sql === 'rollback') {
      raw.exec = exec
      then()
    }
    return raw
  }
}
const numbers = (): readonly unknown[] =>
  other.prepare('select number from numbers order by number').pluck().all()
const refuse = (): never => {
  throw new Refusal('invalid', 'No.')
}

describe('a commit in trouble', () => {
  test('the end of the journal cannot be read: nothing is saved, and the next is taken', async () => {
    trouble = () => {
      throw new Error('disk I/O error')
    }
    await expect(write(1)).rejects.toThrow()
    expect(raw.inTransaction).toBe(false)
    expect(await write(2)).toBe(2)
    expect(numbers()).toEqual([2])
  })

  test.each([
    ['writes', () => other.exec('insert into numbers values (100)'), () => {}, [2, 100, 1000]],
    [
      'takes the lock for a while',
      () => other.exec('begin immediate; insert into numbers values (100)'),
      () => void setTimeout(() => other.exec('commit'), 20),
      [2, 100, 1000],
    ],
  ])(
    'another process %s between the rollback of a refused work and its rescue',
    async (_what, begins, ends, kept) => {
      await write(1000)
      afterRollback(() => {
        begins()
        ends()
      })
      const before = reads
      const answer = await group.transact(
        () => {
          raw.exec('insert into numbers values (1)')
          return refuse()
        },
        () => {
          raw.exec('insert into numbers values (2)')
          return Promise.resolve('rescued')
        },
      )

      expect(answer).toBe('rescued')
      expect(numbers()).toEqual(kept)
      // What this process committed last it knows; what came in between it reads.
      expect(reads - before).toBe(1)
      expect(faults).toEqual([])
    },
  )

  test('another process keeps the lock that a refused work let go: nothing is saved, and the next is taken', async () => {
    afterRollback(() => other.exec('begin immediate'))
    await expect(write(1, refuse)).rejects.toThrow('did not commit')
    expect(faults).toHaveLength(1)
    other.exec('rollback')

    expect(await write(2)).toBe(2)
    expect(numbers()).toEqual([2])
  })

  test('a full database gives the transaction up: nothing is saved, everybody hears it, and the next is taken', async () => {
    raw.exec('create table words (words text)')
    raw.pragma(`max_page_count = ${Number(raw.pragma('page_count', { simple: true })) + 1}`)
    const tooMuch = () => write(1, () => raw.prepare('insert into words values (?)').run('w'.repeat(50_000)))

    const alone = await Promise.allSettled([tooMuch()])
    const amongOthers = await Promise.allSettled([write(2), tooMuch(), write(3)])
    raw.pragma('max_page_count = 100000')

    for (const { status } of [...alone, ...amongOthers]) expect(status).toBe('rejected')
    expect(numbers()).toEqual([])
    expect(faults).toHaveLength(2)
    expect(await tooMuch()).toBe(1)
    expect(numbers()).toEqual([1])
  })

  test.each([1, 2, 64, 65])(
    'of %i works that come at once, the refused ones alone are undone',
    async (count) => {
      const answers = await Promise.allSettled(
        Array.from({ length: count }, (_one, number) =>
          number % 3 === 0 ? write(number, refuse) : write(number),
        ),
      )
      const kept = Array.from({ length: count }, (_one, number) => number).filter(
        (number) => number % 3 !== 0,
      )

      expect(answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual(kept)
      expect(numbers()).toEqual(kept)
      expect(faults).toEqual([])
    },
  )

  test('a work that waits for something else is undone, and what it does later reaches nothing', async () => {
    let late: Promise<unknown> = Promise.resolve()
    const slow = group.transact(async (session) => {
      raw.exec('insert into numbers values (1)')
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => session.assets.find('AST-1'))
      await late
    })

    await expect(slow).rejects.toThrow('something other than the database')
    await expect(late).rejects.toThrow('this session has ended')
    expect(await write(2)).toBe(2)
    expect(numbers()).toEqual([2])
  })
})
