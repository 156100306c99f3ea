import type * as Renderer from 'adaptivecards'
import type { Action, Card, Element } from '../../../ports/card.ts'
import { hostConfig } from './host-config.ts'

/** The official renderer; its script stands before ours and leaves this global behind. */
declare const AdaptiveCards: typeof Renderer

export type Pressed = {
  readonly verb: string
  readonly data: Readonly<Record<string, string | number>>
  readonly values: Readonly<Record<string, string>>
  readonly button: HTMLElement | undefined
}

export type Face = {
  readonly element: HTMLElement
  /** What has been typed or chosen since the card was shown, by the input's id. */
  readonly typed: () => Readonly<Record<string, string>>
  /** Marks the inputs that were refused and moves to the first; false where the card has none of them. */
  readonly refuse: (fieldErrors: Readonly<Record<string, string>>) => boolean
  /** Moves to the first input; false where there is none. */
  readonly focusInput: () => boolean
}

/** Renders a card. `typed` is what somebody had filled in on its last face and would not want to type again. */
export const renderCard = (
  card: Card,
  typed: Readonly<Record<string, string>>,
  press: (pressed: Pressed) => void,
): Face => {
  const adaptive = new AdaptiveCards.AdaptiveCard()
  adaptive.hostConfig = new AdaptiveCards.HostConfig(hostConfig)
  adaptive.parse({ ...card, body: prepared(card.body, typed), actions: preparedActions(card.actions, typed) })
  adaptive.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.ExecuteAction) press(pressedOf(action))
    if (action instanceof AdaptiveCards.OpenUrlAction) open(action.url)
  }
  adaptive.onInlineCardExpanded = (action, isExpanded) => {
    if (isExpanded && action instanceof AdaptiveCards.ShowCardAction)
      action.card.renderedElement?.scrollIntoView({ block: 'nearest' })
  }
  const element = adaptive.render() ?? document.createElement('div')
  // The card itself is nothing to act on: a stop for Tab here would be one press more for each card, and show no focus.
  element.removeAttribute('tabindex')
  const inputs = adaptive.getAllInputs()
  for (const input of inputs) mend(input)
  for (const block of element.querySelectorAll('.ac-richTextBlock'))
    block.classList.toggle('listed', block.textContent.startsWith('• '))

  return {
    element,
    typed: () =>
      Object.fromEntries(
        inputs.flatMap((input) =>
          input.id && input.isDirty() ? [[input.id, String(input.value ?? '')]] : [],
        ),
      ),
    refuse: (fieldErrors) => {
      const refused = inputs.filter((input) => input.id !== undefined && fieldErrors[input.id] !== undefined)
      for (const input of refused) {
        control(input)?.setAttribute('aria-invalid', 'true')
        box(input)?.classList.add('ac-input-validation-failed')
      }
      return focusOn(refused[0])
    },
    focusInput: () => focusOn(inputs.find((input) => input.renderedElement?.offsetParent)),
  }
}

const pressedOf = (action: Renderer.ExecuteAction): Pressed => {
  // `data` by now has the inputs mixed in; the action's own JSON still has what the button carries.
  const { data } = action.toJSON() as { data?: Pressed['data'] }
  const values: Record<string, string> = {}
  for (const [id, input] of Object.entries(action.getReferencedInputs() ?? {}))
    if (input.isSet()) values[id] = String(input.value)
  return { verb: action.verb ?? '', data: data ?? {}, values, button: action.renderedElement }
}

/** Opens http(s) addresses only, in a window that cannot reach back. */
const open = (address: string | undefined): void => {
  const url = URL.canParse(address ?? '', location.href) ? new URL(address ?? '', location.href) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:')
    window.open(url, '_blank', 'noopener,noreferrer')
}

/** Fits what our cards say to what the renderer does. */
const prepared = (body: readonly Element[], typed: Readonly<Record<string, string>>): unknown[] =>
  body.map((element) => {
    switch (element.type) {
      case 'Container':
        return { ...element, items: prepared(element.items, typed) }
      case 'ColumnSet':
        return {
          ...element,
          columns: element.columns.map((column) => ({ ...column, items: prepared(column.items, typed) })),
        }
      case 'ActionSet':
        return { ...element, actions: preparedActions(element.actions, typed) }
      case 'RichTextBlock':
        return { ...element, inlines: element.inlines.map((run) => ({ ...run, text: asTyped(run.text) })) }
      case 'Input.Text':
      case 'Input.Date':
      case 'Input.Toggle':
        return { ...element, value: typed[element.id] ?? element.value, errorMessage: sentenceFor(element) }
      case 'Input.ChoiceSet': {
        // A person is chosen from the names on the card: the renderer would ask a directory that is not there.
        const { 'choices.data': people, ...rest } = element
        return {
          ...rest,
          ...(people ? { style: 'filtered' } : {}),
          value: typed[element.id] ?? element.value,
          errorMessage: sentenceFor(element),
        }
      }
      case 'TextBlock':
      case 'Image':
        return element
      default:
        return element satisfies never
    }
  })

const preparedActions = (
  actions: readonly Action[] | undefined,
  typed: Readonly<Record<string, string>>,
): unknown[] =>
  (actions ?? []).map((action) =>
    action.type === 'Action.ShowCard'
      ? {
          ...action,
          card: {
            ...action.card,
            body: prepared(action.card.body, typed),
            actions: preparedActions(action.card.actions, typed),
          },
        }
      : action,
  )

/** The renderer turns `{{DATE(...)}}` into a date even in a person's own words: an invisible joiner keeps them as typed. */
const asTyped = (text: string): string => text.replaceAll(/\{\{(?=DATE\(|TIME\()/g, '{\u2060{')

type Asked = Extract<Element, { errorMessage?: string | undefined }>

/** A refused input without a sentence would only turn red. */
const sentenceFor = (asked: Asked): string => {
  if (asked.errorMessage) return asked.errorMessage
  switch (asked.type) {
    case 'Input.Date':
      if (asked.min && asked.max) return `Choose a day from ${asked.min} to ${asked.max}.`
      if (asked.min) return `Choose a day from ${asked.min} on.`
      return asked.max ? `Choose a day up to ${asked.max}.` : 'Choose a day.'
    case 'Input.ChoiceSet':
      return 'Choose one from the list.'
    case 'Input.Text':
    case 'Input.Toggle':
      return 'This is needed to go on.'
    default:
      return asked satisfies never
  }
}

/** What the renderer leaves open for people who listen, and for two cards on one page. */
const mend = (input: Renderer.Input): void => {
  const element = box(input)
  if (!element || !(input instanceof AdaptiveCards.ChoiceSetInput)) return
  if (input.style === 'filtered') {
    // Whoever types a name instead of choosing one is told by the server: here they could not even save it for later.
    Object.assign(input, { isValid: () => true })
    const field = element instanceof HTMLInputElement ? element : element.querySelector('input')
    // The name stands on a box around the field, where nobody hears it.
    const holder = input.renderedElement?.querySelector('div[aria-labelledby]')
    const label = holder?.getAttribute('aria-labelledby')
    holder?.removeAttribute('aria-labelledby')
    if (label) field?.setAttribute('aria-labelledby', label)
    else if (input.label) field?.setAttribute('aria-label', input.label)
    // It shows the value of what was chosen before; people know it by its title.
    const chosen = input.choices.find(({ value }) => value === input.defaultValue)
    if (field && chosen?.title) field.value = chosen.title
  }
  if (input.style === 'expanded') {
    // Radio buttons of one name are one group, also across cards: give each card's its own.
    groups += 1
    for (const radio of element.querySelectorAll('input')) {
      radio.name = `${radio.name}-${groups}`
      radio.removeAttribute('aria-labelledby')
    }
    // The group has the question's name; the renderer would put it on the first answer again with each choice.
    Object.assign(input, { updateInputControlAriaLabelledBy: () => {} })
    element.setAttribute('role', 'radiogroup')
    if (input.label) element.setAttribute('aria-label', input.label)
  }
}

let groups = 0

/** What holds the input: the control itself, or the box around several. */
const box = (input: Renderer.Input): HTMLElement | undefined =>
  input.renderedElement?.querySelector<HTMLElement>('.ac-input') ?? undefined

const control = (input: Renderer.Input): HTMLElement | undefined => {
  const element = box(input)
  return element?.querySelector<HTMLElement>('input, select, textarea') ?? element
}

const focusOn = (input: Renderer.Input | undefined): boolean => {
  const element = input && control(input)
  element?.focus()
  return element !== undefined
}
