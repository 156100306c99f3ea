/**
 * The same question with the same words, answered from memory where it was asked lately: the clock asks for the same few moments for
 * everybody. The words are names and moments, which have no line break.
 */
export const recalled = <Given extends readonly string[], Answer>(
  ask: (...given: Given) => Answer,
  most = 10_000,
): ((...given: Given) => Answer) => {
  const answers = new Map<string, Answer>()
  return (...given) => {
    const words = given.join('\n')
    const known = answers.get(words)
    if (known !== undefined) return known
    const answer = ask(...given)
    if (answers.size >= most) answers.clear()
    answers.set(words, answer)
    return answer
  }
}

/** Names that are remembered at once: there are a few hundred time zones and languages. */
const most = 2000

/** Longer is no name of anything. */
const longest = 64

/**
 * The same question, answered from memory where it was asked before: what Intl knows can only be asked by trying, and trying takes as
 * long as everything else about a press.
 */
export const remembered = (ask: (name: string) => boolean): ((name: string) => boolean) => {
  const answers = new Map<string, boolean>()
  return (name) => {
    if (name.length > longest) return false
    const known = answers.get(name)
    if (known !== undefined) return known
    const answer = ask(name)
    if (answers.size >= most) answers.clear()
    answers.set(name, answer)
    return answer
  }
}
