import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { Action } from '../../ports/card.ts'
import type { MakeButton, ShowCard } from './buttons.ts'
import { inputBlocks } from './inputs.ts'
import { LIMITS } from './limits.ts'
import { richText } from './lines.ts'
import type { Line } from './lines.ts'
import { piecesOf } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { clean, isBlank, lengthOf, plainText, split } from './text.ts'

/** What a surface draws with. `nameInput` gives the block of an input its name; undefined where only reading is done. */
export type Pen = {
  readonly button: MakeButton
  readonly nameInput: ((inputId: string) => string) | undefined
}

/** Draws pieces as blocks, from top to bottom, none of them over a limit of its own. */
export const draw = (pieces: readonly Piece[], pen: Pen): readonly KnownBlock[] => {
  const blocks: KnownBlock[] = []
  let lines: Line[] = []
  const add = (...more: readonly KnownBlock[]): void => {
    blocks.push(...richText(lines), ...more)
    lines = []
  }
  for (const piece of pieces)
    switch (piece.kind) {
      case 'line':
        lines.push(piece)
        break
      case 'heading':
        if (lengthOf(clean(piece.text)) > LIMITS.header) lines.push(boldLine(piece.text))
        else add({ type: 'header', text: plainText(piece.text, LIMITS.header) })
        break
      case 'note':
        add(...split(piece.text, LIMITS.text).filter(isSaid).map(note))
        break
      case 'columns':
        if (piece.texts.length <= LIMITS.fields.most && piece.texts.every(isField))
          add({ type: 'section', fields: piece.texts.map((text) => plainText(text, LIMITS.fields.text)) })
        else for (const text of piece.texts) lines.push(line(text))
        break
      case 'row':
        add(...rowBlocks(piece, pen))
        break
      case 'picture':
        add(pictureBlock(piece))
        break
      case 'rule':
        add()
        if (blocks.length > 0 && blocks.at(-1)?.type !== 'divider') add({ type: 'divider' })
        break
      case 'buttons':
        add(...buttonBlocks(piece.actions, pen), ...unfolded(piece.actions, pen))
        break
      case 'input':
        if (pen.nameInput) add(...inputBlocks(piece, pen.nameInput(piece.input.id)))
        break
      default:
        piece satisfies never
    }
  add()
  // A line is between two things.
  if (blocks.at(-1)?.type === 'divider') blocks.pop()
  return blocks
}

/** Buttons side by side; for one that Slack has no button for, a line that says so. */
export const buttonBlocks = (actions: readonly Action[], { button }: Pen): readonly KnownBlock[] => {
  const buttons: ActionsBlockElement[] = []
  const missing: KnownBlock[] = []
  for (const action of actions) {
    const made = button(action)
    if (made) buttons.push(made)
    else if (action.type !== 'Action.ShowCard') missing.push(note(`${action.title}: not possible in Slack.`))
  }
  const blocks: KnownBlock[] = []
  for (let at = 0; at < buttons.length; at += LIMITS.actions)
    blocks.push({ type: 'actions', elements: buttons.slice(at, at + LIMITS.actions) })
  return [...blocks, ...missing]
}

/** What is folded up in a card, where no button can open it. */
export const unfolded = (actions: readonly Action[], pen: Pen): readonly KnownBlock[] =>
  actions
    .filter((action): action is ShowCard => action.type === 'Action.ShowCard' && !pen.button(action))
    .flatMap(({ title, card }) => [
      ...(isBlank(title) ? [] : richText([boldLine(title)])),
      ...draw([...piecesOf(card.body), { kind: 'buttons', actions: card.actions ?? [] }], pen),
    ])

const rowBlocks = ({ text, action }: Extract<Piece, { kind: 'row' }>, pen: Pen): readonly KnownBlock[] => {
  const [first = '', ...rest] = split(text, LIMITS.text).filter(isSaid)
  const accessory = pen.button(action, text.split('\n')[0])
  return [
    { type: 'section', text: plainText(first, LIMITS.text), ...(accessory ? { accessory } : {}) },
    ...rest.map((more): KnownBlock => ({ type: 'section', text: plainText(more, LIMITS.text) })),
    ...(accessory ? [] : [...buttonBlocks([action], pen), ...unfolded([action], pen)]),
  ]
}

/** Slack fetches the picture itself, and refuses the message where it cannot: only what anybody can fetch, and of a kind that it shows. */
const pictureBlock = ({ url, alt }: Extract<Piece, { kind: 'picture' }>): KnownBlock =>
  isPublic(url)
    ? { type: 'image', image_url: url, alt_text: plainText(alt, LIMITS.image.alt, 'A picture').text }
    : note(isBlank(alt) ? 'A picture' : alt)

const isPublic = (url: string): boolean => {
  if (!URL.canParse(url) || url !== clean(url) || /\s/.test(url) || url.length > LIMITS.image.url)
    return false
  const { protocol, hostname, pathname, username } = new URL(url)
  return (
    protocol === 'https:' &&
    username === '' &&
    /\.[a-z][a-z0-9-]+$/.test(hostname) &&
    !/\.(local|internal|localhost|home|lan|test|example|invalid)$/.test(hostname) &&
    !pathname.toLowerCase().endsWith('.svg')
  )
}

export const note = (text: string): KnownBlock => ({
  type: 'context',
  elements: [plainText(text, LIMITS.text)],
})

const line = (text: string): Line => ({
  kind: 'line',
  runs: [{ text, bold: false, italic: false, strike: false }],
  quoted: false,
  gap: true,
})

const boldLine = (text: string): Line => ({
  ...line(text),
  runs: [{ text, bold: true, italic: false, strike: false }],
})

const isSaid = (text: string): boolean => !isBlank(text)
const isField = (text: string): boolean => lengthOf(clean(text)) <= LIMITS.fields.text
