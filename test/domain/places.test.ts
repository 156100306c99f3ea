import { expect, test } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import type { Role } from '../../src/domain/programme.ts'
import type { Holders } from '../../src/domain/review.ts'
import { askStage, leftShort } from '../../src/domain/review.ts'
import { approval, certification } from '../store/things.ts'
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

test.each([
  ['the other could be filled by somebody else', ['ana', 'ben'], []],
  ['nobody else could fill the other', ['ana'], ['security']],
])('a vote of somebody who could fill either seat, where %s', (_, security, short) => {
  const asked = stage('board', 'security')
  const those = holders({ board: ['ana', 'cid'], security })

  expect(leftShort(asked, voteOf('ana', 0, asked), those)).toEqual(short)
})

test('what was short before is not told again', () => {
  const asked = stage('board', 'security')

  expect(leftShort(asked, voteOf('ana', 0, asked), holders({ board: ['ana'] }))).toEqual([])
})
