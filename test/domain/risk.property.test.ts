import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tier } from '../../src/domain/programme.ts'
import { tiers, unknown } from '../../src/domain/programme.ts'
import { classify } from '../../src/domain/risk.ts'
import { asset, byPoints, harmless, programme } from './answers.ts'

const judge = (answers: Readonly<Record<string, string>>) => classify(programme, answers, asset)

const rank = (tier: Tier): number => tiers.indexOf(tier)

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
