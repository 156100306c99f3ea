/** A word as it is compared and as it was written. */
export type Token = { readonly word: string; readonly written: string }

/** Characters of a query that are read; what comes after says nothing new. */
export const longestQuery = 2_000
export const mostQueryWords = 40
const longestWord = 40

/** Words of any script, without case, accents and width: "Überstunden-Liste" gives `uberstunden` and `liste`. */
export const tokens = (text: string): readonly Token[] => {
  const found: Token[] = []
  for (const [written] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = written
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
    const word = Array.from(folded).slice(0, longestWord).join('')
    if (word !== '') found.push({ word, written })
  }
  return found
}

/**
 * A word and each form of it with one letter less. Two words share one where they are one letter changed, added, left
 * out or swapped with its neighbour apart ("calender", "calendar"). Words under four letters have none: too much is near.
 */
export const variants = (word: string): ReadonlySet<string> => {
  const letters = Array.from(word)
  if (letters.length < 4) return new Set()
  return new Set([word, ...letters.map((_, left) => letters.toSpliced(left, 1).join(''))])
}

/** Too common to mean anything in a name or a purpose. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about all an and any are as at be been but by can could do does each for from had has have he her his how i if in
   into is it its just me more most my no not of on one or our out she so some than that the their them then there these
   they this those to too up us was we were what when where which who why will with would you your
   der die das den dem ein eine einer und oder fur mit von zu im am ist le la les un une des et pour avec de du el los las
   una y para con`.split(/\s+/),
)
