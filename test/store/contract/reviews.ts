import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/domain/event.ts'
import type { PeriodicReview } from '../../../src/domain/periodic-review.ts'
import type { Timer } from '../../../src/domain/timer.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

const review = (id: string, change: Partial<PeriodicReview> = {}): PeriodicReview => ({
  id,
  rev: 1,
  kind: 'certification',
  subject: 'CRT-1',
  certification: 'CRT-1',
  because: ['window'],
  openedAt: a.at(0),
  due: a.at(9),
  notes: [],
  reminded: [],
  campaigns: [],
  state: 'open',
  closed: null,
  ...change,
})
const opened = ({ id, kind, subject, due }: PeriodicReview): Event => ({
  type: 'periodic-review-opened',
  subject: id,
  review: id,
  kind,
  of: subject,
  due,
  because: 'window',
})

/** Reviews, and the figures that are counted over everything. */
export const reviewsContract = ({ store, look }: Room): void => {
  const keep = (...some: readonly PeriodicReview[]): Promise<void> =>
    store.transact(async (session) => {
      for (const one of some) await session.reviews.save(one, [opened(one)], a.stamp)
    })
  const ids = (some: readonly PeriodicReview[]): readonly string[] => some.map(({ id }) => id)

  describe('reviews', () => {
    const part = { id: 'CMP-1', answer: 'open', told: null, before: null } as const
    const before = { kind: 'certification' as const, because: ['window'], due: null }
    test.each<[string, Partial<PeriodicReview>, boolean]>([
      ['a look', { kind: 'check' }, true],
      ['what the state of its certification says anyway', {}, false],
      ['a campaign that nobody was told of', { campaigns: [part] }, false],
      ['a campaign that they were told of', { campaigns: [{ ...part, told: a.at(1) }] }, true],
      ['a campaign that came upon an open one', { campaigns: [{ ...part, before }] }, true],
      [
        'a campaign that was answered',
        { campaigns: [{ ...part, answer: 'answered', told: a.at(1) }] },
        false,
      ],
    ])('may need the owner of what is certified, or not: %s', async (_what, change, isNeeded) => {
      await store.transact(async (session) => {
        await session.people.save(a.person('dana', 'Dana'), [a.met('dana')], a.stamp)
        await session.certifications.save(
          a.certification('CRT-1', { state: 'certified' }),
          [a.drafted('CRT-1')],
          a.stamp,
        )
      })
      await keep(review('RVW-1', change))

      const needless = await look((session) => session.people.needless(['dana'], a.at(0)))

      expect(needless.length).toBe(isNeeded ? 0 : 1)
    })

    test('are found by what they are about, the open ones by the nearest day', async () => {
      await keep(
        review('RVW-1', { due: a.at(9) }),
        review('RVW-2', { subject: 'CRT-2', certification: 'CRT-2', kind: 'check', due: a.at(3) }),
        review('RVW-3', { subject: 'CRT-3', certification: 'CRT-3', state: 'closed' }),
        review('RVW-4', { subject: 'CRT-4', certification: 'CRT-4', due: a.at(1) }),
      )

      await look(async ({ reviews }) => {
        expect((await reviews.openOf('CRT-1'))?.id).toBe('RVW-1')
        expect(await reviews.openOf('CRT-3')).toBeUndefined()
        expect(ids(await reviews.openAmong(['CRT-1', 'CRT-2', 'CRT-3', 'CRT-9']))).toEqual(['RVW-2', 'RVW-1'])
        expect(await reviews.openAmong([])).toEqual([])
        expect(ids(await reviews.open('certification', 9))).toEqual(['RVW-4', 'RVW-1'])
        expect(ids(await reviews.open('certification', 1))).toEqual(['RVW-4'])
      })
    })

    test('have one open at a time for each subject, whatever a caller thinks', async () => {
      await keep(review('RVW-1'))

      await expect(keep(review('RVW-2'))).rejects.toThrow()
      await keep(review('RVW-3', { state: 'closed' }))
    })

    test('that are done are found by their kind, the last one first', async () => {
      const of = { kind: 'policy', subject: 'policy', certification: null, state: 'closed' } as const
      await keep(review('RVW-9', of), review('RVW-10', of), review('RVW-11', { ...of, state: 'open' }))

      await look(async ({ reviews }) => {
        expect((await reviews.lastOf('policy'))?.id).toBe('RVW-10')
        expect(await reviews.lastOf('governance')).toBeUndefined()
      })
    })

    test('keep what is noted at them word for word', async () => {
      const words = a.text('Three lines are enough.')
      const note = { control: 'runbook', verdict: 'change', words, by: 'priya', at: a.at(1) } as const
      const noted = review('RVW-1', { kind: 'governance', subject: 'governance', certification: null })
      await keep({ ...noted, notes: [note] })

      const found = await look((session) => session.reviews.openOf('governance'))

      expect(found?.notes).toEqual([{ ...note, words: a.read(words) }])
      expect(await store.audit()).toMatchObject({ sound: true })
    })
  })

  describe('figures', () => {
    const request = (id: string, at: string, change = {}) =>
      store.transact((session) =>
        session.approvals.save(
          a.approval(id, ['steward'], change),
          [{ type: 'approval-requested', subject: id } as Event],
          { ...a.stamp, now: at },
        ),
      )

    test('tell how many requests are open, and which has waited longest', async () => {
      await request('APR-1', a.at(5))
      await request('APR-2', a.at(2))
      await request('APR-3', a.at(1), { state: 'approved' })

      expect(await look(({ figures }) => figures.open())).toEqual({
        count: 2,
        oldest: { approval: 'APR-2', since: a.at(2) },
      })
    })

    test('tell how many were asked for and decided between two moments, and in time', async () => {
      await request('APR-1', a.at(1), { due: a.at(4), state: 'approved' })
      await request('APR-2', a.at(1), { due: a.at(2), state: 'rejected' })
      await request('APR-3', a.at(9), { due: a.at(20) })
      for (const id of ['APR-1', 'APR-2'])
        await store.transact(async (session) => {
          const found = await session.approvals.find(id)
          if (found)
            await session.approvals.save({ ...found, rev: found.rev + 1 }, [a.closed(id)], {
              ...a.stamp,
              now: a.at(3),
            })
        })

      expect(await look(({ figures }) => figures.requests(a.at(0), a.at(9)))).toEqual({
        asked: 2,
        decided: 2,
        inTime: 1,
      })
      expect(await look(({ figures }) => figures.requests(a.at(9), a.at(10)))).toMatchObject({ asked: 1 })
    })

    test('tell how often each step was passed since a moment', async () => {
      const passed = (step: string, second: number) =>
        store.transact(async (session) => {
          const id = `CRT-${step}-${second}`
          await session.certifications.save(
            a.certification(id),
            [{ ...a.drafted(id), type: 'step-passed', step, by: 'dana' } as Event],
            { ...a.stamp, now: a.at(second) },
          )
        })
      for (const [step, second] of [
        ['early', 1],
        ['runbook', 2],
        ['quiz', 3],
        ['quiz', 4],
      ] as const)
        await passed(step, second)

      expect(await look(({ figures }) => figures.steps(a.at(2)))).toEqual([
        { step: 'quiz', count: 2 },
        { step: 'runbook', count: 1 },
      ])
    })

    test('tell what ends before a moment, and what lies ahead', async () => {
      const timer = (kind: Timer['kind'], subject: string, second: number): Timer => ({
        kind,
        subject,
        occurrence: 'once',
        due: a.at(second),
      })
      const all = [
        timer('expires', 'CRT-1', 5),
        timer('expires', 'CRT-2', 9),
        timer('waiver-expires', 'CRT-3', 1),
        timer('sample-due', 'CRT-4', 2),
      ]
      await store.transact(async (session) => {
        for (const one of all) await session.timers.set(one)
        await session.timers.fired(timer('waiver-expires', 'CRT-3', 1), a.at(1))
      })

      expect(await look(({ figures }) => figures.ending(a.at(9)))).toEqual({ certificates: 1, waivers: 0 })
      const ends = async () => (await look(({ figures }) => figures.ending(a.at(9)))).waivers
      const waiver = (kind: Timer['kind'], occurrence: string, second: number): Timer => ({
        ...timer(kind, 'CRT-5', second),
        occurrence,
      })
      // With days of grace, it has ended once they begin.
      await store.transact(async (session) => {
        await session.timers.set(waiver('waiver-ends', 'w1 2027-01-01', 3))
        await session.timers.set(waiver('waiver-expires', 'w1 2027-01-01', 5))
      })
      expect(await ends()).toBe(1)
      await store.transact((session) =>
        session.timers.fired(waiver('waiver-ends', 'w1 2027-01-01', 3), a.at(3)),
      )
      expect(await ends()).toBe(0)
      // Without them, on the day on which it expires; one that was made longer on its last.
      await store.transact(async (session) => {
        await session.timers.set(waiver('waiver-expires', 'w2 2027-01-01', 6))
        await session.timers.set(waiver('waiver-expires', 'w3 2027-01-01', 6))
        await session.timers.set(waiver('waiver-expires', 'w3 2027-03-01', 99))
      })
      expect(await ends()).toBe(1)
      const ahead = await look(({ timers }) => timers.ahead(['expires', 'sample-due'], a.at(9), 9))
      expect(ahead.map(({ subject }) => subject)).toEqual(['CRT-4', 'CRT-1'])
      expect(await look(({ timers }) => timers.ahead(['expires'], a.at(99), 1))).toMatchObject([
        { subject: 'CRT-1' },
      ])
    })
  })
}
