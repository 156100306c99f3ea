import { describe, expect, it } from 'vitest'
import type { Tier } from '../../src/domain/programme.ts'
import { unknown } from '../../src/domain/programme.ts'
import { classify, missingQuestions, pointsOfUnknown } from '../../src/domain/risk.ts'
import { asset, byPoints, harmless, programme } from './answers.ts'

const judge = (answers: Readonly<Record<string, string>>) => classify(programme, answers, asset)

type Why = readonly string[]

const examples: readonly (readonly [name: string, row: string, score: number, tier: Tier, why: Why])[] = [
  ['personal task list', '1 0 0 0 0 1 0 0 0 0 2 0', 4, 'low', []],
  ['team leave calendar', '1 2 2 0 1 1 0 0 0 0 1 0', 8, 'low', []],
  ['confidential reading list', '3 0 0 0 1 0 0 0 0 0 1 0', 5, 'moderate', ['data floor-moderate']],
  ['task list, personal data unknown', '1 ? 0 0 0 1 0 0 0 0 2 0', 6, 'moderate', ['personal unknown']],
  [
    'small list on a red connector',
    '1 0 1 0 0 1 red 0 0 0 0 0',
    6,
    'moderate',
    ['connectors floor-moderate'],
  ],
  [
    'department report, confidential',
    '3 0 2 1 1 0 0 0 2 1 1 0',
    11,
    'moderate',
    ['data floor-moderate', 'users points', 'access points', 'audience points', 'failure points'],
  ],
  [
    'stock count, service account',
    '1 0 2 1 2 3 0 0 service 1 1 0',
    14,
    'moderate',
    [
      'writes floor-moderate',
      'access floor-moderate',
      'failure floor-moderate',
      'users points',
      'data points',
    ],
  ],
  [
    'customer survey form',
    '1 4 4 4 0 1 0 0 2 0 1 0',
    17,
    'high',
    ['personal forces-high', 'audience forces-high'],
  ],
  [
    'a little of everything',
    '1 2 2 1 1 2 2 1 2 1 1 2',
    18,
    'high',
    ['personal points', 'users points', 'writes points', 'connectors points', 'access points'],
  ],
  [
    'CV-screening bot',
    '3 4 1 0 1 2 2 4 2 3 0 0',
    22,
    'high',
    ['personal forces-high', 'automation forces-high', 'rules forces-high', 'data points', 'writes points'],
  ],
]

describe('the worked examples', () => {
  it.each(examples)('%s (%s) scores %i and is %s', (_name, row, score, tier, why) => {
    const result = judge(byPoints(row))

    expect(result.score).toBe(score)
    expect(result.tier).toBe(tier)
    expect(result.drivers.map((one) => `${one.question} ${one.because}`)).toEqual(why)
  })

  it('are high by score alone, or by their answers alone, as the case may be', () => {
    expect(judge(byPoints('1 2 2 1 1 2 2 1 2 1 1 2')).band).toBe('high')
    expect(judge(byPoints('1 4 4 4 0 1 0 0 2 0 1 0')).band).toBe('moderate')
    expect(judge(byPoints('3 0 0 0 1 0 0 0 0 0 1 0')).band).toBe('low')
  })

  it('block only where a red connector is used', () => {
    expect(judge(byPoints('1 0 1 0 0 1 red 0 0 0 0 0')).blocked).toEqual([
      { question: 'connectors', option: 'red' },
    ])
    expect(judge(byPoints('1 0 1 0 0 1 custom 0 0 0 0 0')).blocked).toEqual([])
  })
})

/** Every flag of the questionnaire: on harmless answers elsewhere, this one alone gives that tier. */
const flagged: readonly (readonly [question: string, option: string, tier: Tier])[] = [
  ['data', 'confidential', 'moderate'],
  ['data', 'restricted', 'high'],
  ['personal', 'outsiders', 'high'],
  ['personal', 'special', 'high'],
  ['audience', 'partners', 'moderate'],
  ['audience', 'public', 'high'],
  ['failure', 'process_stops', 'moderate'],
  ['failure', 'harm', 'high'],
  ['writes', 'system_of_record', 'moderate'],
  ['writes', 'payments', 'high'],
  ['connectors', 'amber', 'moderate'],
  ['connectors', 'custom', 'moderate'],
  ['connectors', 'red', 'moderate'],
  ['automation', 'acts', 'moderate'],
  ['automation', 'decides', 'high'],
  ['access', 'service', 'moderate'],
  ['access', 'admin', 'high'],
  ['rules', 'regulated', 'high'],
  ['destination', 'elsewhere', 'moderate'],
]

describe('a flag', () => {
  it.each(flagged)('at %s: %s makes it %s by itself', (question, option, tier) => {
    const result = judge({ ...harmless, [question]: option })

    expect(result.band).toBe('low')
    expect(result.tier).toBe(tier)
    expect(result.drivers[0]).toMatchObject({
      question,
      option,
      because: tier === 'high' ? 'forces-high' : 'floor-moderate',
    })
  })

  it('stands nowhere else', () => {
    const known = new Set(flagged.map(([question, option]) => `${question} ${option}`))
    for (const question of programme.questions)
      for (const option of question.options) {
        if (known.has(`${question.id} ${option.id}`) || option.id === unknown) continue
        expect(judge({ ...harmless, [question.id]: option.id }).tier, `${question.id} ${option.id}`).toBe(
          'low',
        )
      }
  })

  it.each(['up_to_250', 'more'])(
    'at users: %s counts once the data is not public, or personal, or shared data is written',
    (users) => {
      const many = { ...harmless, users }

      expect(judge(many).tier).toBe('low')
      expect(judge({ ...many, data: 'internal' }).tier).toBe('moderate')
      expect(judge({ ...many, personal: 'contacts' }).tier).toBe('moderate')
      expect(judge({ ...many, writes: 'own_list' }).tier).toBe('low')
      expect(judge({ ...many, writes: 'shared_data' }).tier).toBe('moderate')
      expect(judge({ ...harmless, users: 'up_to_50', data: 'internal' }).tier).toBe('low')
    },
  )
})

describe('"I don\'t know"', () => {
  it.each([
    [[0, 1, 3, 4], 3],
    [[0, 1, 2, 4, 4], 2],
    [[0, 2, 3, 3], 2],
    [[0, 2, 3], 2],
    [[0, 1, 2], 1],
    [[5, 5], 5],
  ])('among options of %j points counts as %i', (points, expected) => {
    expect(pointsOfUnknown(points.map((one) => ({ points: one })))).toBe(expected)
  })

  it.each(programme.questions.map((one) => one.id))(
    'to %s gives moderate by itself, never high, and blocks nothing',
    (question) => {
      const result = judge({ ...harmless, [question]: unknown })

      expect(result.tier).toBe('moderate')
      expect(result.unknowns).toEqual([question])
      expect(result.blocked).toEqual([])
      expect(result.drivers).toMatchObject([{ question, because: 'unknown' }])
    },
  )

  it('is what an answer counts as that is missing, or that the policy does not know', () => {
    const { data: _, ...rest } = harmless

    expect(judge(rest).unknowns).toEqual(['data'])
    expect(judge({ ...harmless, data: 'top-secret' }).unknowns).toEqual(['data'])
    expect(judge({}).unknowns).toHaveLength(12)
  })
})

describe('missing questions', () => {
  it('are those without an answer of the policy, in its order', () => {
    expect(missingQuestions(programme, harmless)).toEqual([])
    expect(missingQuestions(programme, { ...harmless, rules: unknown })).toEqual([])
    expect(missingQuestions(programme, { ...harmless, rules: 'x', data: '' })).toEqual(['data', 'rules'])
    expect(missingQuestions(programme, {})).toHaveLength(12)
  })
})
