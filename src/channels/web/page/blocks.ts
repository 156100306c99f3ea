import { h } from './dom.ts'

type Text = { readonly text: string }
type Option = { readonly text: Text; readonly value: string }
type Run = Text & { readonly style?: { bold?: boolean; italic?: boolean; strike?: boolean } }
type RichPart = {
  readonly type: string
  readonly elements: readonly (Run & { readonly elements?: readonly Run[] })[]
}
type Button = { readonly text: Text; readonly style?: 'primary' | 'danger'; readonly url?: string }
type Field = {
  readonly type: string
  readonly multiline?: boolean
  readonly placeholder?: Text
  readonly options?: readonly Option[]
  readonly option_groups?: readonly { readonly options: readonly Option[] }[]
  readonly initial_value?: string
  readonly initial_date?: string
  readonly initial_user?: string
  readonly initial_option?: Option
  readonly initial_options?: readonly Option[]
}
type Block =
  | { readonly type: 'header'; readonly text: Text }
  | {
      readonly type: 'section'
      readonly text?: Text
      readonly fields?: readonly Text[]
      readonly accessory?: Button
    }
  | { readonly type: 'context'; readonly elements: readonly Text[] }
  | { readonly type: 'divider' }
  | { readonly type: 'rich_text'; readonly elements: readonly RichPart[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | { readonly type: 'image'; readonly alt_text: string }
  | { readonly type: 'input'; readonly label: Text; readonly hint?: Text; readonly element: Field }

/** What Slack would be sent for a card. Our own server writes it, so its shape is not doubted. */
export type AsSlack = {
  readonly message: { readonly blocks: readonly Block[] }
  /** The window that the message opens, where the card asks for something. */
  readonly modal?: {
    readonly title: Text
    readonly submit?: Text
    readonly close?: Text
    readonly blocks: readonly Block[]
  }
}

/** Draws what Slack would show, to look at: nothing on it can be pressed or filled in. */
export const renderBlocks = ({ message, modal }: AsSlack): HTMLElement =>
  h(
    'div',
    { class: 'slack', role: 'group', 'aria-label': 'As Slack shows it, to look at' },
    h('div', { class: 'slack-message' }, ...message.blocks.map(block)),
    modal &&
      h(
        'section',
        { class: 'slack-window', 'aria-label': `Window: ${modal.title.text}` },
        h('p', { class: 'slack-title' }, modal.title.text),
        h('div', { class: 'slack-inside' }, ...modal.blocks.map(block)),
        h(
          'div',
          { class: 'slack-foot' },
          modal.close && button({ text: modal.close }),
          modal.submit && button({ text: modal.submit, style: 'primary' }),
        ),
      ),
  )

const block = (one: Block): HTMLElement => {
  switch (one.type) {
    case 'header':
      return h('p', { class: 'slack-header' }, one.text.text)
    case 'section':
      return h(
        'div',
        { class: 'slack-section' },
        one.text && h('p', {}, one.text.text),
        one.fields && h('div', { class: 'slack-fields' }, ...one.fields.map(({ text }) => h('p', {}, text))),
        one.accessory && button(one.accessory),
      )
    case 'context':
      return h('div', { class: 'slack-context' }, ...one.elements.map(({ text }) => h('p', {}, text)))
    case 'divider':
      return h('hr', {})
    case 'rich_text':
      return h('div', { class: 'slack-rich' }, ...one.elements.map(richPart))
    case 'actions':
      return h('div', { class: 'slack-actions' }, ...one.elements.map(button))
    case 'image':
      return h('div', { class: 'slack-image', role: 'img', 'aria-label': one.alt_text }, one.alt_text)
    case 'input':
      return input(one)
    default:
      return one satisfies never
  }
}

const richPart = ({ type, elements }: RichPart): HTMLElement => {
  if (type === 'rich_text_list')
    return h('ul', {}, ...elements.map((item) => h('li', {}, ...(item.elements ?? []).map(run))))
  return h(type === 'rich_text_quote' ? 'blockquote' : 'p', {}, ...elements.map(run))
}

const run = ({ text, style = {} }: Run): HTMLElement =>
  h(style.bold ? 'b' : style.italic ? 'i' : style.strike ? 's' : 'span', {}, text)

const button = ({ text, style, url }: Button): HTMLElement =>
  h(
    'button',
    { type: 'button', disabled: true, class: `slack-button ${style ?? ''}` },
    url === undefined ? text.text : `${text.text} ↗`,
  )

let inputs = 0

const input = ({ label, hint, element }: Extract<Block, { type: 'input' }>): HTMLElement => {
  inputs += 1
  const id = `slack-input-${inputs}`
  return h(
    'div',
    { class: 'slack-input', role: 'group', 'aria-labelledby': id },
    h('p', { class: 'slack-label', id }, label.text, h('span', {}, ' (optional)')),
    ...fields(element, id),
    hint && h('p', { class: 'slack-hint' }, hint.text),
  )
}

/** An input as it would begin. */
const fields = (element: Field, id: string): readonly HTMLElement[] => {
  const named = { disabled: true, 'aria-labelledby': id }
  switch (element.type) {
    case 'plain_text_input': {
      const field = h(element.multiline ? 'textarea' : 'input', {
        ...named,
        placeholder: element.placeholder?.text,
      })
      field.value = element.initial_value ?? ''
      return [field]
    }
    case 'radio_buttons':
    case 'checkboxes':
      return (element.options ?? []).map(({ text, value }) => {
        const chosen = [element.initial_option, ...(element.initial_options ?? [])]
        const box = h('input', {
          type: element.type === 'checkboxes' ? 'checkbox' : 'radio',
          disabled: true,
          checked: chosen.some((option) => option?.value === value),
        })
        return h('label', {}, box, text.text)
      })
    default: {
      const chosen =
        element.initial_option?.text.text ?? element.initial_date ?? (element.initial_user && 'Chosen')
      const prompt = element.type === 'datepicker' ? 'Select a date' : 'Select an option'
      return [h('select', named, h('option', {}, chosen ?? element.placeholder?.text ?? prompt))]
    }
  }
}
