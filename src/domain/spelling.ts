/** The known word closest to what was written, if it is close enough to be a slip of the fingers. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const written = plain(word)
  if (written.length > 60) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const candidate of known) {
    const distance = editsBetween(written, plain(candidate))
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '')

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
export const editsBetween = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
