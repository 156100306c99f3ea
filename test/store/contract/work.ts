import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/domain/refusal.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

/** What the programme is about: certifications, requests, assets, words about them. */
export const workContract = ({ store, look }: Room): void => {
  describe('certifications', () => {
    const save = (...all: readonly ReturnType<typeof a.certification>[]) =>
      store.transact(async (session) => {
        for (const one of all) await session.certifications.save(one, [a.drafted(one.id)], a.stamp)
      })
    const ids = (found: readonly { readonly id: string }[]) => found.map((one) => one.id)

    test('are found by developer or owner, the newest first', async () => {
      await save(
        a.certification('CRT-1', { createdAt: a.at(1) }),
        a.certification('CRT-2', { createdAt: a.at(2), developer: 'ben' }),
        a.certification('CRT-3', { createdAt: a.at(3), developer: 'ben', owner: 'ben' }),
      )

      expect(ids(await look((session) => session.certifications.of(['dana'], 5)))).toEqual(['CRT-2', 'CRT-1'])
      expect(ids(await look((session) => session.certifications.of(['dana'], 1)))).toEqual(['CRT-2'])
    })

    test('ask the person who was named, or anybody of the role, while the step waits', async () => {
      await save(
        a.certification('CRT-1', { state: 'preparing', steps: [a.step('peer', { asked: 'ben' })] }),
        a.certification('CRT-2', { state: 'preparing', steps: [a.step('security', { by: 'security' })] }),
        a.certification('CRT-3', {
          state: 'preparing',
          steps: [a.step('peer', { asked: 'ben', state: 'passed' })],
        }),
        a.certification('CRT-4', { state: 'withdrawn', steps: [a.step('peer', { asked: 'ben' })] }),
      )

      await look(async (session) => {
        expect(ids(await session.certifications.asking(['ben'], [], 5))).toEqual(['CRT-1'])
        expect(ids(await session.certifications.asking(['ben'], ['security'], 5))).toEqual(['CRT-1', 'CRT-2'])
        expect(ids(await session.certifications.asking([''], ['board'], 5))).toEqual([])
      })
    })

    test('are found by id alone: whose word they wait for, who built or owns them, and who stands in them', async () => {
      const asked = (by: string) => ({ steps: [a.step('peer', { asked: by })], state: 'preparing' }) as const
      await save(
        a.certification('CRT-1', { ...asked('ben'), steps: [...asked('ben').steps] }),
        a.certification('CRT-2', { state: 'preparing', steps: [a.step('security', { by: 'security' })] }),
        a.certification('CRT-3', { owner: 'ben', state: 'review_due' }),
        a.certification('CRT-4', { developer: 'ben', owner: 'ben', state: 'certified' }),
      )

      await look(async ({ certifications: all }) => {
        expect(await all.idsAsking(['ben'], ['security'])).toEqual(['CRT-1', 'CRT-2'])
        expect(await all.idsAsking([], ['security'], ['ben'])).toEqual([])
        expect(await all.idsAsking([], ['security'], ['ana', 'dana'])).toEqual(['CRT-2'])
        expect(await all.idsBuiltForOthers(['dana'])).toEqual(['CRT-3'])
        expect(await all.idsBuiltForOthers(['dana', 'ben'])).toEqual([])
        expect(await all.idsOwned(['ben'], ['review_due'])).toEqual(['CRT-3'])
        expect(ids(await all.shared(['dana'], ['ben']))).toEqual(['CRT-1', 'CRT-3'])
        expect(ids(await all.shared(['ben'], ['dana']))).toEqual(['CRT-3'])
      })
    })

    test('make an asset one in use, until they are over', async () => {
      await store.transact(async (session) => {
        for (const [nth, state] of (['draft', 'retired', 'certified'] as const).entries()) {
          const certification = `CRT-${nth + 1}`
          await session.certifications.save(
            a.certification(certification, { state }),
            [a.drafted(certification)],
            a.stamp,
          )
          const id = `AST-${nth + 1}`
          await session.assets.save({ ...a.asset(id), certification }, [a.registered(id)], a.stamp)
        }
        await session.assets.save(a.asset('AST-4'), [a.registered('AST-4')], a.stamp)
      })

      expect(await look((session) => session.assets.idsInUse(['dana']))).toEqual(['AST-3', 'AST-1'])
      expect(await look((session) => session.assets.idsInUse(['ben']))).toEqual([])
    })

    test('stop asking once the step is passed', async () => {
      const waiting = a.certification('CRT-1', {
        state: 'preparing',
        steps: [a.step('peer', { asked: 'ben' })],
      })
      await save(waiting)
      await store.transact(async (session) => {
        await session.certifications.find('CRT-1')
        const steps = [a.step('peer', { asked: 'ben', state: 'passed' as const })]
        await session.certifications.save({ ...waiting, steps }, [a.drafted('CRT-1')], a.stamp)
      })

      expect(await look((session) => session.certifications.asking(['ben'], [], 5))).toEqual([])
    })

    test('are found by the address of their certificate', async () => {
      await save(
        a.certification('CRT-1', { state: 'certified', verify: 'abc' }),
        a.certification('CRT-2', { state: 'preparing' }),
      )

      await look(async (session) => {
        expect((await session.certifications.byVerify('abc'))?.id).toBe('CRT-1')
        expect(await session.certifications.byVerify('abd')).toBeUndefined()
      })
    })

    test('know the first of what was there before that an owner has to certify by an instant', async () => {
      const due = '2027-02-22T09:00:00.000Z'
      const there = (owner: string, state: 'draft' | 'preparing' | 'certified', by = due) => ({
        owner,
        state,
        existing: { by: 'list' as const, days: 90, due: by },
      })
      await save(
        a.certification('CRT-1', there('dana', 'certified')),
        a.certification('CRT-2', { owner: 'dana' }),
        a.certification('CRT-3', there('dana', 'draft', '2027-01-01T09:00:00.000Z')),
        a.certification('CRT-4', there('dana', 'preparing')),
        a.certification('CRT-5', there('dana', 'draft')),
        a.certification('CRT-6', there('ben', 'draft')),
      )

      await look(async ({ certifications }) => {
        expect(await certifications.firstBroughtIn('dana', due)).toBe('CRT-4')
        expect(await certifications.firstBroughtIn('ben', due)).toBe('CRT-6')
        expect(await certifications.firstBroughtIn('kenji', due)).toBeUndefined()
        expect(await certifications.broughtIn()).toEqual(['CRT-3', 'CRT-4', 'CRT-5', 'CRT-6'])
      })
    })
  })

  test('approvals wait for the roles of their current stage, the oldest deadline first', async () => {
    const all = [
      a.approval('APR-1', ['steward'], { due: a.at(9) }),
      a.approval('APR-2', ['steward', 'security'], { due: a.at(5) }),
      a.approval('APR-3', ['steward'], { state: 'approved' }),
      a.approval('APR-4', ['board']),
      a.approval('APR-5', ['steward']),
    ]
    await store.transact(async (session) => {
      for (const one of all) await session.approvals.save(one, [a.closed(one.id)], a.stamp)
    })

    await look(async (session) => {
      const waiting = await session.approvals.waitingFor(['steward', 'security'], 5)
      expect(waiting.map((one) => one.id)).toEqual(['APR-2', 'APR-1', 'APR-5'])
      expect(await session.approvals.waitingFor([], 5)).toEqual([])
      const ids = session.approvals.idsWaitingFor
      expect(await ids(['steward', 'security'])).toEqual(['APR-1', 'APR-2', 'APR-5'])
      expect(await ids([])).toEqual([])
      expect(await ids(['board'], ['dana'], ['ben'])).toEqual([])
      expect(await ids(['board'], ['dana'], ['ben', 'dana'])).toEqual(['APR-4'])
    })
  })

  test('feedback is found by certification and person', async () => {
    const given = {
      id: 'F1',
      rev: 1,
      certification: 'CRT-1',
      person: 'dana',
      rating: 4,
      words: a.text('fine'),
      at: a.at(0),
    }
    await store.transact((session) =>
      session.feedback.save(
        given,
        [{ type: 'feedback-given', subject: 'F1', certification: 'CRT-1', person: 'dana', rating: 4 }],
        a.stamp,
      ),
    )

    await look(async (session) => {
      expect((await session.feedback.of('CRT-1', 'dana'))?.words?.body).toBe('fine')
      expect(await session.feedback.of('CRT-1', 'ben')).toBeUndefined()
    })
  })

  test('assets are found by owner', async () => {
    await a.saveAssets(store, 'AST-1', 'AST-2')

    expect((await look((session) => session.assets.ownedBy(['dana'], 1))).map((one) => one.id)).toEqual([
      'AST-2',
    ])
    expect(await look((session) => session.assets.ownedBy(['ben'], 1))).toEqual([])
  })

  test('references count on by kind, and a refused work leaves no gap', async () => {
    const next = (kind: 'AST' | 'CRT') => store.transact((session) => session.reference(kind))
    await next('AST')
    await store
      .transact(async (session) => {
        await session.reference('AST')
        throw new Refusal('missing', 'No.')
      })
      .catch(() => {})

    expect([await next('AST'), await next('CRT')]).toEqual(['AST-2', 'CRT-1'])
  })

  test('settings are kept, and each change is journalled', async () => {
    const set = (channel: string) =>
      store.transact((session) =>
        session.settings.set(
          'steward-channel',
          { channel },
          { type: 'steward-channel-set', subject: 'setting:steward-channel', channel },
          a.stamp,
        ),
      )
    await set('one')
    await set('two')

    await look(async (session) => {
      expect(await session.settings.get('steward-channel')).toEqual({ channel: 'two' })
      expect(await session.settings.get('other')).toBeUndefined()
      expect((await session.journal.of('setting:steward-channel', 9)).map((entry) => entry.rev)).toEqual([
        2, 1,
      ])
    })
    expect(await store.audit()).toMatchObject({ sound: true, entries: 2, rows: 1 })
  })
}
