import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import type { Person } from '../../src/domain/person.ts'
import { can } from '../../src/domain/person.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

describe('who may decide', () => {
  const now = contextAt().now
  const approval: Approval = {
    id: 'APR-1',
    rev: 1,
    state: 'open',
    certification: 'CRT-1',
    asset: 'AST-1',
    unit: null,
    makers: ['ana'],
    reviewers: [],
    decidedBefore: ['cid'],
    appeals: null,
    clock: null,
    hash: 'h',
    stage: 0,
    stages: [
      {
        id: 's',
        title: 'Stage',
        seats: [{ role: 'steward', asked: null, lead: false, needs: 1, all: false, votes: [] }],
      },
    ],
    openedAt: now,
    due: null,
    closedAt: null,
    conditions: [],
  }
  const ben = {
    ...person('ben', 'steward'),
    away: { from: '2026-11-24', to: '2026-11-25', delegate: 'dora' },
  }
  const may = (one: Person, absent: Person, at = now) =>
    can(one, { deed: 'approval.vote-for', approval, role: 'steward', absent, now: at })

  it('a stand-in, on the days that were named, by the absent person’s own clock', () => {
    const dora = person('dora')
    expect(may(dora, ben)).toBe(true)
    expect(may({ ...person('other'), joined: ['dora'] }, ben)).toBe(true)
    // 23:30 on the 25th and 00:30 on the 26th in Berlin.
    expect(may(dora, ben, '2026-11-25T22:30:00.000Z')).toBe(true)
    expect(may(dora, ben, '2026-11-25T23:30:00.000Z')).toBe(false)
    expect(may(dora, ben, '2026-11-23T22:30:00.000Z')).toBe(false)
    expect(may(dora, ben, '2026-11-23T23:30:00.000Z')).toBe(true)
  })

  it('never a maker, nor whoever decided before, for themselves or in somebody’s place', () => {
    for (const id of ['ana', 'cid']) {
      expect(can(person(id, 'steward'), { deed: 'approval.vote', approval, role: 'steward' })).toBe(false)
      expect(may(person(id), { ...ben, away: { ...ben.away, delegate: id } })).toBe(false)
      expect(may(person('dora'), { ...ben, id })).toBe(false)
    }
  })

  it('nobody whom the absent person did not name, nor in the place of somebody without the role', () => {
    expect(may(person('eva'), ben)).toBe(false)
    expect(may(person('dora'), { ...ben, roles: ['board'] })).toBe(false)
    expect(may(person('dora'), { ...ben, away: null })).toBe(false)
  })
})
