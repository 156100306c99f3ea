import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { erased } from '../../src/domain/text.ts'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import type { OnFile } from './on-file.ts'
import { onFile } from './on-file.ts'
import * as a from './things.ts'

describe('the SQLite store', () => {
  let file: string
  let store: Store
  let tamper: OnFile['tamper']
  onFile((opened) => {
    ;({ file, store, tamper } = opened)
  })
  const unlock = ['drop trigger events_are_not_changed', 'drop trigger events_are_not_removed'] as const

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
          "insert into assets select 'AST-0', rev, writes, replace(state, 'AST-1', 'AST-0'), owner, registered_at, offered_to, listed_as, platform from assets",
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
})
