import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { waitingRoles } from '../../src/domain/approval.ts'
import type { Context } from '../../src/domain/context.ts'
import { vote } from '../../src/domain/decision.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Role, StageRule } from '../../src/domain/programme.ts'
import { openReview } from '../../src/domain/review.ts'
import { timersFor } from '../../src/domain/timer.ts'
import { certification as blank, step } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt, programme } from './context.ts'

const stages: readonly StageRule[] = [
  { id: 'steward', title: 'Steward', seats: [{ role: 'steward', rule: { kind: 'any' } }] },
  { id: 'board', title: 'Board', seats: [{ role: 'board', rule: { kind: 'all' } }] },
]
const at = (minute: number): Context =>
  contextAt(minute, { programme: { ...programme, stages: { ...programme.stages, high: stages } } })

/** Priya is a steward who sits on the board as well; Paul reviewed it as a peer, and sits on it too. */
const priya = person('priya', 'steward', 'board')
const board = [priya, person('paul', 'board'), person('rhea', 'board'), person('karl', 'board')]
const holders =
  (...except: readonly string[]) =>
  (role: Role): number =>
    [...board].filter((one) => one.roles.includes(role) && !except.includes(one.id)).length

const submitted = blank('CRT-1', {
  state: 'submitted',
  assessment: {
    tier: 'high',
    score: 20,
    band: 'high',
    drivers: [],
    blocked: [],
    unknowns: [],
    counterfactual: null,
  },
  steps: [step('peer', { state: 'passed', passedBy: 'paul' })],
  frozen: { version: 1, hash: 'h', at: at(0).now, by: 'dana', parts: {} },
})
const facts = { answers: {}, tier: 'high', kind: 'app', platform: 'x', ownerIsDeveloper: true } as const

const open = () => openReview(submitted, 'APR-1', facts, holders('paul'), at(0))
const approve = (approval: Approval, voter: Person, minute: number) =>
  vote(
    approval,
    open().certification.next,
    voter,
    { verdict: 'approve', rev: approval.rev, hash: 'h', reason: '', conditions: [] },
    { nameOf: (id) => id, entitled: [], holders: holders('paul', 'priya') },
    at(minute),
  )

describe('a later stage that needs all holders of a role', () => {
  it('counts them when it begins: nobody who has decided, and no peer reviewer', () => {
    const { approval, events } = approve(open().approval, priya, 1)

    expect(approval.stages[1]?.seats[0]?.needs).toBe(2)
    expect(waitingRoles(approval)).toEqual(['board'])
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'approval-requested',
        stage: 1,
        roles: ['board'],
        except: ['dana', 'paul', 'priya'],
      }),
    )
  })

  it('gets the days of a stage from when it begins, and a timer of its own', () => {
    const first = open()
    const second = approve(first.approval, priya, 60 * 24)
    const asked = second.events.find((one) => one.type === 'approval-requested')

    expect(first.approval.due).toBe('2026-11-30T09:00:00.000Z')
    expect(second.approval.due).toBe('2026-12-01T09:00:00.000Z')
    const timers = asked && timersFor(asked, at(0).now, programme)
    expect(timers?.clear).toEqual({
      subject: 'APR-1',
      kinds: ['approval-climbs', 'approval-expires', 'decision-settles'],
    })
    expect(timers?.set.map(({ kind, occurrence, due }) => [kind, occurrence.split(' 2026')[0], due])).toEqual(
      [
        ['approval-climbs', '1 nudge', '2026-11-27T09:00:00.000Z'],
        ['approval-climbs', '1 deputy', '2026-12-01T09:00:00.000Z'],
        ['approval-climbs', '1 lead', expect.any(String)],
        ['approval-expires', expect.any(String), '2026-12-07T09:00:00.000Z'],
      ],
    )
  })
})
