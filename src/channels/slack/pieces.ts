import type { Action, Element } from '../../ports/card.ts'
import { isBlank } from './text.ts'

export type Input = Extract<Element, { type: `Input.${string}` }>

export type Run = {
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
  readonly strike: boolean
}

/**
 * A card taken apart into what Slack can show one below the other. `quoted`: it stood in a box of its own. `gap`: something begins here,
 * it is not the next line of the same.
 */
export type Piece =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly runs: readonly Run[]; readonly quoted: boolean; readonly gap: boolean }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'columns'; readonly texts: readonly string[] }
  | { readonly kind: 'row'; readonly text: string; readonly action: Action }
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'buttons'; readonly actions: readonly Action[] }
  | { readonly kind: 'input'; readonly input: Input; readonly hint: string; readonly error: string }

type Place = { readonly quoted: boolean; readonly gap: boolean }

/** Takes elements apart, from top to bottom. Blank texts are left out: Slack takes none. */
export const piecesOf = (
  elements: readonly Element[],
  place: Place = { quoted: false, gap: true },
): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let at = 0; at < elements.length; at += 1) {
    const element = elements[at]
    if (element === undefined) continue
    if (element.separator) pieces.push({ kind: 'rule' })
    if (isInput(element)) {
      const { hint, error, taken } = besides(elements.slice(at + 1))
      pieces.push({ kind: 'input', input: element, hint, error })
      at += taken
    } else {
      // The first in a box stands as far from what is above as the box does.
      const gap = at === 0 ? place.gap : isGap(element)
      pieces.push(...pieceOf(element, { ...place, gap }))
    }
  }
  return pieces
}

const pieceOf = (element: Exclude<Element, Input>, place: Place): readonly Piece[] => {
  switch (element.type) {
    case 'TextBlock':
      if (isBlank(element.text)) return []
      if (element.style === 'heading' && element.size !== 'default' && element.size !== 'small')
        return [{ kind: 'heading', text: element.text }]
      if (!place.quoted && (element.isSubtle || element.size === 'small'))
        return [{ kind: 'note', text: element.text }]
      return [{ kind: 'line', runs: [runOf(element)], ...place }]
    case 'RichTextBlock':
      if (isBlank(textOf(element))) return []
      if (!place.quoted && element.inlines.every(({ isSubtle }) => isSubtle))
        return [{ kind: 'note', text: textOf(element) }]
      return [{ kind: 'line', runs: element.inlines.map(runOf), ...place }]
    case 'Image':
      return [{ kind: 'picture', url: element.url, alt: element.altText }]
    case 'ActionSet':
      return [{ kind: 'buttons', actions: element.actions }]
    case 'Container':
      return piecesOf(element.items, {
        quoted: place.quoted || (element.style !== undefined && element.style !== 'default'),
        gap: place.gap,
      })
    case 'ColumnSet':
      return columnPieces(element, place)
    default:
      return element satisfies never
  }
}

/** Columns of words stay beside each other, words with one button become a row; all else stands one below the other. */
const columnPieces = (
  { columns }: Extract<Element, { type: 'ColumnSet' }>,
  place: Place,
): readonly Piece[] => {
  const columnTexts = columns.map(({ items }) => items.filter(isText).map(textOf).join('\n'))
  const texts = columnTexts.filter((text) => !isBlank(text))
  const others = columns.flatMap(({ items }) => items.filter((item) => !isText(item)))
  const actions = others.flatMap((item) => (item.type === 'ActionSet' ? item.actions : []))
  const [action] = actions
  const isPlain = others.every(({ type }) => type === 'ActionSet')
  if (isPlain && action && actions.length === 1 && texts.length > 0)
    return [{ kind: 'row', text: texts.join('\n'), action }]
  if (isPlain && actions.length === 0 && texts.length > 1) return [{ kind: 'columns', texts }]
  return columns.flatMap(({ items }) => piecesOf(items, place))
}

/** What stands right after an input and belongs to it: a small line of help, a sentence about what was wrong. */
const besides = (after: readonly Element[]): { hint: string; error: string; taken: number } => {
  let hint = ''
  let error = ''
  let taken = 0
  for (const element of after) {
    if (element.type !== 'RichTextBlock' || element.separator) break
    if (hint === '' && error === '' && element.inlines.every(isHelp)) hint = textOf(element)
    else if (error === '' && element.inlines.every(isFault)) error = textOf(element)
    else break
    taken += 1
  }
  return { hint, error, taken }
}

type TextRun = Extract<Element, { type: 'RichTextBlock' }>['inlines'][number]
type Text = Extract<Element, { type: 'TextBlock' | 'RichTextBlock' }>

const isHelp = ({ isSubtle, size }: TextRun): boolean => isSubtle === true && size === 'small'
const isFault = ({ color, weight }: TextRun): boolean => color === 'attention' && weight === 'bolder'
const isText = (element: Element): element is Text =>
  element.type === 'TextBlock' || element.type === 'RichTextBlock'
export const isInput = (element: Element): element is Input => element.type.startsWith('Input.')
const isGap = ({ spacing }: Element): boolean => spacing !== 'none' && spacing !== 'small'

const textOf = (text: Text): string =>
  text.type === 'TextBlock' ? text.text : text.inlines.map((run) => run.text).join('')

const runOf = (run: TextRun | Extract<Element, { type: 'TextBlock' }>): Run => ({
  text: run.text,
  bold: run.weight === 'bolder' || run.size === 'large' || run.size === 'extraLarge',
  italic: run.type === 'TextRun' && run.italic === true,
  strike: run.type === 'TextRun' && run.strikethrough === true,
})
