import type { Assessment } from './certification.ts'
import type { Facts, Option, Programme, Question, Tier } from './programme.ts'
import { tiers, unknown } from './programme.ts'

/** What is known of an asset besides the answers. */
export type AssetFacts = Pick<Facts, 'kind' | 'platform' | 'ownerIsDeveloper'>
type Answers = Readonly<Record<string, string>>
type Driver = Assessment['drivers'][number]

/** More drivers than this explain nothing. */
const mostDrivers = 5
/** A change of more answers than this is another solution, not a hint. */
const mostChanges = 3

/** One question with the option chosen and the flags of it that apply. */
type Chosen = { readonly question: Question; readonly option: Option; readonly flags: ReadonlySet<string> }

/**
 * Points of "I don't know": the second-highest distinct points of the question, so that not knowing is never the
 * cheapest answer and never as bad as knowing the worst.
 */
export const pointsOfUnknown = (options: readonly Pick<Option, 'points'>[]): number => {
  const distinct = [...new Set(options.map((option) => option.points))].sort((a, b) => b - a)
  return distinct[1] ?? distinct[0] ?? 0
}

/** Ids of questions without an answer that the policy knows, in the order of the policy. */
export const missingQuestions = (
  programme: Pick<Programme, 'questions'>,
  answers: Answers,
): readonly string[] =>
  programme.questions.filter((question) => !optionOf(question, answers)).map((question) => question.id)

const optionOf = (question: Question, answers: Answers): Option | undefined =>
  question.options.find((option) => option.id === answers[question.id])

/** Every question answered: what is missing or not in the policy counts as "I don't know", never as harmless. */
const complete = (programme: Programme, answers: Answers): Answers =>
  Object.fromEntries(
    programme.questions.map((question) => [question.id, optionOf(question, answers)?.id ?? unknown]),
  )

const choose = (programme: Programme, answers: Answers, asset: AssetFacts): readonly Chosen[] => {
  // Conditions of flags cannot ask for the tier (the loader refuses it): it is only just being worked out.
  const facts: Facts = { ...asset, answers, tier: 'high' }
  return programme.questions.flatMap((question) => {
    const option = optionOf(question, answers)
    if (!option) return []
    const flags = option.id === unknown ? [] : option.flags.filter((flag) => flag.when?.holds(facts) ?? true)
    return [{ question, option, flags: new Set(flags.map((flag) => flag.flag)) }]
  })
}

const scoreOf = (chosen: readonly Chosen[]): number =>
  chosen.reduce((sum, { option }) => sum + option.points, 0)

const bandOf = (programme: Programme, score: number): Tier =>
  score >= programme.bands.high ? 'high' : score >= programme.bands.moderate ? 'moderate' : 'low'

/** The tier that one answer asks for by itself, whatever the score. */
const floorOf = ({ option, flags }: Chosen): Tier =>
  flags.has('H') ? 'high' : flags.has('M') || option.id === unknown ? 'moderate' : 'low'

const stricter = (a: Tier, b: Tier): Tier => (tiers.indexOf(a) >= tiers.indexOf(b) ? a : b)

const tierOf = (programme: Programme, chosen: readonly Chosen[]): Tier =>
  chosen.map(floorOf).reduce(stricter, bandOf(programme, scoreOf(chosen)))

/**
 * Gives an asset its risk tier and says why: the strictest of score band, floor (`M`, "I don't know") and escalator (`H`).
 * `B` does not change the tier, it blocks submitting until a waiver.
 */
export const classify = (programme: Programme, answers: Answers, asset: AssetFacts): Assessment => {
  const all = complete(programme, answers)
  const chosen = choose(programme, all, asset)
  const score = scoreOf(chosen)
  const tier = tierOf(programme, chosen)
  return {
    tier,
    score,
    band: bandOf(programme, score),
    drivers: driversOf(programme, chosen, tier),
    blocked: chosen
      .filter(({ flags }) => flags.has('B'))
      .map(({ question, option }) => ({ question: question.id, option: option.id })),
    unknowns: chosen.filter(({ option }) => option.id === unknown).map(({ question }) => question.id),
    counterfactual: counterfactualOf(programme, all, asset, tier),
  }
}

const strength = [
  'forces-high',
  'floor-moderate',
  'unknown',
  'points',
] as const satisfies readonly Driver['because'][]

/** The answers without which the tier would be another, the strongest first: those that ask for it alone, then the most points where the score asks for it too. */
const driversOf = (programme: Programme, chosen: readonly Chosen[], tier: Tier): Driver[] => {
  if (tier === 'low') return []
  const byScore = bandOf(programme, scoreOf(chosen)) === tier
  const because = (one: Chosen): Driver['because'] | undefined => {
    if (floorOf(one) !== tier) return byScore && one.option.points > 0 ? 'points' : undefined
    if (one.flags.has('H')) return 'forces-high'
    return one.flags.has('M') ? 'floor-moderate' : 'unknown'
  }
  return chosen
    .flatMap((one): Driver[] => {
      const why = because(one)
      return why === undefined
        ? []
        : [{ question: one.question.id, option: one.option.id, points: one.option.points, because: why }]
    })
    .sort((a, b) => strength.indexOf(a.because) - strength.indexOf(b.because) || b.points - a.points)
    .slice(0, mostDrivers)
}

/** What could be answered instead: nothing unknown, nothing that blocks, nothing with more points. The mildest change comes first. */
const milder = ({ question, option }: Chosen): readonly Option[] =>
  question.options
    .filter((other) => other.id !== option.id && other.id !== unknown && other.points <= option.points)
    .filter((other) => other.flags.every((flag) => flag.flag !== 'B'))
    .filter((other) => other.points < option.points || option.id === unknown || option.flags.length > 0)
    .sort((a, b) => b.points - a.points)

/** Every way to take `count` of the items, in their order. */
const combinations = function* <T>(items: readonly T[], count: number, from = 0): Generator<readonly T[]> {
  if (count === 0) {
    yield []
    return
  }
  for (let index = from; index <= items.length - count; index += 1)
    for (const rest of combinations(items, count - 1, index + 1)) yield [items[index] as T, ...rest]
}

const products = <T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  lists.reduce<readonly (readonly T[])[]>(
    (sets, list) => sets.flatMap((set) => list.map((item) => [...set, item])),
    [[]],
  )

/**
 * The fewest answers to change for a lower tier. Among equally many, the questions where most can be gained; in those, the
 * options that come nearest to what was answered ("internal instead of confidential", not "public").
 */
const counterfactualOf = (
  programme: Programme,
  answers: Answers,
  asset: AssetFacts,
  tier: Tier,
): Assessment['counterfactual'] => {
  if (tier === 'low') return null
  const chosen = choose(programme, answers, asset)
  const score = scoreOf(chosen)
  const most = (tier === 'high' ? programme.bands.high : programme.bands.moderate) - 1
  const candidates = chosen
    .map((one) => ({ ...one, others: milder(one) }))
    .filter(({ others }) => others.length > 0)
  const gain = (set: readonly (typeof candidates)[number][]): number =>
    set.reduce(
      (sum, { option, others }) => sum + option.points - Math.min(...others.map((other) => other.points)),
      0,
    )

  for (let count = 1; count <= mostChanges; count += 1) {
    const sets = [...combinations(candidates, count)]
      .map((set) => ({ set, gain: gain(set) }))
      .filter((one) => score - one.gain <= most)
      .sort((a, b) => b.gain - a.gain)
    for (const { set } of sets) {
      const found = products(set.map(({ others }) => others))
        .map((options) => ({ options, score: score + sumOfDifferences(set, options) }))
        .filter((one) => one.score <= most)
        .sort((a, b) => b.score - a.score)
        .find(({ options }) => isLower(programme, changed(answers, set, options), asset, tier))
      if (found) {
        const after = changed(answers, set, found.options)
        return {
          tier: tierOf(programme, choose(programme, after, asset)),
          changes: set.map(({ question, option }) => ({
            question: question.id,
            from: option.id,
            to: after[question.id] ?? unknown,
          })),
        }
      }
    }
  }
  return null
}

const sumOfDifferences = (set: readonly Chosen[], options: readonly Option[]): number =>
  set.reduce((sum, { option }, index) => sum + (options[index]?.points ?? 0) - option.points, 0)

const changed = (answers: Answers, set: readonly Chosen[], options: readonly Option[]): Answers => ({
  ...answers,
  ...Object.fromEntries(set.map(({ question }, index) => [question.id, options[index]?.id ?? unknown])),
})

const isLower = (programme: Programme, answers: Answers, asset: AssetFacts, tier: Tier): boolean =>
  tiers.indexOf(tierOf(programme, choose(programme, answers, asset))) < tiers.indexOf(tier)
