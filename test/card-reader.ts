import type { Action, Card, Element } from '../src/ports/card.ts'

/** Every button of a card, also those behind Details. */
export const buttonsOf = (card: Card): readonly Action[] => {
  const inElements = (elements: readonly Element[]): readonly Action[] =>
    elements.flatMap((element) => {
      if (element.type === 'ActionSet') return inActions(element.actions)
      if (element.type === 'Container') return inElements(element.items)
      if (element.type === 'ColumnSet') return element.columns.flatMap((column) => inElements(column.items))
      return []
    })
  const inActions = (actions: readonly Action[]): readonly Action[] =>
    actions.flatMap((action) =>
      action.type === 'Action.ShowCard'
        ? [action, ...inElements(action.card.body), ...inActions(action.card.actions ?? [])]
        : [action],
    )
  return [...inElements(card.body), ...inActions(card.actions ?? [])]
}

/** The titles of a card's live buttons. */
export const titlesOf = (card: Card): readonly string[] =>
  buttonsOf(card).flatMap((button) => (button.type === 'Action.Execute' ? [button.title] : []))

/** All words that a card shows, one string. */
export const wordsOf = (card: Card): string => {
  const words: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (value !== null && typeof value === 'object')
      for (const [key, member] of Object.entries(value)) {
        if (
          typeof member === 'string' &&
          ['text', 'label', 'title', 'placeholder', 'errorMessage'].includes(key)
        )
          words.push(member)
        else if (key !== 'data') walk(member)
      }
  }
  walk(card.body)
  walk(card.actions)
  return words.join('\n')
}

/** The inputs of a card by id. */
export const inputsOf = (card: Card): ReadonlyMap<string, Extract<Element, { type: `Input.${string}` }>> => {
  const found = new Map<string, Extract<Element, { type: `Input.${string}` }>>()
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if (element.type === 'Container') walk(element.items)
      else if (element.type === 'ColumnSet') element.columns.forEach((column) => walk(column.items))
      else if ('label' in element) found.set(element.id, element)
    }
  }
  walk(card.body)
  return found
}
