import type { ShownBlock } from './block-kit.ts'

type Stated = Readonly<Record<string, Readonly<Record<string, object>>>>

/** What `view.state.values` holds when a view is sent as it was opened; `change` is what somebody did to an element, by block. */
export const stateOf = (
  blocks: readonly ShownBlock[],
  change: Readonly<Record<string, object>> = {},
): Stated =>
  Object.fromEntries(
    blocks.flatMap((one) =>
      one.type === 'input' && one.block_id !== undefined
        ? [
            [
              one.block_id,
              { [one.element.action_id]: { ...stateOfElement(one.element), ...change[one.block_id] } },
            ],
          ]
        : [],
    ),
  )

const stateOfElement = (element: Extract<ShownBlock, { type: 'input' }>['element']): object => {
  const { type } = element
  switch (type) {
    case 'plain_text_input':
      return { type, value: element.initial_value ?? null }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] }
    case 'radio_buttons':
    case 'static_select':
      return { type, selected_option: element.initial_option ?? null }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    default:
      return type satisfies never
  }
}
