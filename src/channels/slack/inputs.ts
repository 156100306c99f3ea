import type { InputBlockElement, KnownBlock, PlainTextElement, PlainTextOption } from '@slack/types'
import { pickedMark } from '../../ports/channel.ts'
import { LIMITS } from './limits.ts'
import { richText } from './lines.ts'
import type { Input, Piece } from './pieces.ts'
import { clean, cut, isBlank, lengthOf, plainText } from './text.ts'
import { valueAction } from './values.ts'

/** An input with what belongs to it. What is not needed is `optional`: Slack asks for everything else before it sends a form. */
export const inputBlocks = (
  { input, hint, error }: Extract<Piece, { kind: 'input' }>,
  blockId: string,
): readonly KnownBlock[] => {
  const element = elementOf(input)
  const label = isBlank(input.label) ? input.id : input.label
  const blocks: KnownBlock[] = []
  if (!isBlank(error)) blocks.push({ type: 'context', elements: [plainText(`⚠ ${error}`, LIMITS.text)] })
  if (!element)
    return [
      ...blocks,
      { type: 'section', text: plainText(`${label}\nThere is nothing to choose from.`, LIMITS.text) },
    ]
  return [
    ...blocks,
    ...longChoices(input),
    {
      type: 'input',
      block_id: blockId,
      label: plainText(label, LIMITS.input.label, 'Your answer'),
      element,
      optional: input.needed !== true,
      ...(isBlank(hint) ? {} : { hint: plainText(hint, LIMITS.input.hint) }),
    },
  ]
}

const elementOf = (input: Input): InputBlockElement | undefined => {
  switch (input.type) {
    case 'Input.Text': {
      // Also for links: Slack's own field for them refuses a whole view for a value that is none.
      const value = typed(input.value ?? '')
      return {
        type: 'plain_text_input',
        action_id: valueAction,
        multiline: input.isMultiline ?? false,
        ...(value === '' ? {} : { initial_value: value }),
        ...mostOf(input.maxLength, value),
        ...placeholderOf(input.placeholder),
      }
    }
    case 'Input.Date':
      return {
        type: 'datepicker',
        action_id: valueAction,
        ...(isDay(input.value) ? { initial_date: input.value } : {}),
      }
    case 'Input.Toggle': {
      const ticked: PlainTextOption = {
        text: plainText(input.title, LIMITS.options.text, 'Yes'),
        value: 'true',
      }
      return {
        type: 'checkboxes',
        action_id: valueAction,
        options: [ticked],
        ...(input.value === 'true' ? { initial_options: [ticked] } : {}),
      }
    }
    case 'Input.ChoiceSet':
      return input['choices.data'] ? personElement(input) : choiceElement(input)
    default:
      return input satisfies never
  }
}

type Choices = Extract<Input, { type: 'Input.ChoiceSet' }>

/** Slack's own people, unless somebody has been chosen who is not among them: that choice would be lost. */
const personElement = (input: Choices): InputBlockElement | undefined => {
  const chosen = input.choices.find(({ value }) => value === input.value)
  const user = userOf(chosen?.accounts ?? [input.value?.slice(pickedMark.length) ?? ''])
  if (chosen && user === undefined) return choiceElement(input)
  return {
    type: 'users_select',
    action_id: valueAction,
    ...(user === undefined ? {} : { initial_user: user }),
    ...placeholderOf(input.placeholder),
  }
}

/** The user of an account `slack:<team>:<user>`. */
const userOf = (accounts: readonly string[]): string | undefined =>
  accounts.map((account) => /^slack:[^:]+:([UW][A-Z0-9]+)$/.exec(account)?.[1]).find((user) => user)

const choiceElement = (input: Choices): InputBlockElement | undefined => {
  const options = optionsOf(input)
  if (options.length === 0) return undefined
  const chosen = options.find(({ value }) => value === input.value)
  const initial = chosen ? { initial_option: chosen } : {}
  if (input.style === 'expanded' && options.length <= LIMITS.options.radio)
    return { type: 'radio_buttons', action_id: valueAction, options, ...initial }
  return {
    type: 'static_select',
    action_id: valueAction,
    ...(options.length <= LIMITS.options.select ? { options } : { option_groups: groupsOf(options) }),
    ...initial,
    ...placeholderOf(input.placeholder),
  }
}

/** What one option takes at the very most: each of its characters six bytes, as JSON escapes them, and the names around them. */
const mostOptionBytes = 6 * (LIMITS.options.text + LIMITS.options.value) + 100

/** Every choice that Slack can carry, once, as many as there is room for; the chosen one in any case. */
const optionsOf = ({ choices, value: chosen }: Choices): PlainTextOption[] => {
  const options = new Map<string, PlainTextOption>()
  // So few fit whatever they say.
  const isCounted = choices.length > LIMITS.options.bytes / mostOptionBytes
  let bytes = 0
  for (const { title, value } of choices) {
    if (value === '' || value !== clean(value) || value.length > LIMITS.options.value) continue
    const option = { text: plainText(title, LIMITS.options.text, value), value }
    if (isCounted) bytes += Buffer.byteLength(JSON.stringify(option))
    const isRoom =
      bytes <= LIMITS.options.bytes && options.size < LIMITS.options.select * LIMITS.options.groups
    if (!options.has(value) && (isRoom || value === chosen)) options.set(value, option)
  }
  return [...options.values()]
}

const groupsOf = (
  options: readonly PlainTextOption[],
): { label: PlainTextElement; options: PlainTextOption[] }[] => {
  const groups = []
  for (let at = 0; at < options.length; at += LIMITS.options.select) {
    const group = options.slice(at, at + LIMITS.options.select)
    const names = `${nameOf(group[0])} – ${nameOf(group.at(-1))}`
    groups.push({ label: plainText(names, LIMITS.options.group), options: group })
  }
  return groups
}

const nameOf = (option: PlainTextOption | undefined): string => cut(option?.text.text ?? '', 30)

/** The choices in full, above an input that has to cut one. */
const longChoices = (input: Input): readonly KnownBlock[] => {
  if (input.type !== 'Input.ChoiceSet' || input['choices.data']) return []
  if (input.choices.every(({ title }) => lengthOf(clean(title)) <= LIMITS.options.text)) return []
  return richText(
    input.choices
      .filter(({ title }) => !isBlank(title))
      .map(({ title }, at) => ({
        kind: 'line',
        runs: [{ text: `• ${title}`, bold: false, italic: false, strike: false }],
        quoted: false,
        gap: at === 0,
      })),
  )
}

const typed = (value: string): string => {
  const text = clean(value)
  return text.length <= LIMITS.input.value ? text : cut(text, LIMITS.input.value)
}

/** The most that may be typed; not less than what is typed already, for which Slack would refuse the view. */
const mostOf = (most: number | undefined, value: string): { max_length?: number } =>
  most !== undefined &&
  Number.isInteger(most) &&
  most > 0 &&
  most <= LIMITS.input.value &&
  value.length <= most
    ? { max_length: most }
    : {}

const placeholderOf = (text: string | undefined): { placeholder?: PlainTextElement } =>
  text === undefined || isBlank(text) ? {} : { placeholder: plainText(text, LIMITS.input.placeholder) }

const isDay = (value: string | undefined): value is string => {
  if (value === undefined || !/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}
