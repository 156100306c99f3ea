import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tier } from '../../src/domain/programme.ts'
import { stepsFor, tiers, unknown } from '../../src/domain/programme.ts'
import { classify, missingQuestions, pointsOfUnknown } from '../../src/domain/risk.ts'
import { load, shipped } from '../programme/policy-file.ts'

const programme = load(shipped)
const asset = { kind: 'app', platform: 'power_apps', ownerIsDeveloper: true }
const judge = (answers: Readonly<Record<string, string>>) => classify(programme, answers, asset)
const rank = (tier: Tier): number => tiers.indexOf(tier)

/** Answers by the points of each option, question 1 to 12; `?` is "I don't know", a word is the option of that id. */
const byPoints = (row: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    row.split(' ').map((cell, index) => {
      const question = programme.questions[index]
      if (!question) throw new Error(`there is no question ${index + 1}`)
      if (cell === '?') return [question.id, unknown]
      const option = question.options.find(
        (one) => one.id === cell || (one.id !== unknown && String(one.points) === cell),
      )
      if (!option) throw new Error(`question ${question.id} has no option of ${cell} points`)
      return [question.id, option.id]
    }),
  )

const harmless = byPoints('0 0 0 0 0 0 0 0 0 0 0 0')

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

describe('the counterfactual', () => {
  it.each([
    ['3 0 0 0 1 0 0 0 0 0 1 0', 'low', ['data confidential internal']],
    ['1 ? 0 0 0 1 0 0 0 0 2 0', 'low', ['personal unknown staff']],
    ['1 0 1 0 0 1 red 0 0 0 0 0', 'low', ['connectors red green']],
    ['3 0 2 1 1 0 0 0 2 1 1 0', 'low', ['data confidential public']],
    ['1 4 4 4 0 1 0 0 2 0 1 0', 'moderate', ['personal outsiders staff', 'audience public partners']],
    ['0 0 0 0 4 0 0 0 0 0 0 0', 'moderate', ['failure harm process_stops']],
  ] as const)('of %s leads to %s', (row, tier, changes) => {
    const { counterfactual } = judge(byPoints(row))

    expect(counterfactual?.tier).toBe(tier)
    expect(counterfactual?.changes.map((one) => `${one.question} ${one.from} ${one.to}`)).toEqual(changes)
  })

  it('is not given where the tier is low, or where too much would have to change', () => {
    expect(judge(harmless).counterfactual).toBeNull()
    expect(judge(byPoints('4 4 4 4 4 4 red 4 admin 3 2 3')).counterfactual).toBeNull()
  })
})

const known = fc.record(
  Object.fromEntries(
    programme.questions.map((question) => [
      question.id,
      fc.constantFrom(...question.options.filter((one) => one.id !== unknown).map((one) => one.id)),
    ]),
  ),
)
const any = fc.record(
  Object.fromEntries(
    programme.questions.map((question) => [
      question.id,
      fc.constantFrom(...question.options.map((one) => one.id)),
    ]),
  ),
)

const pointsAt = (question: string, option: string): number =>
  programme.questions.find((one) => one.id === question)?.options.find((one) => one.id === option)?.points ??
  NaN

describe('for any answers', () => {
  it('one answer of more points never gives a lower tier or score', () => {
    fc.assert(
      fc.property(known, fc.constantFrom(...programme.questions), fc.nat(), (answers, question, pick) => {
        const now = pointsAt(question.id, answers[question.id] ?? '')
        const worse = question.options.filter((one) => one.id !== unknown && one.points > now)
        const option = worse[pick % Math.max(1, worse.length)]
        fc.pre(option !== undefined)

        const before = judge(answers)
        const after = judge({ ...answers, [question.id]: option?.id ?? '' })

        expect(rank(after.tier)).toBeGreaterThanOrEqual(rank(before.tier))
        expect(after.score).toBeGreaterThan(before.score)
      }),
      { numRuns: 500 },
    )
  })

  it('the counterfactual gives the tier that it promises, with as few changes as possible, and nothing unknown', () => {
    fc.assert(
      fc.property(any, (answers) => {
        const { tier, counterfactual } = judge(answers)
        if (!counterfactual) return
        const after = {
          ...answers,
          ...Object.fromEntries(counterfactual.changes.map((one) => [one.question, one.to])),
        }

        expect(judge(after).tier).toBe(counterfactual.tier)
        expect(judge(after).blocked.length).toBeLessThanOrEqual(judge(answers).blocked.length)
        expect(rank(counterfactual.tier)).toBeLessThan(rank(tier))
        for (const { question, from, to } of counterfactual.changes) {
          expect(from).toBe(answers[question])
          expect(to).not.toBe(unknown)
        }
        if (counterfactual.changes.length === 1) return
        for (const question of programme.questions)
          for (const option of question.options)
            if (option.id !== unknown)
              expect(rank(judge({ ...answers, [question.id]: option.id }).tier)).toBeGreaterThanOrEqual(
                rank(tier),
              )
      }),
      { numRuns: 150 },
    )
  })

  it('the score is the sum of the points, and the tier is never below the band or a flag', () => {
    fc.assert(
      fc.property(any, (answers) => {
        const result = judge(answers)
        const sum = Object.entries(answers).reduce(
          (total, [question, option]) => total + pointsAt(question, option),
          0,
        )
        const band = sum >= 18 ? 'high' : sum >= 9 ? 'moderate' : 'low'

        expect(result.score).toBe(sum)
        expect(result.band).toBe(band)
        expect(rank(result.tier)).toBeGreaterThanOrEqual(rank(band))
        if (result.unknowns.length > 0) expect(result.tier).not.toBe('low')
        if (result.tier === 'high' && band !== 'high')
          expect(result.drivers.every((one) => one.because === 'forces-high')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('an answer known in place of one unknown, of no more points and without a flag, is never held against anybody', () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...programme.questions), (answers, question) => {
        const mild = question.options[0]?.id ?? ''
        const unsure = judge({ ...answers, [question.id]: unknown })

        expect(rank(judge({ ...answers, [question.id]: mild }).tier)).toBeLessThanOrEqual(rank(unsure.tier))
      }),
      { numRuns: 300 },
    )
  })

  it('drivers are at most five, the strongest first, and none at low', () => {
    const order = ['forces-high', 'floor-moderate', 'unknown', 'points']
    fc.assert(
      fc.property(any, (answers) => {
        const { tier, drivers } = judge(answers)

        expect(drivers.length).toBeLessThanOrEqual(5)
        expect(drivers.length === 0).toBe(tier === 'low')
        for (const [index, one] of drivers.entries()) {
          const before = drivers[index - 1]
          if (!before) continue
          expect(order.indexOf(one.because)).toBeGreaterThanOrEqual(order.indexOf(before.because))
          if (one.because === before.because) expect(one.points).toBeLessThanOrEqual(before.points)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the steps', () => {
  const stepsOf = (tier: Tier, answers = harmless, other: Partial<typeof asset> = {}) =>
    stepsFor(programme, { ...asset, ...other, answers, tier }).map((one) => one.id)

  it('of low are few, and take 20 minutes the first time and 6 later', () => {
    const rules = stepsFor(programme, { ...asset, answers: harmless, tier: 'low' })
    const minutes = (kinds: readonly string[]) =>
      rules.filter((one) => kinds.includes(one.phase)).reduce((sum, one) => sum + one.minutes, 0)

    expect(rules.map((one) => one.id)).toEqual(['policy', 'foundations', 'basics', 'contact'])
    expect(minutes(['know', 'describe', 'check', 'run'])).toBe(20)
    expect(minutes(['describe', 'check', 'run'])).toBe(6)
  })

  it('of moderate include what section 5 asks for', () => {
    expect(stepsOf('moderate')).toEqual([
      'policy',
      'foundations',
      'test_and_share',
      'justification',
      'manager',
      'basics',
      'quality',
      'schema_contract',
      'peer_review',
      'contact',
      'runbook',
      'export',
    ])
  })

  it('leave out what does not fit the kind of asset', () => {
    for (const kind of ['report', 'form']) {
      expect(stepsOf('moderate', harmless, { kind })).not.toContain('schema_contract')
      expect(stepsOf('moderate', harmless, { kind })).not.toContain('export')
      expect(stepsOf('high', harmless, { kind })).not.toContain('environments')
    }
  })

  it('ask for data protection where data is personal, confidential or not known', () => {
    for (const answers of [
      { personal: 'contacts' },
      { personal: unknown },
      { data: 'confidential' },
      { data: unknown },
    ])
      expect(stepsOf('moderate', { ...harmless, ...answers })).toContain('data_protection')
    expect(stepsOf('moderate', { ...harmless, data: 'internal' })).not.toContain('data_protection')
  })

  it('ask the owner only where somebody else is owner', () => {
    for (const tier of tiers) {
      expect(stepsOf(tier)).not.toContain('owner')
      expect(stepsOf(tier, harmless, { ownerIsDeveloper: false })).toContain('owner')
    }
  })

  it('of high end in evidence that a named role attests', () => {
    const rules = stepsFor(programme, {
      ...asset,
      answers: byPoints('3 4 1 0 1 2 2 4 2 3 0 0'),
      tier: 'high',
    })
    const by = Object.fromEntries(rules.map((one) => [one.id, one.by.high]))

    expect(by).toMatchObject({
      security_review: 'security',
      privacy_assessment: 'data_protection',
      acceptance_test: 'steward',
      environments: 'it_operations',
      monitoring: 'it_operations',
      drill: 'steward',
    })
    for (const rule of rules) if (rule.kind === 'check') expect(rule.by.high).not.toBe('developer')
  })
})
