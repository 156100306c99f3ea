import type { AnyAction } from '../actions/index.ts'
import { editsBetween } from '../domain/spelling.ts'

/** What somebody typed, understood: the action and what follows its word. */
export type Understood = { readonly action: AnyAction; readonly rest: string }

/** Reads a typed line: the longest known word or phrase at its beginning counts. */
export const understand = (actions: readonly AnyAction[], text: string): Understood | undefined => {
  const line = clean(text)
  const lower = line.toLowerCase().replace(/[\s.!]+$/, '')
  const found = actions
    .flatMap((action) => action.words.map((word) => ({ action, word })))
    .filter(({ word }) => lower === word || lower.startsWith(`${word} `) || lower.startsWith(`${word}:`))
    .sort((a, b) => b.word.length - a.word.length)[0]
  return (
    found && {
      action: found.action,
      rest: line
        .slice(found.word.length)
        .replace(/^[\s:]+/, '')
        .trim(),
    }
  )
}

/** The typed line without a mention of the bot or a leading slash; the words of a reason stay as they were typed. */
export const clean = (text: string): string =>
  text
    .replace(/^\s*@?assay[\s,:]+/i, '')
    .replace(/^\s*\//, '')
    .trim()

/** The known word nearest to what was typed, if one is near enough: at most two mistakes, and fewer than half of the letters. */
export const nearest = (actions: readonly AnyAction[], text: string): string | undefined => {
  const typed = clean(text).toLowerCase().split(/\s+/)[0] ?? ''
  if (typed.length < 3) return undefined
  const scored = actions
    .flatMap((action) => action.words)
    .map((word) => ({ word, mistakes: editsBetween(typed, word) }))
    .filter(({ word, mistakes }) => mistakes <= 2 && mistakes * 2 < word.length)
    .sort((a, b) => a.mistakes - b.mistakes)
  return scored[0]?.word
}
