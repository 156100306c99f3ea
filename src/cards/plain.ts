/** Longest texts of a card, in characters as people count them; a card has to stay under 25 KB. */
export const longest = { line: 300, text: 700, typed: 2500 } as const

/** Characters that turn the reading direction, hide, or steer a terminal; line breaks stay. */
const unseen =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** What nearly every text is like; a card has dozens of them. */
const nothingUnseen = /^[\n\u0020-\u007e]*$/

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text as a card shows it: nothing hidden, cut between whole characters with a mark where it is too long. */
export const plain = (text: string, most: number): string => {
  const clean = nothingUnseen.test(text) ? text : text.replace(unseen, '')
  if (clean.length <= most) return clean
  let kept = ''
  for (const { segment } of segmenter.segment(clean.slice(0, most * 2))) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
