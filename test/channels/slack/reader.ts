import type { ModalView } from '@slack/types'
import { asksInputs, detailsOf, messageOf, modalOf, pressOf } from '../../../src/channels/slack/blocks.ts'
import type { Press } from '../../../src/channels/slack/blocks.ts'
import type { Action, Card, Element } from '../../../src/ports/card.ts'
import { buttonsOf } from '../../card-reader.ts'

/** Every text that somebody sees in blocks, or in a view around them: one string per line, so that a sentence is not found across two. */
export const textsIn = (shown: unknown): readonly string[] => {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (value === null || typeof value !== 'object') return
    const { type, text, elements, alt_text: alt } = value as Readonly<Record<string, unknown>>
    if (type === 'rich_text_section' || type === 'rich_text_quote') {
      texts.push((elements as { text: string }[]).map((one) => one.text).join(''))
      return
    }
    if (typeof text === 'string') texts.push(text)
    if (typeof alt === 'string') texts.push(alt)
    for (const [key, member] of Object.entries(value))
      if (key !== 'text' || typeof text !== 'string') walk(member)
  }
  walk(shown)
  return texts
}

/** Every button in blocks or a view. */
export const buttonsIn = (
  shown: unknown,
): readonly { action_id: string; value?: string; url?: string; style?: string; text: { text: string } }[] => {
  const found: { action_id: string; value?: string; url?: string; text: { text: string } }[] = []
  JSON.stringify(shown, (_key, value: unknown) => {
    if (value !== null && typeof value === 'object' && 'type' in value && value.type === 'button')
      found.push(value as never)
    return value
  })
  return found
}

/** What can be pressed in blocks or a view, by `pressOf`. */
export const pressesIn = (shown: unknown): readonly Press[] =>
  buttonsIn(shown).flatMap(({ value }) => pressOf(value) ?? [])

/** Everything of a card that Slack can show: the message, its form, and whatever opens. */
export const surfacesOf = (
  card: Card,
): { readonly message: ReturnType<typeof messageOf>; readonly modals: readonly ModalView[] } => {
  const opened = buttonsOf(card).filter(({ type }) => type === 'Action.ShowCard')
  return {
    message: messageOf(card),
    modals: [
      ...(asksInputs(card) ? [modalOf(card, {})] : []),
      ...(card.refresh ? opened.map((_, at) => detailsOf(card, at + 1)) : []),
    ],
  }
}

/** Every text of a card: one string for all the runs of a line. */
export const textsOf = (card: Card): readonly string[] => {
  const inElements = (elements: readonly Element[]): readonly string[] =>
    elements.flatMap((element) => {
      switch (element.type) {
        case 'TextBlock':
          return [element.text]
        case 'RichTextBlock':
          return [element.inlines.map(({ text }) => text).join('')]
        case 'Image':
          return [element.altText]
        case 'Container':
          return inElements(element.items)
        case 'ColumnSet':
          return element.columns.flatMap(({ items }) => inElements(items))
        case 'ActionSet':
          return inActions(element.actions)
        case 'Input.ChoiceSet':
          return [
            element.label,
            ...(element['choices.data'] ? [] : element.choices.map(({ title }) => title)),
          ]
        case 'Input.Toggle':
          return [element.label, element.title]
        case 'Input.Text':
        case 'Input.Date':
          return [element.label]
      }
    })
  const inActions = (actions: readonly Action[]): readonly string[] =>
    actions.flatMap((action) => [
      action.title,
      ...(action.type === 'Action.ShowCard'
        ? [...inElements(action.card.body), ...inActions(action.card.actions ?? [])]
        : []),
    ])
  return [...inElements(card.body), ...inActions(card.actions ?? [])]
}

/** Whether a text can be read in full, or its beginning with a mark. */
export const isShown = (text: string, shown: readonly string[]): boolean => {
  const meant = text.replace(/^• /, '').trim()
  return shown.some(
    (one) =>
      one.includes(meant) || (one.endsWith('…') && one.length > 10 && meant.startsWith(one.slice(0, -1))),
  )
}
