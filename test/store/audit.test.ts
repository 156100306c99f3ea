import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import { auditStore, exportStore } from '../../src/store/sqlite/inspect.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
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

describe('an exported journal', () => {
  const verifier = join(import.meta.dirname, '../../verify-journal.mjs')
  /** Runs the script that auditors get, on these lines. */
  const verify = async (lines: readonly string[], ...more: readonly string[]) => {
    const target = join(place, 'journal.jsonl')
    await writeFile(target, lines.map((line) => `${line}\n`).join(''))
    return new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, [verifier, target, ...more], (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, said: out + err }),
      )
    })
  }
  const exported = async (): Promise<readonly string[]> => {
    const lines: string[] = []
    for await (const line of exportStore(file)) lines.push(line)
    return lines
  }

  test('is proved by a script that knows nothing of Assay', async () => {
    const lines = await exported()
    const [first = ''] = lines

    expect(await verify(lines)).toMatchObject({ code: 0, said: expect.stringContaining('Sound: 2 entries') })
    const { hash } = JSON.parse(first) as { hash: string }
    expect((await verify(lines, hash)).code).toBe(0)
    expect(await verify(lines.slice(0, 1), 'f'.repeat(64))).toMatchObject({
      code: 1,
      said: expect.stringContaining('its end was cut off'),
    })
  })

  test('names nobody', async () => {
    const whole = (await exported()).join()

    expect(whole).not.toMatch(/"ana"|web:ana/)
  })

  test.each([
    [
      'an entry that was changed',
      (lines: string[]) => [lines[0]?.replace('"P1"', '"P9"') ?? '', ...lines.slice(1)],
      'Entry 1 was changed',
    ],
    ['an entry that was taken out', (lines: string[]) => lines.slice(1), 'Entry 1 is missing'],
    ['entries that changed places', (lines: string[]) => lines.toReversed(), 'Entry 1 is missing'],
    ['what is no JSON', () => ['hello'], 'Line 1 is not JSON'],
    ['nothing', () => [], 'There is no entry'],
  ])('of which somebody made %s is refused', async (_name, change, sentence) => {
    const found = await verify(change([...(await exported())]))

    expect(found).toMatchObject({ code: 1, said: expect.stringContaining(sentence) })
  })
})
