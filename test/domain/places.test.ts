import { expect, test } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { vote } from '../../src/domain/decision.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Holders } from '../../src/domain/review.ts'
import { askStage, leftShort } from '../../src/domain/review.ts'
import { approval, certification } from '../store/things.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'

/** One person fills one place alone, also where they could fill either of two. */
const holders = (people: Partial<Record<Role, readonly string[]>>): Holders => {
  const who = (role: Role): readonly string[] => people[role] ?? []
  return Object.assign((role: Role) => who(role).length, { who })
}
const stage = (...roles: readonly Role[]): Approval => approval('APR-1', roles, { makers: ['dana'] })
const voteOf = (person: string, on: number, asked: Approval): Approval => ({
  ...asked,
  stages: asked.stages.map((one) => ({
    ...one,
    seats: one.seats.map((seat, index) =>
      index === on
        ? {
            ...seat,
            votes: [
              {
                person,
                behalf: null,
                verdict: 'approve' as const,
                at: contextAt().now,
                platform: 'web' as const,
                hash: 'h',
                reason: null,
              },
            ],
          }
        : seat,
    ),
  })),
})
const high = certification('CRT-1', {
  state: 'in_review',
  approval: 'APR-1',
  frozen: { version: 1, hash: 'h', at: contextAt().now, by: 'dana', parts: {} },
  assessment: {
    tier: 'moderate',
    score: 10,
    band: 'moderate',
    drivers: [],
    blocked: [],
    unknowns: [],
    counterfactual: null,
  },
})

test.each([
  ['both fall to the only board member', { board: ['ines'] }, ['data_protection']],
  ['both fall to the board, which has two', { board: ['ines', 'jonas'] }, []],
  ['one person holds both roles', { security: ['sol'], data_protection: ['sol'] }, ['data_protection']],
  ['somebody else is there for one of them', { security: ['sol'], data_protection: ['sol', 'tom'] }, []],
  ['nobody is there for either', {}, ['security', 'data_protection']],
])('two seats side by side, where %s', (_, people, short) => {
  const { events } = askStage(stage('security', 'data_protection'), high, holders(people), contextAt())

  expect(events.flatMap((event) => (event.type === 'approval-unmanned' ? [event.role] : []))).toEqual(short)
})

const ana = person('ana', 'board', 'security')

test.each([
  ['the other could be filled by somebody else', ['ben'], []],
  ['nobody else could fill the other', [], ['security']],
])('a vote of somebody who could fill either seat, where %s', (_, security, short) => {
  const asked = stage('board', 'security')
  // Those beside ana, as whoever decides counts them.
  const others = holders({ board: ['cid'], security })

  expect(leftShort(asked, voteOf('ana', 0, asked), ana, others)).toEqual(short)
  const wish = { verdict: 'approve' as const, rev: asked.rev, reason: '', conditions: [] }
  const names = { nameOf: (id: string) => id, entitled: [], absent: [], holders: others }
  const { events } = vote(asked, high, ana, wish, names, contextAt())
  expect(events.flatMap((event) => (event.type === 'approval-unmanned' ? [event.role] : []))).toEqual(short)
})

test('what was short before is not told again', () => {
  const asked = stage('board', 'security')
  const one = person('ana', 'board')

  expect(leftShort(asked, voteOf('ana', 0, asked), one, holders({}))).toEqual([])
})
