import type { AnyAction } from '../actions/index.ts'

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
    .map((word) => ({ word, distance: distance(typed, word) }))
    .filter(({ word, distance: mistakes }) => mistakes <= 2 && mistakes * 2 < word.length)
    .sort((a, b) => a.distance - b.distance)
  return scored[0]?.word
}

/** Edits between two words: insert, delete, change, or swap two neighbours. */
const distance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 2) return 3
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const row = rows[i]
      if (row)
        row[j] = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : 99,
        )
    }
  }
  return at(a.length, b.length)
}
