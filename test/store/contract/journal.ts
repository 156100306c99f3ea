import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/domain/refusal.ts'
import { sha256 } from '../../../src/hash.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** The journal, and what proves it. */
export const journalContract = ({ store, look }: Room): void => {
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

    test('gives a page before a number, says how many there are, and which requests a certification had', async () => {
      await store.transact(async (session) => {
        const asked = (approval: string) => ({ ...a.drafted('CRT-1'), approval })
        for (const event of [asked('APR-2'), a.drafted('CRT-1'), asked('APR-10'), asked('APR-2')]) {
          await session.certifications.find('CRT-1')
          await session.certifications.save(a.certification('CRT-1'), [event], a.stamp)
        }
        await session.assets.save(a.asset('AST-1'), [a.registered('AST-1')], a.stamp)
      })

      await look(async ({ journal }) => {
        const seqs = async (...given: Parameters<typeof journal.of>) =>
          (await journal.of(...given)).map(({ seq }) => seq)
        expect([await seqs('CRT-1', 9), await seqs('CRT-1', 2, 4), await seqs('CRT-1', 2, 1)]).toEqual([
          [4, 3, 2, 1],
          [3, 2],
          [],
        ])
        expect([await journal.count('CRT-1'), await journal.count('CRT-1', 3)]).toEqual([4, 2])
        expect(await journal.requestsOf('CRT-1')).toEqual(['APR-2', 'APR-10'])
      })
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

  test('whoever did something to a subject is found, each once and however long ago', async () => {
    const by = (id: string, type: 'asset-changed' | 'asset-registered', actor: string) =>
      store.transact(async (session) => {
        const found = await session.assets.find(id)
        const asset = found ? { ...found, rev: found.rev + 1 } : a.asset(id)
        const event = type === 'asset-changed' ? a.reworded(id) : a.registered(id)
        await session.assets.save(asset, [event], { ...a.stamp, actor: a.person(actor, actor) })
      })
    await by('AST-1', 'asset-registered', 'dana')
    await by('AST-2', 'asset-changed', 'kenji')
    for (let nth = 0; nth < 120; nth += 1) await by('AST-1', 'asset-changed', nth === 0 ? 'ben' : 'amara')

    expect(await look(({ journal }) => journal.actorsOf('AST-1', 'asset-changed'))).toEqual(['amara', 'ben'])
    expect(await look(({ journal }) => journal.actorsOf('AST-1', 'asset-registered'))).toEqual(['dana'])
    expect(await look(({ journal }) => journal.actorsOf('AST-9', 'asset-changed'))).toEqual([])
  })

  test('a text of the policy is kept once, by its hash', async () => {
    expect(await look((session) => session.policies.since())).toBeUndefined()
    const policy = { hash: 'h1', version: 1, text: 'version: 1', at: a.at(1) }
    await store.transact((session) => session.policies.keep(policy))
    await store.transact((session) => session.policies.keep({ ...policy, text: 'other' }))

    expect(await look((session) => session.policies.find('h1'))).toBe('version: 1')
    expect(await look((session) => session.policies.find('h2'))).toBeUndefined()
    await store.transact((session) => session.policies.keep({ ...policy, hash: 'h2', at: a.at(5) }))
    expect(await look((session) => session.policies.since())).toBe(a.at(1))
  })

  test('an empty store is sound and in order', async () => {
    expect(await store.audit()).toEqual({ sound: true, entries: 0, rows: 0, head: '' })
    await store.check()
  })
}
