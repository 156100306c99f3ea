import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { answer, attest, isAsked, isAttestable, takeBack, tell } from '../../src/domain/campaign-review.ts'
import { advance, end, finish, placesFor, start } from '../../src/domain/campaign.ts'
import type { Certification } from '../../src/domain/certification.ts'
import type { PeriodicReview } from '../../src/domain/periodic-review.ts'
import { ask, close } from '../../src/domain/periodic-review.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'
import { draft } from './draft.ts'

const context = contextAt()
const days = (count: number): string => addDays(context.now, count)
const wish = (campaign: string, due = days(20)) =>
  ({
    kind: 'certification',
    subject: 'CRT-1',
    certification: 'CRT-1',
    because: 'campaign',
    due,
    campaign,
  }) as const
const opened = (campaign = 'CMP-1', due?: string) =>
  ask(undefined, wish(campaign, due), 'RVW-1', context).next
const check = (due: string): PeriodicReview =>
  ask(
    undefined,
    { kind: 'check', subject: 'CRT-1', certification: 'CRT-1', because: 'cadence', due },
    'RVW-1',
    context,
  ).next

const standing = (change: Partial<Certification> = {}): Certification => ({
  ...draft('dana').certification,
  id: 'CRT-1',
  owner: 'dana',
  developer: 'dana',
  state: 'certified',
  validFrom: days(-100),
  validUntil: days(500),
  windowOpens: days(470),
  inForceUntil: days(530),
  assessment: {
    tier: 'moderate',
    score: 9,
    band: 'moderate',
    drivers: [],
    blocked: [],
    unknowns: [],
    counterfactual: null,
  },
  ...change,
})
const told = (review: PeriodicReview, certification = standing(), many = 14) =>
  tell(review, certification, () => many, context)
const dana = person('dana')

describe('what a campaign makes of a review', () => {
  it('is one review, whatever asked before: it joins, takes the smaller in, and moves no day before it is told', () => {
    const joined = ask(check(days(30)), wish('CMP-1', days(5)), 'RVW-9', context).next

    expect(joined).toMatchObject({
      id: 'RVW-1',
      kind: 'certification',
      due: days(30),
      because: ['cadence', 'campaign'],
      campaigns: [{ id: 'CMP-1', answer: 'open', told: null, before: { kind: 'check', due: days(30) } }],
    })
    expect(ask(joined, wish('CMP-1', days(5)), 'RVW-9', context).events).toEqual([])
    expect(ask(joined, wish('CMP-2'), 'RVW-9', context).next.campaigns.map(({ id }) => id)).toEqual([
      'CMP-1',
      'CMP-2',
    ])
  })

  it.each([
    ['only a campaign asks: from now on', opened('CMP-1', days(2)), 14, 14],
    ['a nearer day of another reason stays', ask(check(days(3)), wish('CMP-1'), '', context).next, 14, 3],
    [
      'a later day of another reason comes nearer',
      ask(check(days(30)), wish('CMP-1'), '', context).next,
      14,
      14,
    ],
  ])('gives its owner the days from when they are told: %s', (_case, review, many, due) => {
    const moved = told(review, standing(), many)

    expect(moved.next.due).toBe(days(due))
    expect(moved.events).toMatchObject([{ type: 'campaign-told', owner: 'dana', due: days(due) }])
    expect(told(moved.next).events).toEqual([])
  })

  it.each([
    ['it waits for a steward', standing({ state: 'in_review' })],
    ['it does not count', standing({ inForceUntil: null })],
    ['it was retired', standing({ state: 'retired' })],
    [
      'its owner has said so',
      standing({
        state: 'review_due',
        confirmation: { id: 'c', by: 'dana', at: context.now, second: null },
      }),
    ],
  ])('tells nobody where the owner has nothing to say: %s', (_case, certification) => {
    expect(told(opened(), certification).events).toEqual([])
  })

  it('lets its owner know only once they were told, or were asked before', () => {
    expect(isAsked(opened())).toBe(false)
    expect(isAsked(told(opened()).next)).toBe(true)
    expect(isAsked(ask(check(days(3)), wish('CMP-1'), '', context).next)).toBe(true)
    expect(isAsked(answer(told(opened()).next, 'answered').next)).toBe(false)
  })

  it('is answered by a declared change, by the end of the review, and by the word in the window until a steward asks again', () => {
    const review = told(opened()).next
    const of = ({ campaigns }: PeriodicReview) => campaigns.map((part) => part.answer)

    expect(of(ask(review, { ...wish('x'), because: 'change', due: null }, '', context).next)[0]).toBe(
      'answered',
    )
    expect(of(close(review, 'certified', null, context).next)).toEqual(['answered'])
    expect(of(close(review, 'ended', null, context).next)).toEqual(['over'])
    const once = answer(review, 'answered').next
    expect(of(once)).toEqual(['answered'])
    expect(of(answer(once, 'open').next)).toEqual(['open'])
  })

  it.each([
    [
      'nothing else asked for it: it closes',
      opened(),
      { state: 'closed', closed: { outcome: 'taken-back' } },
    ],
    [
      'a check was open before: it is one again',
      ask(check(days(30)), wish('CMP-1'), '', context).next,
      { state: 'open', kind: 'check', due: days(30) },
    ],
    [
      'another campaign asks as well: it goes on',
      ask(opened(), wish('CMP-2'), '', context).next,
      { state: 'open', kind: 'certification' },
    ],
    [
      'the window opened since: it goes on as a whole',
      ask(
        ask(check(days(30)), wish('CMP-1'), '', context).next,
        { ...wish('x'), because: 'window', due: days(60) },
        '',
        context,
      ).next,
      { state: 'open', kind: 'certification' },
    ],
  ])('is taken back: %s', (_case, review, left) => {
    const { next } = takeBack(told(review).next, 'CMP-1', context)

    expect(next).toMatchObject(left)
    expect(next.campaigns.find(({ id }) => id === 'CMP-1')?.answer).toBe('over')
    expect(takeBack(next, 'CMP-1', context).events).toEqual([])
  })

  it('does not take back what was answered', () => {
    const answered = answer(told(opened()).next, 'answered').next
    expect(takeBack(answered, 'CMP-1', context).events).toEqual([])
  })
})

describe('the word that nothing has changed, outside of the window', () => {
  it.each(['low', 'moderate', 'high'] as const)(
    'renews nothing at %s risk, and nobody has to agree',
    (tier) => {
      const before = standing()
      const certification = standing({
        assessment: before.assessment && { ...before.assessment, tier },
      })
      const moved = attest(certification, told(opened()).next, dana, context)

      const { rev: _before, ...kept } = certification
      const { rev: _after, ...left } = moved.certification.next
      expect(left).toEqual(kept)
      expect(moved.review.next).toMatchObject({
        state: 'closed',
        closed: { outcome: 'unchanged', by: 'dana' },
      })
      expect(moved.certification.events).toMatchObject([
        { type: 'review-attested', by: 'dana', isCheck: false },
      ])
    },
  )

  it('is also the look at owner, runbook and access where that was due', () => {
    const review = told(ask(check(days(3)), wish('CMP-1'), '', context).next).next
    expect(attest(standing(), review, dana, context).certification.events).toMatchObject([{ isCheck: true }])
  })

  it.each([
    ['somebody else', standing(), opened(), person('olga', 'steward'), 'not-allowed'],
    ['nothing is asked', standing(), undefined, dana, 'already-decided'],
    ['only the check is open', standing(), check(days(3)), dana, 'already-decided'],
    ['it was answered', standing(), answer(opened(), 'answered').next, dana, 'already-decided'],
    ['it does not count any more', standing({ inForceUntil: days(-1) }), opened(), dana, 'already-decided'],
    ['its window is open', standing({ state: 'review_due' }), opened(), dana, 'already-decided'],
  ])('is refused: %s', (_case, certification, review, by, code) => {
    expect(() => attest(certification, review, by, context)).toThrow(expect.objectContaining({ code }))
    if (by === dana) expect(isAttestable(certification, review, context.now)).toBe(false)
  })
})

describe('whom a steward may ask', () => {
  const bounded = (upTo: 'low' | 'moderate' | null, unit: string | null) => ({
    ...person('olga', 'steward'),
    terms: [{ role: 'steward' as const, until: null, upTo, unit }],
  })
  const there = [
    { tier: 'low', unit: 'Finance' },
    { tier: 'moderate', unit: 'finance' },
    { tier: 'high', unit: null },
  ] as const
  const all = { tiers: [], units: [] }

  it.each([
    ['a steward', person('olga', 'steward'), all, ['low finance', 'moderate finance', 'high ']],
    ['nobody else', person('dana'), all, []],
    ['up to low', bounded('low', null), all, ['low finance']],
    ['in a unit, however it is written', bounded(null, 'FINANCE'), all, ['low finance', 'moderate finance']],
    ['by tier', person('olga', 'steward'), { tiers: ['high' as const], units: [] }, ['high ']],
    [
      'by unit',
      person('olga', 'steward'),
      { tiers: [], units: ['Finance'] },
      ['low finance', 'moderate finance'],
    ],
    ['out of reach', bounded('low', null), { tiers: ['high' as const], units: [] }, []],
  ])('%s', (_case, steward, filter, places) => {
    expect(placesFor(steward, filter, there)).toEqual(places)
  })
})

describe('a campaign', () => {
  const figures = { asked: 3, joined: 1, answered: 2, gone: 0, overdue: 1, untold: 0 }
  const begun = start(
    {
      name: 'Yearly look',
      why: 'The list changed.',
      days: 14,
      filter: { tiers: [], platforms: [], answers: [], units: [] },
      places: ['low '],
      count: 3,
    },
    'CMP-1',
    person('olga', 'steward'),
    context,
  ).next
  const lead = { ...person('sofia', 'steward'), lead: true }

  it('counts what was opened portion by portion, whatever their sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ asked: fc.nat({ max: 20 }), joined: fc.nat({ max: 20 }) })),
        (some) => {
          let now = begun
          for (const [index, more] of some.entries())
            now = advance(now, { ...more, through: `CRT-${index}` }).next
          const done = advance(now, { asked: 1, joined: 0, through: null }).next

          expect(done.state).toBe('running')
          expect(done.asked).toBe(some.reduce((sum, { asked }) => sum + asked, 1))
          expect(done.joined).toBe(some.reduce((sum, { joined }) => sum + joined, 0))
        },
      ),
    )
  })

  it.each([
    ['whoever started it', person('olga', 'steward'), true],
    ['a lead', lead, true],
    ['another steward', person('tomas', 'steward'), false],
    ['its starter without the role', person('olga'), false],
  ])('is ended by: %s', (_case, by, may) => {
    const deed = () => end(begun, 'cancel', figures, by, context)
    if (may) expect(deed().next).toMatchObject({ state: 'cancelled', ended: { by: by.id, figures } })
    else expect(deed).toThrow(Refusal)
  })

  it('ends once', () => {
    const over = finish(begun, 'answered', figures, context).next
    expect(() => end(over, 'close', figures, lead, context)).toThrow(
      expect.objectContaining({ code: 'already-decided' }),
    )
  })
})
