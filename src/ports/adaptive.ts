import type { Action, Card, Element } from './card.ts'

/** A card as the official renderers and Teams take it: without what only our own channels read. Its `refresh` is the channel's to add. */
export const adaptive = (card: Card): object => {
  const { stays, refresh, ...shown } = card
  void stays
  void refresh
  return {
    ...shown,
    body: card.body.map(element),
    ...(card.actions ? { actions: card.actions.map(action) } : {}),
  }
}

const element = (one: Element): object => {
  switch (one.type) {
    case 'Input.ChoiceSet':
      return { ...asked(one), choices: one.choices.map(({ title, value }) => ({ title, value })) }
    case 'Input.Text':
    case 'Input.Date':
    case 'Input.Toggle':
      return asked(one)
    case 'Container':
      return { ...one, items: one.items.map(element) }
    case 'ColumnSet':
      return {
        ...one,
        columns: one.columns.map((column) => ({ ...column, items: column.items.map(element) })),
      }
    case 'ActionSet':
      return { ...one, actions: one.actions.map(action) }
    case 'TextBlock':
    case 'RichTextBlock':
    case 'Image':
      return one
  }
}

const asked = <Input extends { readonly needed?: boolean | undefined }>({ needed, ...input }: Input) => {
  void needed
  return input
}

const action = (one: Action): object => {
  if (one.type !== 'Action.ShowCard') return one
  const { body, actions } = one.card
  return {
    ...one,
    card: {
      ...one.card,
      body: body.map(element),
      ...(actions ? { actions: actions.map(action) } : {}),
    },
  }
}
