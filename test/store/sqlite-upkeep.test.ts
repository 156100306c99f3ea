import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import type { OnFile } from './on-file.ts'
import { onFile } from './on-file.ts'
import * as a from './things.ts'

const ownMigrations = join(import.meta.dirname, '..', '..', 'migrations')

describe('the SQLite store', () => {
  let place: string
  let file: string
  let store: Store
  let tamper: OnFile['tamper']
  onFile((opened) => {
    ;({ place, file, store, tamper } = opened)
  })

  // Some tests open it anew.
  afterEach(() => store.close())

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

    test('one that fails takes back those that came right before it: the version that is put back has them not', async () => {
      const folder = await next('create table more (id text) strict;')
      const number = String((await readdir(folder)).length + 1).padStart(4, '0')
      await writeFile(join(folder, `${number}-next.sql`), 'create table more (id text) strict;')

      await expect(reopen(folder)).rejects.toThrow(`migration ${number}-next.sql failed`)

      await reopen()
      tamper('create table more (id text)')
    })

    test('let those who can agree to a lower tier find what was asked for before', async () => {
      const reason = a.text('It only counts boxes.')
      const lowering = { id: 'l', tier: 'low', from: 'moderate', by: 'priya', reason, at: a.at(0) } as const
      const asked = [
        a.certification('CRT-1', { state: 'preparing', lowering }),
        a.certification('CRT-2', { state: 'preparing' }),
        a.certification('CRT-3', { state: 'withdrawn', lowering }),
      ]
      await store.transact(async (session) => {
        for (const one of asked) await session.certifications.save(one, [a.drafted(one.id)], a.stamp)
      })
      const file = (await readdir(ownMigrations)).find((name) => name.endsWith('-gaps.sql')) ?? ''
      tamper("delete from asks where step like 'word %'", await readFile(join(ownMigrations, file), 'utf8'))

      const found = await store.transact((session) => session.certifications.asking([], ['security'], 5))
      expect(found.map(({ id }) => id)).toEqual(['CRT-1'])
      expect(await store.audit()).toMatchObject({ sound: true })
    })

    test('let stewards find samples and evidence that waited for them before', async () => {
      const sample = { chosen: true, seed: 0, because: 'drawn', looked: null } as const
      const condition = { id: 'c', words: a.text('Name a deputy'), due: '2026-12-01', evidence: null }
      const waiting = [
        a.certification('CRT-1', { state: 'certified', sample }),
        a.certification('CRT-2', {
          state: 'certified',
          sample: { ...sample, looked: { by: 'P1', at: a.at(0), found: null } },
        }),
        a.certification('CRT-3', { state: 'revoked', sample }),
        a.certification('CRT-4', {
          state: 'conditionally_certified',
          conditions: [{ ...condition, state: 'evidenced' }],
        }),
        a.certification('CRT-5', {
          state: 'conditionally_certified',
          conditions: [{ ...condition, state: 'open' }],
        }),
      ]
      const away = { from: '2026-11-24', to: '2026-11-27', delegate: 'P2' }
      await store.transact(async (session) => {
        await session.people.save({ ...a.person('P1', 'Ana', ['steward']), away }, [a.met('P1')], a.stamp)
        for (const one of waiting) await session.certifications.save(one, [a.drafted(one.id)], a.stamp)
      })
      const file = (await readdir(ownMigrations)).find((name) => name.endsWith('-asked.sql')) ?? ''
      tamper(
        "delete from asks where step like 'word %'",
        'drop index people_by_delegate',
        'alter table people drop column delegate',
        await readFile(join(ownMigrations, file), 'utf8'),
      )

      const found = await store.transact((session) => session.certifications.asking([], ['steward'], 5))
      expect(found.map(({ id }) => id)).toEqual(['CRT-1', 'CRT-4'])
      const absent = await store.transact((session) => session.people.whoseDelegate(['P2']))
      expect(absent.map(({ id }) => id)).toEqual(['P1'])
      expect(await store.audit()).toMatchObject({ sound: true })
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
})
