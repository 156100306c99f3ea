import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { CampaignPart } from '../../../src/domain/campaign-part.ts'
import type { Assessment } from '../../../src/domain/certification.ts'
import type { PeriodicReview } from '../../../src/domain/periodic-review.ts'
import type { Tier } from '../../../src/domain/programme.ts'
import * as a from '../things.ts'
import type { Room } from './room.ts'

const campaign = (id: string, change: Partial<Campaign> = {}): Campaign => ({
  id,
  rev: 1,
  state: 'running',
  name: a.text(`Look ${id}`),
  why: a.text('The list changed.'),
  by: 'priya',
  startedAt: a.at(0),
  days: 14,
  filter: { tiers: [], platforms: [], answers: [], units: [] },
  places: ['low '],
  through: '',
  asked: 0,
  joined: 0,
  ended: null,
  ...change,
})
const part = (id: string, change: Partial<CampaignPart> = {}): CampaignPart => ({
  id,
  answer: 'open',
  told: null,
  before: null,
  ...change,
})
const review = (number: number, campaigns: CampaignPart[], due = a.at(9)): PeriodicReview => ({
  id: `RVW-${number}`,
  rev: 1,
  kind: 'certification',
  subject: `CRT-${number}`,
  certification: `CRT-${number}`,
  because: ['campaign'],
  openedAt: a.at(0),
  due,
  notes: [],
  reminded: [],
  campaigns,
  state: 'open',
  closed: null,
})
const judged = (tier: Tier): Assessment => ({
  tier,
  score: 4,
  band: tier,
  drivers: [],
  blocked: [],
  unknowns: [],
  counterfactual: null,
})

/** Campaigns of reviews, what they choose among, and the queue of what many are told. */
export const campaignsContract = ({ store, look }: Room): void => {
  const certified = (
    number: number,
    tier: Tier,
    change: Parameters<typeof a.certification>[1] = {},
  ): Promise<void> =>
    store.transact(async (session) => {
      const id = `CRT-${number}`
      const counts = { state: 'certified', assessment: judged(tier), inForceUntil: a.at(50) } as const
      await session.certifications.save(
        a.certification(id, { ...counts, asset: `AST-${number}`, ...change }),
        [a.drafted(id)],
        a.stamp,
      )
    })
  const keep = (...some: readonly PeriodicReview[]): Promise<void> =>
    store.transact(async (session) => {
      for (const one of some)
        await session.reviews.save(
          one,
          [
            {
              type: 'periodic-review-opened',
              subject: one.id,
              review: one.id,
              kind: one.kind,
              of: one.subject,
              due: one.due,
              because: 'campaign',
            },
          ],
          a.stamp,
        )
    })
  const begin = (...some: readonly Campaign[]): Promise<void> =>
    store.transact(async (session) => {
      for (const one of some)
        await session.campaigns.save(
          one,
          [{ type: 'campaign-opened', subject: one.id, campaign: one.id, asked: 0, joined: 0 }],
          a.stamp,
        )
    })

  describe('campaigns', () => {
    test('choose among what counts, by place, platform and answers, and count whose it is', async () => {
      await store.transact(async (session) => {
        for (const [id, platform] of [
          ['AST-1', 'excel'],
          ['AST-2', 'other'],
          ['AST-3', 'excel'],
        ] as const)
          await session.assets.save({ ...a.asset(id), platform }, [a.registered(id)], a.stamp)
      })
      await certified(1, 'low', { unit: 'Finance', answers: { connectors: 'green', data: 'public' } })
      await certified(2, 'low', { unit: 'finance', owner: 'ben', answers: { connectors: 'amber' } })
      await certified(3, 'high', { answers: { connectors: 'greener' } })
      await certified(4, 'low', { inForceUntil: a.at(5) })
      await certified(5, 'low', { inForceUntil: null, state: 'expired' })
      await keep(review(2, []))
      const all = {
        now: a.at(5),
        places: ['low finance', 'high '],
        platforms: [],
        answers: [],
      }

      await look(async ({ campaigns }) => {
        expect(await campaigns.places(a.at(5))).toEqual(
          expect.arrayContaining([
            { tier: 'low', unit: 'Finance' },
            { tier: 'low', unit: 'finance' },
            { tier: 'high', unit: null },
          ]),
        )
        expect(await campaigns.counted(all)).toEqual({
          count: 3,
          joins: 1,
          owners: [
            { owner: 'dana', count: 2 },
            { owner: 'ben', count: 1 },
          ],
        })
        expect(await campaigns.meant(all, '', 9)).toEqual(['CRT-1', 'CRT-2', 'CRT-3'])
        expect(await campaigns.meant(all, 'CRT-1', 1)).toEqual(['CRT-2'])
        expect(await campaigns.meant({ ...all, places: ['low finance'] }, '', 9)).toEqual(['CRT-1', 'CRT-2'])
        expect(await campaigns.meant({ ...all, places: [] }, '', 9)).toEqual([])
        expect(await campaigns.meant({ ...all, platforms: ['excel'] }, '', 9)).toEqual(['CRT-1', 'CRT-3'])
        const answers = [{ question: 'connectors', options: ['green', 'amber'] }]
        expect(await campaigns.meant({ ...all, answers }, '', 9)).toEqual(['CRT-1', 'CRT-2'])
      })
    })

    test('are listed with those under way first, and counted', async () => {
      await begin(
        campaign('CMP-1', { startedAt: a.at(1) }),
        campaign('CMP-2', { startedAt: a.at(2), state: 'closed' }),
        campaign('CMP-3', { startedAt: a.at(3), state: 'opening' }),
      )

      await look(async ({ campaigns }) => {
        expect((await campaigns.list(9)).map(({ id }) => id)).toEqual(['CMP-3', 'CMP-1', 'CMP-2'])
        expect(await campaigns.list(1)).toHaveLength(1)
        expect(await campaigns.count('all')).toBe(3)
        expect(await campaigns.count('under-way')).toBe(2)
      })
    })

    test('know what became of each review, who owes an answer, and until when', async () => {
      for (const number of [1, 2, 3, 4, 5])
        await certified(number, 'low', number === 5 ? { owner: 'ben' } : {})
      const told = a.at(1)
      await keep(
        review(1, [part('CMP-1', { answer: 'answered', told })]),
        review(2, [part('CMP-1', { told })], a.at(3)),
        review(3, [part('CMP-1', { told }), part('CMP-2')], a.at(7)),
        review(4, [part('CMP-1', { answer: 'over' })]),
        review(5, [part('CMP-1')], a.at(4)),
      )

      await look(async ({ campaigns, telling }) => {
        expect(await campaigns.figures('CMP-1', a.at(5))).toEqual({
          asked: 5,
          answered: 1,
          gone: 1,
          overdue: 1,
        })
        expect(await campaigns.lastDue('CMP-1')).toBe(a.at(7))
        expect(await campaigns.lastDue('CMP-2')).toBeUndefined()
        expect(await campaigns.owing('CMP-1')).toEqual([
          { owner: 'dana', count: 2 },
          { owner: 'ben', count: 1 },
        ])
        expect(await campaigns.openReviews('CMP-1', 'all', '', 9)).toEqual(['RVW-2', 'RVW-3', 'RVW-5'])
        expect(await campaigns.openReviews('CMP-1', 'all', 'RVW-2', 1)).toEqual(['RVW-3'])
        expect(await campaigns.openReviews('CMP-1', 'untold', '', 9)).toEqual(['RVW-5'])
        expect([await campaigns.hasOpen('CMP-2'), await campaigns.hasOpen('CMP-9')]).toEqual([true, false])
        await telling.put({ kind: 'review', subject: 'RVW-5', due: a.at(9) })
        await telling.put({ kind: 'review', subject: 'RVW-2', due: a.at(9) })
        expect([await telling.of('CMP-1'), await telling.of('CMP-2')]).toEqual([1, 0])
        expect([await telling.hasFor('CMP-1'), await telling.hasFor('CMP-2')]).toEqual([true, false])
      })
    })
  })

  describe('what many are told', () => {
    test('waits in order of its day, once each, and keeps its turn', async () => {
      const one = { kind: 'existing', subject: 'P1', due: a.at(5) } as const
      const two = { kind: 'review', subject: 'RVW-2', due: a.at(3) } as const
      const three = { kind: 'review', subject: 'RVW-1', due: a.at(5) } as const
      await store.transact(async ({ telling }) => {
        for (const each of [one, two, three, { ...one, due: a.at(1) }]) await telling.put(each)
      })

      await look(async ({ telling }) => {
        expect(await telling.page(null, 9)).toEqual([two, one, three])
        expect(await telling.page(null, 1)).toEqual([two])
        expect(await telling.page(two, 9)).toEqual([one, three])
        await telling.drop(one)
        expect(await telling.page(null, 9)).toEqual([two, three])
        expect(await telling.count()).toBe(2)
      })
    })
  })
}
