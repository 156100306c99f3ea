import { spawn } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import { openSession } from '../../src/store/session.ts'
import { assertSettings, connect, queries } from '../../src/store/sqlite/connection.ts'
import { searchIndex } from '../../src/store/sqlite/dialect.ts'
import { createGroup } from '../../src/store/sqlite/group.ts'
import { fileOf, openStore } from '../../src/store/sqlite/open.ts'
import { storeContract } from '../store.contract.ts'
import type { OnFile } from './on-file.ts'
import { folder, onFile } from './on-file.ts'
import * as a from './things.ts'

storeContract('the SQLite store', async () => {
  const place = await folder()
  const store = await openStore({ file: join(place, 'assay.db'), hash: sha256 })
  return {
    store,
    end: async () => {
      await store.close()
      await rm(place, { recursive: true })
    },
  }
})

describe('the SQLite store, in its own ways', () => {
  let place: string
  let file: string
  let store: Store
  let faults: OnFile['faults']
  let tamper: OnFile['tamper']
  onFile((opened) => {
    ;({ place, file, store, faults, tamper } = opened)
  })
  // Some tests open it anew.
  afterEach(() => store.close())

  test('sets up every connection, and that still holds after its first write', () => {
    const raw = connect(file)
    raw.exec('create table first (id integer)')

    const is = (name: string) => raw.pragma(name, { simple: true })

    expect(is('journal_mode')).toBe('wal')
    expect(is('synchronous')).toBe(2)
    expect(is('foreign_keys')).toBe(1)
    expect(is('secure_delete')).toBe(1)
    expect(is('trusted_schema')).toBe(0)
    expect(is('cell_size_check')).toBe(1)
    expect(is('wal_autocheckpoint')).toBe(10_000)
    expect(is('busy_timeout')).toBe(250)
    raw.close()
  })

  test('does not trust a connection that nobody set up, once it has written', () => {
    const raw = new Database(join(place, 'other.db'), { timeout: 250 })
    raw.pragma('journal_mode = wal')
    for (const set of [
      'foreign_keys = 1',
      'secure_delete = 1',
      'trusted_schema = 0',
      'cell_size_check = 1',
      'wal_autocheckpoint = 10000',
    ])
      raw.pragma(set)
    expect(() => assertSettings(raw)).not.toThrow()

    raw.exec('create table first (id integer)')

    expect(() => assertSettings(raw)).toThrow('synchronous is 1 and has to be 2')
    raw.close()
  })

  test('looks at the settings again after the first commit, before anybody is told', async () => {
    let looks = 0
    const raw = connect(join(place, 'group.db'))
    raw.exec('create table first (id integer)')
    const group = createGroup({
      raw,
      open: (head) => openSession(queries(raw), searchIndex, sha256, head),
      hasChanged: () => false,
      readHead: () => Promise.resolve({ seq: 0, hash: '' }),
      assertSettings: () => {
        looks += 1
        if (looks === 1) throw new Error('synchronous is 1')
      },
      onFault: (error) => faults.push(error),
    })
    const write = () => group.transact(() => Promise.resolve(raw.exec('insert into first values (1)')))

    await expect(write()).rejects.toThrow('did not commit')

    expect(faults).toHaveLength(1)
    await write()
    await write()
    expect(looks).toBe(2)
    raw.close()
  })

  test('refuses to save what was changed after it was read', async () => {
    await a.saveAssets(store, 'AST-1')
    const raw = connect(file)
    const { session } = openSession(queries(raw), searchIndex, sha256, { seq: 1, hash: 'x' })
    const asset = await session.assets.find('AST-1')
    if (!asset) throw new Error('the asset is gone')
    tamper('update assets set writes = writes + 1')

    const saved = session.assets.save({ ...asset, rev: 2 }, [a.reworded('AST-1')], a.stamp)

    await expect(saved).rejects.toThrow('AST-1 was changed meanwhile')
    raw.close()
  })

  test('makes the folder of its file, and reads DATABASE_URL', async () => {
    const deep = join(place, 'a', 'b', 'assay.db')

    const other = await openStore({ file: fileOf(`file:${deep}`), hash: sha256 })
    await other.close()

    expect(await readdir(join(place, 'a', 'b'))).toEqual(['assay.db'])
    expect(fileOf('file:data/assay.db')).toBe(join(process.cwd(), 'data', 'assay.db'))
    for (const wrong of ['', 'file:', 'postgres://x', 'file::memory:', 'file:a.db?mode=ro'])
      expect(() => fileOf(wrong)).toThrow('file:data/assay.db')
  })

  test('leaves one file behind when it is closed: the log is written back', async () => {
    await a.saveAssets(store, 'AST-1')

    await store.close()

    expect(await readdir(place)).toEqual(['assay.db'])
  })

  test('keeps what was acknowledged when it is opened again', async () => {
    await a.saveAssets(store, 'AST-1')
    await store.close()

    store = await openStore({ file, hash: sha256 })

    expect((await store.transact((session) => session.assets.find('AST-1')))?.name.body).toBe(
      'Leave calendar',
    )
  })

  describe('another process', () => {
    test('that writes is waited for, and its entries are part of the chain', async () => {
      const other = await openStore({ file, hash: sha256 })

      await Promise.all(
        Array.from({ length: 40 }, (_, number) => a.saveAssets(number % 2 ? store : other, `AST-${number}`)),
      )
      await other.close()

      expect(await store.audit()).toMatchObject({ sound: true, entries: 40, rows: 40 })
    })

    test('that holds the lock makes a write fail after a while, without stopping the event loop', async () => {
      const holder = new Database(file)
      holder.exec('begin immediate')
      let turns = 0
      const ticking = setInterval(() => (turns += 1), 10)

      await expect(a.saveAssets(store, 'AST-1')).rejects.toThrow('locked by another process')

      clearInterval(ticking)
      holder.exec('rollback')
      holder.close()
      expect(turns).toBeGreaterThan(20)
      await a.saveAssets(store, 'AST-1')
      await store.check()
    })

    test('that lets the lock go in time is not noticed', async () => {
      const holder = new Database(file)
      holder.exec('begin immediate')
      setTimeout(() => holder.exec('rollback').close(), 400)

      await a.saveAssets(store, 'AST-1')

      expect((await store.transact((session) => session.assets.find('AST-1')))?.id).toBe('AST-1')
    })
  })

  test('refuses everybody of a commit that fails, and says so once', async () => {
    // A constraint that is looked at only by COMMIT.
    tamper(
      'create table parent (id integer primary key)',
      'create table child (id integer references parent (id) deferrable initially deferred)',
      "create trigger breaks after insert on assets when new.id = 'AST-2' begin insert into child values (7); end",
    )

    const results = await Promise.allSettled([a.saveAssets(store, 'AST-1'), a.saveAssets(store, 'AST-2')])

    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    expect(faults.map((fault) => fault.message)).toEqual(['nothing was saved: the database did not commit'])
    await a.saveAssets(store, 'AST-1')
    expect(await store.audit()).toMatchObject({ sound: true, entries: 1, rows: 1 })
  })

  test('refuses everybody where SQLite gives the whole transaction up', async () => {
    tamper(
      "create trigger gives_up after insert on assets when new.id = 'AST-2' begin select raise (rollback, 'no'); end",
    )

    const results = await Promise.allSettled([
      a.saveAssets(store, 'AST-1'),
      a.saveAssets(store, 'AST-2'),
      a.saveAssets(store, 'AST-3'),
    ])

    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await store.audit()).toMatchObject({ sound: true, entries: 0, rows: 0 })
  })

  test('loses nothing that it acknowledged when the process is killed', async () => {
    const cycles = Number(process.env['KILL_CYCLES'] ?? 10)
    const acknowledged = new Set<string>()
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      for (const id of await writeUntilKilled(file, 1 + Math.floor(Math.random() * 150))) acknowledged.add(id)

      const report = await store.audit()
      expect(report).toMatchObject({ sound: true })
    }

    const ids = [...acknowledged]
    expect(ids.length).toBeGreaterThan(cycles)
    const found = await store.transact(async (session) => {
      const missing: string[] = []
      for (const id of ids)
        if (!(await session.assets.find(id)) || !(await session.inbox.answered(id))) missing.push(id)
      const rows = await session.outbox.lease(a.at(1), a.at(2), 1_000_000)
      return { missing, owed: rows.length }
    })
    expect(found.missing).toEqual([])
    expect(await store.audit()).toMatchObject({ sound: true, rows: found.owed, entries: found.owed })
  })
})

/** Starts a writer, kills it after so many acknowledgements, and gives those that arrived. */
const writeUntilKilled = (file: string, count: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    writer.stdout.setEncoding('utf8')
    writer.stdout.on('data', (some: string) => {
      printed += some
      if (printed.split('\n').length > count) writer.kill('SIGKILL')
    })
    writer.on('error', reject)
    writer.on('close', (code, signal) => {
      // What was cut off in the middle of a line was not acknowledged.
      if (signal === 'SIGKILL') resolve(printed.split('\n').slice(0, -1))
      else reject(new Error(`the writer ended by itself with ${code}`))
    })
  })
