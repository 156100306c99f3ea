import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { erased } from '../../src/domain/text.ts'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import { openSession } from '../../src/store/session.ts'
import { assertSettings, connect, queries } from '../../src/store/sqlite/connection.ts'
import { searchIndex } from '../../src/store/sqlite/dialect.ts'
import { createGroup } from '../../src/store/sqlite/group.ts'
import { fileOf, openStore } from '../../src/store/sqlite/open.ts'
import { storeContract } from '../store.contract.ts'
import * as a from './things.ts'

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'assay-store-'))
const ownMigrations = join(import.meta.dirname, '..', '..', 'migrations')

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
  const faults: Error[] = []
  beforeEach(async () => {
    place = await folder()
    file = join(place, 'assay.db')
    faults.length = 0
    store = await openStore({ file, hash: sha256, onFault: (error) => faults.push(error) })
  })
  afterEach(async () => {
    await store.close()
    await rm(place, { recursive: true })
  })
  /** What somebody with the file in hand does to it. */
  const tamper = (...commands: readonly string[]): void => {
    const raw = new Database(file)
    for (const command of commands) raw.exec(command)
    raw.close()
  }
  const unlock = ['drop trigger events_are_not_changed', 'drop trigger events_are_not_removed'] as const

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
    expect(is('busy_timeout')).toBe(250)
    raw.close()
  })

  test('does not trust a connection that nobody set up, once it has written', () => {
    const raw = new Database(join(place, 'other.db'), { timeout: 250 })
    raw.pragma('journal_mode = wal')
    for (const set of ['foreign_keys = 1', 'secure_delete = 1', 'trusted_schema = 0', 'cell_size_check = 1'])
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

  describe('the audit', () => {
    beforeEach(async () => {
      await store.transact(async (session) => {
        await session.people.save(a.person('P1', 'Ana', ['steward']), [a.met('P1')], a.stamp)
        await session.assets.save(a.asset('AST-1'), [a.registered('AST-1'), a.reworded('AST-1')], a.stamp)
        const waits = a.certification('CRT-1', {
          state: 'preparing',
          steps: [a.step('peer', { asked: 'P1' })],
        })
        await session.certifications.save(waits, [a.drafted('CRT-1')], a.stamp)
        await session.approvals.save(a.approval('APR-1', ['steward']), [a.closed('APR-1')], a.stamp)
        const set = { type: 'steward-channel-set', subject: 'setting:channel', channel: 'C1' } as const
        await session.settings.set('channel', 'C1', set, a.stamp)
      })
      expect(await store.audit()).toMatchObject({ sound: true, entries: 6, rows: 5 })
    })

    test('the journal cannot be changed or shortened by a slip', () => {
      expect(() => tamper("update events set actor = 'P9'")).toThrow('append-only')
      expect(() => tamper('delete from events')).toThrow('append-only')
    })

    test.each([
      [
        'an entry that was changed',
        ["update events set actor = 'P9' where seq = 2"],
        'entry 2 was changed',
        2,
      ],
      ['data that was changed', [`update events set data = '{}' where seq = 2`], 'entry 2 was changed', 2],
      ['an entry that was removed', ['delete from events where seq = 3'], 'no entry 3', 3],
      ['the first entry removed', ['delete from events where seq = 1'], 'no entry 1', 1],
      [
        'an entry before the first',
        [
          "insert into events select 0, at, actor, on_behalf_of, platform, subject, rev, type, data, policy_version, digest, 'x', 'y' from events where seq = 1",
        ],
        'ends at 6',
        null,
      ],
      [
        'two entries that changed places',
        [
          'update events set seq = 99 where seq = 2',
          'update events set seq = 2 where seq = 3',
          'update events set seq = 3 where seq = 99',
        ],
        'entry 2 does not follow',
        2,
      ],
      [
        'the last entry cut off',
        ['delete from events where seq = 6'],
        'setting:channel has a row, but the journal does not know it',
        null,
      ],
      [
        'a state that was changed',
        [
          `update assets set state = replace(state, '"P1"', '"P9"'), state = replace(state, '"dana"', '"mal"')`,
        ],
        'AST-1 is not as its last entry 3 left it',
        3,
      ],
      [
        'a role given in the state',
        [`update people set state = replace(state, '"steward"', '"admin"')`],
        'P1 is not as its last entry 1',
        1,
      ],
      ['a role given in the side table', ["insert into holders values ('P1', 'admin')"], 'holders of P1', 1],
      ['a role taken in the side table', ['delete from holders'], 'holders of P1', 1],
      [
        'a query column that was changed',
        ["update certifications set status = 'certified'"],
        'column status of CRT-1',
        4,
      ],
      ['an owner that was changed', ["update assets set owner = 'mal'"], 'column owner of AST-1', 3],
      ['a rev that was changed', ['update assets set rev = 9'], 'column rev of AST-1', 3],
      ['a seat that was added', ["insert into seats values ('APR-1', 'board')"], 'seats of APR-1', 5],
      ['somebody else who is asked', ["update asks set person = 'mal'"], 'asks of CRT-1', 4],
      [
        'a setting that was changed',
        [`update settings set value = '"C9"'`],
        'setting:channel is not as its last entry 6',
        6,
      ],
      [
        'a row that was removed',
        ['pragma foreign_keys = on', "delete from certifications where id = 'CRT-1'"],
        'CRT-1 is in the journal, but its row is gone',
        4,
      ],
      [
        'a setting that was removed',
        ['delete from settings'],
        'setting:channel is in the journal, but its row is gone',
        6,
      ],
      [
        'a row that was slipped in',
        [
          "insert into assets select 'AST-0', rev, writes, replace(state, 'AST-1', 'AST-0'), owner, registered_at, offered_to from assets",
        ],
        'AST-0 has a row, but the journal does not know it',
        null,
      ],
    ])('finds %s', async (_, commands, fault, seq) => {
      tamper(...unlock, ...commands)

      const report = await store.audit()

      expect(report).toMatchObject({ sound: false, seq })
      expect('fault' in report && report.fault).toContain(fault)
    })

    test('finds words that were changed, in a state and in the journal', async () => {
      await store.transact(async (session) => {
        const refused = a.changesRequested('CRT-2', 'P1', a.text('Too wide a sharing'))
        await session.certifications.save(a.certification('CRT-2'), [refused], a.stamp)
      })
      tamper("update texts set body = 'Fine' where body = 'Too wide a sharing'")
      expect(await store.audit()).toMatchObject({
        sound: false,
        fault: expect.stringContaining('the words of text'),
      })

      tamper("update texts set body = 'Too wide a sharing' where body = 'Fine'")
      expect(await store.audit()).toMatchObject({ sound: true })

      tamper("update texts set body = 'Something else' where body = 'Leave calendar'")
      expect(await store.audit()).toMatchObject({
        sound: false,
        fault: expect.stringContaining('the words of text'),
      })
    })

    test('finds a journal that was written anew in one place, with all its own hashes right', async () => {
      const raw = new Database(file)
      for (const command of unlock) raw.exec(command)
      const row = raw.prepare('select * from events where seq = 2').get() as Record<string, unknown>
      const entry = {
        actor: 'P9',
        at: row['at'],
        data: JSON.parse(String(row['data'])) as unknown,
        digest: row['digest'],
        onBehalfOf: null,
        platform: row['platform'],
        policyVersion: 3,
        prev: row['prev'],
        rev: 1,
        seq: 2,
        subject: row['subject'],
        type: row['type'],
      }
      raw.prepare("update events set actor = 'P9', hash = ? where seq = 2").run(sha256(entry))
      raw.close()

      expect(await store.audit()).toMatchObject({
        sound: false,
        seq: 3,
        fault: 'entry 3 does not follow the one before it',
      })
    })

    test('stays sound when words are erased, which are then shown as erased', async () => {
      tamper('delete from texts')

      expect(await store.audit()).toMatchObject({ sound: true })
      const asset = await store.transact((session) => session.assets.find('AST-1'))
      expect(asset).toMatchObject({ name: { body: erased }, purpose: { body: erased } })
    })

    test('looks at one moment while others write', async () => {
      const writing = Promise.all(
        Array.from({ length: 300 }, (_, number) => a.saveAssets(store, `AST-1${number}`)),
      )

      const report = await store.audit()

      expect(report).toMatchObject({ sound: true })
      await writing
    })
  })

  describe('migrations', () => {
    const migrations = async (): Promise<string> => {
      const folder = join(place, 'migrations')
      await cp(ownMigrations, folder, { recursive: true })
      return folder
    }
    const next = async (sql: string): Promise<string> => {
      const folder = await migrations()
      const number = String((await readdir(folder)).length + 1).padStart(4, '0')
      await writeFile(join(folder, `${number}-next.sql`), sql)
      return folder
    }
    const reopen = async (folder?: string): Promise<void> => {
      await store.close()
      store = await openStore({ file, hash: sha256, ...(folder === undefined ? {} : { migrations: folder }) })
    }

    test('are run once each', async () => {
      const folder = await next(
        'create table more (id text primary key) strict; create index more_by_id on more (id);',
      )

      await reopen(folder)
      await reopen(folder)

      await store.check()
    })

    test('a database that is newer is refused', async () => {
      await reopen(await next('create table more (id text) strict;'))

      await expect(reopen()).rejects.toThrow('newer than this version of Assay: it has migration')
    })

    test('one that was edited after it landed is refused; ends of lines do not count', async () => {
      const folder = await migrations()
      const name = '0001-start.sql'
      const text = await readFile(join(folder, name), 'utf8')
      await writeFile(join(folder, name), text.replaceAll('\n', '\r\n'))
      await reopen(folder)
      await writeFile(join(folder, name), `${text}-- a word more\n`)

      await expect(reopen(folder)).rejects.toThrow('0001-start.sql was edited after it landed')
    })

    test('one that fails leaves nothing behind', async () => {
      const folder = await next('create table half (id text) strict; create table half (id text) strict;')

      await expect(reopen(folder)).rejects.toThrow('the database is as it was before it')

      await reopen()
      tamper('create table half (id text)')
    })

    test('are numbered without a gap', async () => {
      const folder = await migrations()
      await writeFile(join(folder, '0099-later.sql'), 'select 1;')

      await expect(reopen(folder)).rejects.toThrow(/0099-later\.sql has to be named \d{4}-name\.sql/)
    })
  })

  describe('a backup', () => {
    test('is a whole database, made while others write', async () => {
      await a.saveAssets(store, 'AST-1')
      const target = join(place, 'copy.db')

      const writing = Promise.all(
        Array.from({ length: 100 }, (_, number) => a.saveAssets(store, `AST-1${number}`)),
      )
      await store.backup(target)
      await writing

      const copy = await openStore({ file: target, hash: sha256 })
      expect(await copy.audit()).toMatchObject({ sound: true })
      expect((await copy.transact((session) => session.assets.find('AST-1')))?.name.body).toBe(
        'Leave calendar',
      )
      await copy.close()
      expect((await readdir(place)).filter((name) => name.includes('partial'))).toEqual([])
    })

    test('never writes over a file', async () => {
      const target = join(place, 'precious')
      await writeFile(target, 'precious')

      await expect(store.backup(target)).rejects.toThrow('there is a file')

      expect(await readFile(target, 'utf8')).toBe('precious')
    })

    test('of a database that does not pass the audit is refused', async () => {
      await a.saveAssets(store, 'AST-1')
      tamper("update assets set owner = 'mal'")

      await expect(store.backup(join(place, 'copy.db'))).rejects.toMatchObject({
        cause: { message: expect.stringContaining('audit') },
      })

      expect((await readdir(place)).filter((name) => name.startsWith('copy'))).toEqual([])
    })
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
