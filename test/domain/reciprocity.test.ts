import { describe, expect, it } from 'vitest'
import type { Certification } from '../../src/domain/certification.ts'
import { reciprocity } from '../../src/domain/reciprocity.ts'
import { person } from './cast.ts'
import { contextAt } from './context.ts'
import { draft } from './draft.ts'

const context = contextAt()
const { now } = context
const decided = (
  developer: string,
  by: string,
  at = '2026-06-01T08:00:00.000Z',
  verdict: 'certified' | 'rejected' = 'certified',
): Certification => ({
  ...draft('dana').certification,
  developer,
  owner: developer,
  decision: { verdict, by: [by], at, platform: 'web', reason: null, hash: 'h', before: null },
})
const times = (count: number, certification: Certification): readonly Certification[] =>
  Array.from({ length: count }, () => certification)
const [ana, ben] = [{ ...person('ana'), joined: ['ana-two'] }, person('ben')]

describe('a pair that keeps approving each other', () => {
  it.each([
    [
      'three each way',
      [...times(3, decided('ben', 'ana')), ...times(4, decided('ana', 'ben'))],
      { there: 3, back: 4 },
    ],
    [
      'also under a linked account',
      [...times(3, decided('ben', 'ana-two')), ...times(3, decided('ana', 'ben'))],
      { there: 3, back: 3 },
    ],
    ['only one way', times(9, decided('ben', 'ana')), null],
    ['two one way', [...times(2, decided('ben', 'ana')), ...times(9, decided('ana', 'ben'))], null],
    ['with somebody else', [...times(3, decided('eva', 'ana')), ...times(3, decided('ana', 'ben'))], null],
    [
      'rejections',
      [...times(3, decided('ben', 'ana', now, 'rejected')), ...times(3, decided('ana', 'ben'))],
      null,
    ],
    [
      'more than a year ago',
      [...times(3, decided('ben', 'ana', '2025-11-23T08:00:00.000Z')), ...times(3, decided('ana', 'ben'))],
      null,
    ],
  ])('%s', (_name, certifications, expected) => {
    expect(reciprocity(ana, ben, certifications, context)).toEqual(expected)
  })
})
