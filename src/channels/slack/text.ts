import type { PlainTextElement } from '@slack/types'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cut off here. */
export const mark = '…'

/** A text in Slack's own markup that reads as the text itself: nothing in it mentions anybody, or links anywhere. */
export const escaped = (text: string): string =>
  isPlain.test(text) ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What nearly every text is like. */
const isPlain = /^[^&<>]*$/

/** A text that can be sent: no halves of characters, no control characters but line breaks and tabs. */
export const clean = (text: string): string =>
  isClean.test(text)
    ? text
    : text
        .toWellFormed()
        .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
        .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')

/** What nearly every text is like; a card's texts are looked at several times each. */
const isClean = /^[\t\n\u0020-\u007e\u0080-\u2027\u202a-\ud7ff\ue000-\uffff]*$/

export const isBlank = (text: string): boolean => clean(text).trim() === ''

/** A text in pieces of at most `most` characters, between whole characters, rather after a space. */
export const split = (text: string, most: number): readonly string[] => {
  const pieces: string[] = []
  let rest = clean(text)
  while (rest !== '') {
    const head = headOf(rest, most)
    pieces.push(head)
    rest = rest.slice(head.length)
  }
  return pieces
}

/** A text cut to `most` characters, between whole characters and with a mark. */
export const cut = (text: string, most: number): string => {
  const whole = clean(text)
  if (lengthOf(whole) <= most) return whole
  return `${headOf(whole, most - mark.length).trimEnd()}${mark}`
}

/** A text that nobody reads as markup; `instead` where it is blank, as Slack takes no empty ones. Emoji codes stay the letters they are. */
export const plainText = (text: string, most: number, instead = ''): PlainTextElement => ({
  type: 'plain_text',
  text: cut([text, instead].find((one) => !isBlank(one)) ?? mark, most),
  emoji: false,
})

/** Slack keeps `&`, `<` and `>` escaped and does not say what it counts: count what is longer. */
export const lengthOf = (text: string): number => escaped(text).length

/** The beginning of a text that fits; at least something, so that whoever takes heads gets to the end. */
const headOf = (text: string, most: number): string => {
  if (lengthOf(text) <= most) return text
  let length = 0
  let end = 0
  let space = 0
  for (const { segment, index } of segmenter.segment(text.slice(0, most + 1))) {
    length += lengthOf(segment)
    if (length > most) break
    end = index + segment.length
    if (/\s/.test(segment)) space = end
  }
  // One character as people see it may be of any length: it is broken up where nothing else goes.
  if (end === 0) return brokenUp(text, most)
  return space > end / 2 ? text.slice(0, space) : text.slice(0, end)
}

const brokenUp = (text: string, most: number): string => {
  let length = 0
  let end = 0
  for (const point of text) {
    length += lengthOf(point)
    if (end > 0 && length > most) break
    end += point.length
  }
  return text.slice(0, end)
}
