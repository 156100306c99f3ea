import { nearest } from '../domain/spelling.ts'

/** One thing that is wrong in the policy file. `line` and `column` count from 1; `what` names the cure too. */
export type Mistake = {
  readonly line: number
  readonly column: number
  /** The part of the programme that it stands in: `question "users"`. */
  readonly where: string
  readonly what: string
}

/** More lines than this are not read by anybody in one go. */
const mostShown = 100

/** The policy file cannot be used. Carries every mistake found, each as `file:line:column where: what`. */
export class PolicyFault extends Error {
  readonly file: string
  readonly mistakes: readonly Mistake[]

  constructor(file: string, mistakes: readonly Mistake[], options?: ErrorOptions) {
    const lines = mistakes
      .slice(0, mostShown)
      .map((mistake) => `${file}:${mistake.line}:${mistake.column} ${mistake.where}: ${mistake.what}`)
    const rest = mistakes.length - lines.length
    super([...lines, ...(rest > 0 ? [`... and ${rest} more`] : [])].join('\n'), options)
    this.name = 'PolicyFault'
    this.file = file
    this.mistakes = mistakes
  }
}

/** "a, b, c" or, where there are many, the first of them. */
const listed = (words: readonly string[]): string =>
  words.length === 0
    ? 'nothing yet'
    : words.length <= 12
      ? words.join(', ')
      : `${words.slice(0, 12).join(', ')} and ${words.length - 12} more`

/** Says that a word is not one of those known, and which was probably meant. */
export const notOneOf = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known)
  return `"${shorten(word)}" is not one of ${listed(known)}${near === undefined ? '' : `. Did you mean "${near}"?`}`
}

/** What somebody wrote, short enough for one line of a report, and on one line. */
export const shorten = (text: string): string => {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ')
  return line.length > 40 ? `${line.slice(0, 37)}...` : line
}
