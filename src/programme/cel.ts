import type { ASTNode } from '@marcbachmann/cel-js'
import { Environment } from '@marcbachmann/cel-js'
import type { Condition, Facts } from '../domain/programme.ts'
import { tiers, unknown } from '../domain/programme.ts'
import { notOneOf, shorten } from './fault.ts'

/** The words that a condition may compare with: the options of each question, the kinds of asset, the platforms. */
export type Vocabulary = {
  readonly questions: ReadonlyMap<string, readonly string[]>
  readonly kinds: readonly string[]
  readonly platforms: readonly string[]
}

/** A condition at a flag cannot ask for the tier, which is only being worked out. */
export type ConditionUse = 'flag' | 'step or seat'
export type Compile = (
  source: string,
  use: ConditionUse,
  mistake: (at: number, what: string) => void,
) => Condition | undefined

const longest = 1000
const shape =
  'compare an answer or a fact with a word, such as answers.users == "more" or kind in ["app", "flow"]'
const facts = ['answers', 'tier', 'kind', 'platform', 'ownerIsDeveloper']

/**
 * Makes the compiler of conditions. They are CEL, cut down to what can be checked whole: facts compared with words that
 * exist, joined with &&, || and !. Functions are refused, `matches()` above all: its expressions can run for minutes.
 * A condition that fails while it runs holds: a flag applies, a step or a seat is required.
 */
export const createCompile = (vocabulary: Vocabulary): Compile => {
  const environment = environmentFor(vocabulary)
  return (source, use, mistake) => {
    const refuse = (at: number, what: string): undefined => {
      mistake(at, what)
      return undefined
    }
    if (source.length > longest) return refuse(0, `this is longer than ${longest} characters; split it`)
    try {
      const parsed = environment.parse(source)
      let sound = true
      // The tree is walked before check(), which ties it into circles.
      walk(parsed.ast, vocabulary, use, (at, what) => {
        sound = false
        mistake(at, what)
      })
      if (!sound) return undefined
      const checked = parsed.check()
      if (!checked.valid)
        return refuse(checked.error?.range?.start ?? 0, `${summary(checked.error)}; ${shape}`)
      if (checked.type !== 'bool') return refuse(0, `this is not true or false; ${shape}`)
      return { source, holds: (known: Facts) => holds(() => parsed(plain(known))) }
    } catch (error) {
      return refuse(startOf(error), `this cannot be read as a condition (${summary(error)}); ${shape}`)
    }
  }
}

const environmentFor = ({ questions }: Vocabulary): Environment =>
  new Environment({ unlistedVariablesAreDyn: false })
    .registerVariable({
      name: 'answers',
      schema: Object.fromEntries([...questions.keys()].map((id) => [id, 'string'])),
    })
    .registerVariable('tier', 'string')
    .registerVariable('kind', 'string')
    .registerVariable('platform', 'string')
    .registerVariable('ownerIsDeveloper', 'bool')

const plain = ({ answers, tier, kind, platform, ownerIsDeveloper }: Facts) => ({
  answers,
  tier,
  kind,
  platform,
  ownerIsDeveloper,
})

const holds = (run: () => unknown): boolean => {
  try {
    return run() !== false
  } catch {
    // Fails closed: what cannot be told counts as the stricter case. The facts are odd, not the condition.
    return true
  }
}

const summary = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  return shorten((said.split('\n')[0] ?? '').replaceAll('"', "'"))
}

const startOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'range' in error && isRange(error.range)
    ? error.range.start
    : 0

const isRange = (range: unknown): range is { start: number } =>
  typeof range === 'object' && range !== null && 'start' in range && typeof range.start === 'number'

type Report = (at: number, what: string) => void

const walk = (node: ASTNode, vocabulary: Vocabulary, use: ConditionUse, report: Report): void => {
  if (node.op === '&&' || node.op === '||') for (const side of node.args) walk(side, vocabulary, use, report)
  else if (node.op === '!_') walk(node.args, vocabulary, use, report)
  else if (node.op === '==' || node.op === '!=') compare(node, vocabulary, use, report)
  else if (node.op === 'in') among(node.args[0], node.args[1], vocabulary, use, report)
  else if (node.op === 'id') alone(node.args, node.start, report)
  else if (!isCalled(node, report)) report(node.start, `a condition does not work this way; ${shape}`)
}

const alone = (name: string, at: number, report: Report): void => {
  if (name !== 'ownerIsDeveloper') report(at, aloneSentence(name))
}

/** For `x.f()` the place of `f`, else where the expression begins. */
const calledAt = (node: ASTNode): number =>
  node.op === 'rcall' ? Math.max(node.start, node.input.indexOf(node.args[0], node.args[1].end)) : node.start

const aloneSentence = (name: string): string =>
  facts.includes(name) ? `"${name}" alone is not true or false; ${shape}` : notOneOf(name, facts)

const compare = (
  node: Extract<ASTNode, { op: '==' | '!=' }>,
  vocabulary: Vocabulary,
  use: ConditionUse,
  report: Report,
): void => {
  const [left, right] = node.args
  const [fact, word] = left.op === 'value' ? [right, left] : [left, right]
  if (isCalled(fact, report) || isCalled(word, report)) return
  if (
    fact.op === 'id' &&
    fact.args === 'ownerIsDeveloper' &&
    word.op === 'value' &&
    typeof word.args === 'boolean'
  )
    return
  if (word.op !== 'value' || (fact.op !== 'id' && fact.op !== '.')) return report(node.start, shape)
  const words = wordsOf(fact, vocabulary, use, report)
  if (words) literal(word, words, report)
}

/** Reports a function; `matches()` and its kin stand on either side of a comparison too. */
const isCalled = (node: ASTNode, report: Report): boolean => {
  if (node.op !== 'call' && node.op !== 'rcall') return false
  report(calledAt(node), `${node.args[0]}() is not allowed in a condition; ${shape}`)
  return true
}

const among = (
  fact: ASTNode,
  list: ASTNode,
  vocabulary: Vocabulary,
  use: ConditionUse,
  report: Report,
): void => {
  if (isCalled(fact, report) || isCalled(list, report)) return
  if (list.op !== 'list' || list.args.length === 0)
    return report(list.start, '"in" needs a list of words, such as kind in ["app", "flow"]')
  const words = wordsOf(fact, vocabulary, use, report)
  if (words) for (const item of list.args) literal(item, words, report)
}

const literal = (node: ASTNode, { of, words }: Words, report: Report): void => {
  if (node.op !== 'value' || typeof node.args !== 'string')
    report(node.start, `${of} is compared with words in quotes, such as "${words[0]}"`)
  else if (!words.includes(node.args)) report(node.start, `${of}: ${notOneOf(node.args, words)}`)
}

type Words = { readonly of: string; readonly words: readonly string[] }

/** What a fact may be compared with; reports and gives nothing if it is no fact. */
const wordsOf = (
  node: ASTNode,
  vocabulary: Vocabulary,
  use: ConditionUse,
  report: Report,
): Words | undefined => {
  const none = (at: number, what: string): undefined => {
    report(at, what)
    return undefined
  }
  if (node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'answers') {
    const question = node.args[1]
    const options = vocabulary.questions.get(question)
    if (options) return { of: `question "${question}"`, words: [...options, unknown] }
    return none(
      node.end - question.length,
      `question ${notOneOf(question, [...vocabulary.questions.keys()])}`,
    )
  }
  if (node.op !== 'id') return none(node.start, shape)
  switch (node.args) {
    case 'tier':
      if (use === 'flag')
        return none(node.start, 'a flag cannot ask for the tier, which it helps to work out; ask for answers')
      return { of: 'tier', words: tiers }
    case 'kind':
      return { of: 'kind', words: vocabulary.kinds }
    case 'platform':
      return { of: 'platform', words: vocabulary.platforms }
    default:
      return none(node.start, aloneSentence(node.args))
  }
}
