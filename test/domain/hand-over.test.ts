import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { accept, decline, lapse, offer, withdraw } from '../../src/domain/hand-over.ts'
import { leave } from '../../src/domain/leaving.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { approval, asset, certification, step } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

const [dana, ben, cid] = [person('dana'), person('ben'), person('cid')]
const at = (days: number) => contextAt(days * 24 * 60)
const made = { ...asset('AST-1'), certification: 'CRT-1' }
const offered = offer(made, { to: ben, by: 'dana', because: 'asked' }, at(0)).next
const id = offered.handOver?.id ?? ''
const none = { certification: undefined, approval: undefined }

const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.message
    throw thrown
  }
  return ''
}

describe('an asset that is handed over', () => {
  it('stays with its owner until the other accepts', () => {
    expect(offered).toMatchObject({ owner: 'dana', handOver: { state: 'offered', to: 'ben' } })
    expect(offered.handOver?.until).toBe(addDays(at(0).now, 14))

    const taken = accept(offered, id, ben, { ...none, certification: certification('CRT-1') }, at(1))

    expect(taken.next).toMatchObject({ owner: 'ben', developer: 'dana', handOver: { state: 'accepted' } })
    expect(taken.certification?.next).toMatchObject({ owner: 'ben', developer: 'dana', state: 'draft' })
  })

  it.each([
    ['is for whoever was asked', cid, id, 1, 'offered to somebody else'],
    ['is not accepted under an older offer', ben, 'older', 1, 'answered or too old'],
    ['is not accepted after two weeks', ben, id, 14, 'answered or too old'],
  ])('%s', (_what, who, which, day, words) => {
    expect(refusal(() => accept(offered, which, who, none, at(day)))).toContain(words)
    expect(refusal(() => decline(offered, which, who, 'No.', at(day)))).toContain(words)
  })

  it('is not offered to its owner, to somebody who left, or twice to the same', () => {
    const gone = leave(cid, [], 2, at(0)).next
    const to = (one: typeof cid) => ({ to: one, by: 'dana', because: 'asked' as const })

    expect(refusal(() => offer(made, to(dana), at(0)))).toContain('owns AST-1 already')
    expect(refusal(() => offer(made, to(gone), at(0)))).toContain('cannot be reached any more')
    expect(refusal(() => offer(offered, to(ben), at(0)))).toContain('has not answered yet')
    expect(offer(offered, to(cid), at(0)).events.map(({ type }) => type)).toEqual([
      'hand-over-withdrawn',
      'hand-over-offered',
    ])
  })

  it('ends with a no that says why, with time, or because it is not needed', () => {
    expect(decline(offered, id, ben, 'Too much.', at(1)).next).toMatchObject({
      owner: 'dana',
      handOver: { state: 'declined', reason: { body: 'Too much.' } },
    })
    expect(lapse(offered, id).next.handOver?.state).toBe('lapsed')
    expect(lapse(offered, 'older').events).toEqual([])
    expect(withdraw(offered).next.handOver?.state).toBe('withdrawn')
    expect(withdraw(made).events).toEqual([])
  })

  it('takes its maker along where they left, and leaves the two weeks as they were for the next', () => {
    const first = offer(made, { to: ben, by: null, because: 'left' }, at(0)).next
    const no = decline(first, first.handOver?.id ?? '', ben, 'No.', at(4)).next
    const second = offer(no, { to: cid, by: null, because: 'left' }, at(4)).next
    const late = offer(no, { to: cid, by: null, because: 'left' }, at(13)).next

    expect(second.handOver).toMatchObject({ until: addDays(at(0).now, 14), tried: ['ben', 'cid'] })
    expect(late.handOver?.until).toBe(addDays(at(13).now, 3))
    const taken = accept(
      second,
      second.handOver?.id ?? '',
      cid,
      { ...none, certification: certification('CRT-1') },
      at(5),
    )
    expect(taken.next).toMatchObject({ owner: 'cid', developer: 'cid' })
    expect(taken.certification?.next).toMatchObject({ owner: 'cid', developer: 'cid' })
  })

  it.each([
    ['left', 'dana', 'ben'],
    ['left', 'cid', 'cid'],
    ['asked', 'dana', 'dana'],
  ] as const)('where its owner %s and %s looks after its go-live, %s does', (because, responsible, then) => {
    const goLive = { day: '2027-01-04', responsible, by: 'dana', at: at(0).now }
    const given = offer(made, { to: ben, by: null, because }, at(0)).next
    const under = { ...none, certification: certification('CRT-1', { state: 'suspended', goLive }) }

    const taken = accept(given, given.handOver?.id ?? '', ben, under, at(1))

    expect(taken.certification?.next.goLive).toEqual({ ...goLive, responsible: then })
  })
})

describe('four eyes, where the owner changes', () => {
  const request = approval('APR-1', ['steward'], { makers: ['dana'] })
  const vote = {
    person: 'ben',
    behalf: null,
    verdict: 'approve' as const,
    at: at(0).now,
    platform: 'web',
    hash: 'h',
    reason: null,
  }
  const inReview = certification('CRT-1', { state: 'in_review', approval: 'APR-1' })

  it('a new owner is a maker, who cannot decide', () => {
    const taken = accept(offered, id, ben, { certification: inReview, approval: request }, at(1))

    expect(taken.approval?.next.makers).toEqual(['dana', 'ben'])
    expect(taken.approval?.events).toMatchObject([{ type: 'maker-added', person: 'ben' }])
  })

  it('nobody takes over what they had a part in deciding, before it is decided', () => {
    const voted = {
      ...request,
      stages: request.stages.map((stage) => ({
        ...stage,
        seats: stage.seats.map((seat) => ({ ...seat, needs: 2, votes: [vote] })),
      })),
    }
    const vouched = certification('CRT-1', {
      ...inReview,
      steps: [step('peer', { state: 'passed', passedBy: 'ben' })],
    })

    for (const under of [
      { certification: inReview, approval: voted },
      { certification: vouched, approval: request },
    ])
      expect(refusal(() => accept(offered, id, ben, under, at(1)))).toContain('had a part in deciding')
  })

  it('what the new owner vouched for while it was prepared is asked of others', () => {
    const preparing = certification('CRT-1', {
      state: 'preparing',
      steps: [
        step('peer', { state: 'passed', passedBy: 'ben', asked: 'ben' }),
        step('manager', { by: 'manager', state: 'passed', passedBy: 'cid' }),
        step('attest', { by: 'owner', state: 'asked', asked: 'dana' }),
      ],
    })

    const taken = accept(offered, id, ben, { ...none, certification: preparing }, at(1)).certification

    expect(taken?.next.steps.map(({ state, asked }) => [state, asked])).toEqual([
      ['open', null],
      ['passed', null],
      ['asked', 'ben'],
    ])
    expect(taken?.events.map(({ type }) => type)).toEqual(['owner-changed', 'step-asked'])
  })

  it('is a material change at high alone', () => {
    const certified = (tier: 'moderate' | 'high') =>
      certification('CRT-1', {
        state: 'certified',
        inForceUntil: at(300).now,
        assessment: {
          tier,
          score: 1,
          band: tier,
          drivers: [],
          blocked: [],
          unknowns: [],
          counterfactual: null,
        },
      })
    const taken = (tier: 'moderate' | 'high') =>
      accept(offered, id, ben, { ...none, certification: certified(tier) }, at(1)).certification?.next

    expect(taken('moderate')?.state).toBe('certified')
    expect(taken('high')).toMatchObject({ state: 'recertifying', inForceUntil: at(300).now })
  })
})
