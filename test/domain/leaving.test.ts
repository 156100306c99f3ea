import { describe, expect, it } from 'vitest'
import { accept, offer } from '../../src/domain/hand-over.ts'
import { leave, passGoLive, passToOwner, returnSteps, successors } from '../../src/domain/leaving.ts'
import { asset, certification, step, text } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

const [dana, ben, cid] = [person('dana'), person('ben'), person('cid')]
const at = (days: number) => contextAt(days * 24 * 60)
const made = { ...asset('AST-1'), certification: 'CRT-1' }
const none = { certification: undefined, approval: undefined }

describe('the days after a go-live', () => {
  const goLive = { day: '2027-01-04', responsible: 'dana', by: 'dana', at: at(0).now }
  const hypercare = {
    id: 'hypercare',
    words: text('Say how.'),
    due: '2027-02-03',
    state: 'open' as const,
    evidence: null,
  }
  const decision = {
    verdict: 'certified_on_conditions' as const,
    by: ['cid'],
    at: at(0).now,
    platform: 'web',
    reason: null,
    hash: 'h',
    before: null,
  }
  const live = certification('CRT-1', {
    state: 'conditionally_certified',
    goLive,
    decision,
    conditions: [hypercare],
  })
  const gone = leave(ben, [], 2, at(0)).next

  it.each([
    ['somebody who is there', live, ben, 'ben'],
    ['nobody who approved it', live, cid, 'dana'],
    ['nobody who left', live, gone, 'dana'],
    [
      'nobody where they are over',
      { ...live, conditions: [{ ...hypercare, state: 'met' as const }] },
      ben,
      'dana',
    ],
    [
      'nobody where another looks after them',
      { ...live, goLive: { ...goLive, responsible: 'eve' } },
      ben,
      'eve',
    ],
  ])('pass to %s', (_what, one, to, then) => {
    const moved = passGoLive(one, dana, to)

    expect(moved.next.goLive?.responsible).toBe(then)
    expect(moved.events.length).toBe(then === 'ben' ? 1 : 0)
  })
})

describe('somebody who left', () => {
  it('is followed by the deputy who was named, then by the manager who confirmed', () => {
    const under = certification('CRT-1', {
      steps: [
        step('justification', { kind: 'form', answers: { deputy: text('ben') } }),
        step('manager', { by: 'manager', state: 'passed', passedBy: 'cid' }),
      ],
    })

    expect(successors(made, under)).toEqual(['ben', 'cid'])
    expect(successors({ ...made, deputy: 'eva' }, under)).toEqual(['eva', 'ben', 'cid'])
    expect(successors(made, undefined)).toEqual([])
  })

  it('gives back the steps that wait for them, and only those', () => {
    const under = certification('CRT-1', {
      state: 'preparing',
      steps: [
        step('a', { asked: 'ben' }),
        step('b', { asked: 'cid' }),
        step('c', { state: 'passed', asked: 'ben', passedBy: 'ben' }),
      ],
    })

    const moved = returnSteps(under, ben, at(0))

    expect(moved.next.steps.map(({ state }) => state)).toEqual(['open', 'asked', 'passed'])
    expect(moved.events).toMatchObject([{ type: 'step-returned', step: 'a', person: 'ben' }])
    expect(returnSteps(under, person('eva'), at(0)).events).toEqual([])
  })

  it('leaves what they built for another to that one', () => {
    const theirs = certification('CRT-1', { developer: 'ben', owner: 'cid' })

    expect(passToOwner(theirs, ben, cid, at(0)).next.developer).toBe('cid')
    const own = certification('CRT-1', { developer: 'ben', owner: 'ben' })
    expect(passToOwner(own, ben, ben, at(0)).events).toEqual([])
  })

  describe('and what the tier asks of its developer, of whoever is that now', () => {
    const { programme } = at(0)
    const training = programme.steps.filter(({ kind }) => kind === 'training').slice(0, 2)
    const [first = '', second = ''] = training.map(({ id: one }) => one)
    const passed = (one: string, kind: 'training' | 'acknowledgement' | 'form') =>
      step(one, { kind, by: 'developer', state: 'passed', passedBy: 'ben', passedAt: at(0).now })
    const steps = [
      passed(first, 'training'),
      passed(second, 'training'),
      passed('policy', 'acknowledgement'),
      passed('describe', 'form'),
    ]
    const skilled = {
      ...cid,
      passes: [{ skill: training[0]?.skill ?? '', at: at(0).now, until: at(200).now, score: 100 }],
      acknowledged: [{ version: programme.version, hash: programme.hash, at: at(0).now }],
    }
    const asked = [
      [first, 'passed', 'cid'],
      [second, 'open', null],
      ['policy', 'passed', 'cid'],
      ['describe', 'passed', 'ben'],
    ]
    const seen = (some: readonly { id: string; state: string; passedBy: string | null }[] = []) =>
      some.map((one) => [one.id, one.state, one.passedBy])

    it('where its owner goes on with it', () => {
      const theirs = certification('CRT-1', { developer: 'ben', owner: 'cid', state: 'preparing', steps })

      const moved = passToOwner(theirs, ben, skilled, at(1))

      expect(seen(moved.next.steps)).toEqual(asked)
      expect(moved.events).toMatchObject([{ type: 'developer-left', again: [second] }])
    })

    it.each([
      ['preparing', 'left', 'moderate', asked],
      ['preparing', 'asked', 'moderate', seen(steps)],
      ['certified', 'left', 'moderate', seen(steps)],
      ['certified', 'left', 'high', asked],
    ] as const)('where %s, and its owner %s, at %s risk', (state, because, tier, then) => {
      const own = { ...made, owner: 'ben', developer: 'ben' }
      const given = offer(own, { to: skilled, by: null, because }, at(0)).next
      const model = certification('CRT-1')
      const assessment = {
        score: 9,
        tier,
        band: tier,
        drivers: [],
        counterfactual: null,
        blocked: [],
        unknowns: [],
      }
      const under = {
        ...none,
        certification: {
          ...model,
          state,
          owner: 'ben',
          developer: 'ben',
          steps,
          assessment,
        },
      }

      const taken = accept(given, given.handOver?.id ?? '', skilled, under, at(1))

      expect(seen(taken.certification?.next.steps)).toEqual(then)
      const [changed] = taken.certification?.events ?? []
      expect(changed && 'again' in changed ? changed.again : []).toEqual(then === asked ? [second] : [])
    })
  })
})
