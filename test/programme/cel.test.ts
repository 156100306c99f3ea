import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/domain/programme.ts'
import { createCompile } from '../../src/programme/cel.ts'

const compile = createCompile({
  questions: new Map([
    ['data', ['public', 'internal']],
    ['users', ['few', 'many']],
  ]),
  kinds: ['app', 'flow'],
  platforms: ['power_apps', 'other'],
})

const facts: Facts = {
  answers: { data: 'public', users: 'many' },
  tier: 'moderate',
  kind: 'flow',
  platform: 'other',
  ownerIsDeveloper: true,
}

const mistakesOf = (source: string, use: 'flag' | 'step or seat' = 'step or seat') => {
  const told: { at: number; what: string }[] = []
  const condition = compile(source, use, (at, what) => told.push({ at, what }))
  return { told, condition }
}

const conditionOf = (source: string) => {
  const { told, condition } = mistakesOf(source)
  if (!condition) throw new Error(told.map((one) => one.what).join())
  return condition
}

describe('a condition', () => {
  it.each([
    ['answers.data == "public"', true],
    ['"public" == answers.data', true],
    ['answers.data != "public"', false],
    ['answers.data == "unknown"', false],
    ['answers.users in ["few", "many"]', true],
    ['answers.users in ["few"]', false],
    ['tier == "moderate" && kind == "flow"', true],
    ['tier == "high" || platform == "power_apps"', false],
    ['!(kind in ["app"])', true],
    ['ownerIsDeveloper', true],
    ['!ownerIsDeveloper', false],
    ['ownerIsDeveloper == false', false],
    ["answers.data == 'public'", true],
  ])('%s is %s', (source, expected) => {
    expect(conditionOf(source).holds(facts)).toBe(expected)
  })

  it.each([
    ['an answer is missing', { ...facts, answers: {} }],
    ['an answer is no word', { ...facts, answers: { data: 3, users: 'few' } }],
    ['there are no answers', { ...facts, answers: undefined }],
  ])('counts as holding when it cannot be told because %s', (_why, odd) => {
    const stranger = odd as unknown as Facts // what a stored row could hold after a change of the policy

    expect(conditionOf('answers.data == "internal"').holds(stranger)).toBe(true)
    expect(conditionOf('answers.data != "internal" && answers.data != "public"').holds(stranger)).toBe(true)
  })

  it('is not changed by answers to questions that are gone', () => {
    const more = { ...facts, answers: { ...facts.answers, gone: 'x', __proto__: 'y' } }

    expect(conditionOf('answers.data == "public"').holds(more)).toBe(true)
  })

  it.each([
    ['answers.data.matches("(a+)+$")', 13, 'matches() is not allowed'],
    ['matches(answers.data, "a")', 0, 'matches() is not allowed'],
    ['ownerIsDeveloper && tier.matches("a")', 25, 'matches() is not allowed'],
    ['[tier].exists(x, x.matches("a"))', 7, 'exists() is not allowed'],
    ['answers.data in ["public".matches("a")]', 17, 'is compared with words in quotes'],
    ['(tier.matches("a") ? tier : kind) == "low"', 1, 'compare an answer or a fact'],
    ['cel.bind(x, tier, x == "low")', 4, 'bind() is not allowed'],
    ['dyn(tier) == "low"', 0, 'dyn() is not allowed'],
    ['has(answers.data)', 0, 'has() is not allowed'],
    ['answers["data"] == "public"', 0, 'compare an answer or a fact'],
    ['answers.data + "x" == "publicx"', 0, 'compare an answer or a fact'],
    ['tier < "high"', 0, 'does not work this way'],
    ['tier == kind', 0, 'compare an answer or a fact'],
    ['"low" == "low"', 0, 'compare an answer or a fact'],
    ['true', 0, 'does not work this way'],
    ['answers', 0, '"answers" alone is not true or false'],
    ['answers == "x"', 0, '"answers" alone is not true or false'],
    ['kind in []', 8, '"in" needs a list of words'],
    ['kind in kind', 8, '"in" needs a list of words'],
    ['"app" in kind', 9, '"in" needs a list of words'],
    ['tier == "low" && answers.data == "publik"', 33, 'Did you mean "public"?'],
    ['answers.data in ["public", "x"]', 27, '"x" is not one of public, internal, unknown'],
    ['answers.dat == "public"', 8, 'question "dat" is not one of data, users. Did you mean "data"?'],
    ['__proto__ == "x"', 0, 'cannot be read as a condition'],
    ['answers.__proto__ == "x"', 8, 'is not one of data, users'],
    ['answers.constructor == "x"', 8, 'is not one of data, users'],
    ['', 0, 'cannot be read as a condition'],
    ['tier = "low"', 5, 'cannot be read as a condition'],
    ['kind == "unknown"', 8, 'kind: "unknown" is not one of app, flow'],
  ])('%s is refused at character %i', (source, at, what) => {
    const { told, condition } = mistakesOf(source)

    expect(condition).toBeUndefined()
    expect(told.map((one) => one.at)).toContain(at)
    expect(told.map((one) => one.what).join('\n')).toContain(what)
  })

  it('tells every wrong word of one condition', () => {
    const { told } = mistakesOf('kind in ["ap", "flow", "bot"] || tier == "lowest"')

    expect(told.map((one) => one.at)).toEqual([9, 23, 41])
  })

  it('cannot ask for the tier where it stands at a flag', () => {
    expect(mistakesOf('tier == "low"', 'flag').told[0]?.what).toContain('a flag cannot ask for the tier')
    expect(mistakesOf('answers.data == "public"', 'flag').condition).toBeDefined()
  })

  it.each([
    ['very long', `tier == "low"${' || tier == "low"'.repeat(100)}`],
    ['very deep', `${'!('.repeat(300)}ownerIsDeveloper${')'.repeat(300)}`],
  ])('is refused when it is %s', (_how, source) => {
    expect(mistakesOf(source).told).toHaveLength(1)
  })
})
