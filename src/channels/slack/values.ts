import { z } from 'zod'
import { pickedMark } from '../../ports/channel.ts'
import { LIMITS } from './limits.ts'
import { clean, cut, isBlank } from './text.ts'

/** The action id of every input: its block tells which one it is. */
export const valueAction = 'v'

const begins = 'i~'

/** Names the block of an input. A view that is updated keeps what is typed in a block of the same name: `nonce` makes it another. */
export const blockIdOf = (inputId: string, nonce: string): string =>
  `${begins}${clean(inputId.slice(0, LIMITS.id - begins.length - nonce.length - 1))}~${nonce}`

const inputIdOf = (blockId: string): string | undefined => {
  const end = blockId.lastIndexOf('~')
  return blockId.startsWith(begins) && end >= begins.length ? blockId.slice(begins.length, end) : undefined
}

const Typed = z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() })
const Day = z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() })
const Chosen = z.object({
  type: z.enum(['static_select', 'radio_buttons']),
  selected_option: z.object({ value: z.string() }).nullish(),
})
const Ticked = z.object({
  type: z.literal('checkboxes'),
  selected_options: z.array(z.object({ value: z.string() })),
})
const Person = z.object({ type: z.literal('users_select'), selected_user: z.string().nullish() })

const Value = z.discriminatedUnion('type', [
  Typed.transform(({ value }) => value ?? ''),
  Day.transform((day) => day.selected_date ?? ''),
  Chosen.transform((chosen) => chosen.selected_option?.value ?? ''),
  Ticked.transform((ticked) => (ticked.selected_options.length > 0 ? 'true' : 'false')),
  Person.transform(({ selected_user: user }) => (user ? `${pickedMark}${user}` : '')),
])
const State = z.record(z.string(), z.record(z.string(), z.unknown()))

/**
 * The inputs of `view.state.values` or `body.state.values` by our input's id; '' where nothing was given. A picked Slack user comes as
 * `account:U123`. What is not ours, or of a shape we do not know, is left out.
 */
export const valuesOf = (state: unknown): Readonly<Record<string, string>> => {
  const read = State.safeParse(state)
  const values = new Map<string, string>()
  for (const [blockId, actions] of Object.entries(read.success ? read.data : {})) {
    const id = inputIdOf(blockId)
    const value = Value.safeParse(actions[valueAction])
    if (id !== undefined && value.success) values.set(id, value.data)
  }
  return Object.fromEntries(values)
}

const InputBlocks = z.array(z.object({ type: z.string(), block_id: z.string().optional() }))

/** The sentences at the inputs, by block, for `response_action: errors`; those whose input is not in the view are left out. */
export const errorsOf = (
  view: { readonly blocks: unknown },
  fieldErrors: Readonly<Record<string, string>>,
): Record<string, string> => {
  const errors: Record<string, string> = {}
  if (Object.keys(fieldErrors).length === 0) return errors
  const read = InputBlocks.safeParse(view.blocks)
  for (const { type, block_id: blockId } of read.success ? read.data : []) {
    const id = type === 'input' && blockId !== undefined ? inputIdOf(blockId) : undefined
    if (blockId === undefined || id === undefined || !Object.hasOwn(fieldErrors, id)) continue
    const sentence = fieldErrors[id] ?? ''
    errors[blockId] = cut(
      isBlank(sentence) ? 'Please have another look at this.' : sentence,
      LIMITS.input.error,
    )
  }
  return errors
}
