import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

/**
 * Refuses what Slack would refuse, with Slack's own numbers: written down a second time from docs.slack.dev and the comments of
 * @slack/types, and where those are silent, as strictly as anybody has met it. Blocks that Assay does not speak are refused too.
 */
const said = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', 'says nothing')
    .refine((text) => text.isWellFormed(), 'has half of a character')
    .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000d-\u001f\u007f]/.test(text), 'has control characters')
const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: said(most), emoji: z.boolean().optional() })
const anyText = (most: number) =>
  z.union([
    plain(most),
    z.strictObject({ type: z.literal('mrkdwn'), text: said(most), verbatim: z.boolean().optional() }),
  ])
const id = z.string().min(1).max(255)
const address = z
  .string()
  .max(3000)
  .refine((url) => URL.canParse(url) && /^https?:\/\/\S+$/.test(url), 'is no address')
const color = z.enum(['primary', 'danger']).optional()
const block = { block_id: id.optional() }
const actionable = { action_id: id }

const Confirm = z.strictObject({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  style: color,
})

const Button = z
  .strictObject({
    type: z.literal('button'),
    ...actionable,
    text: plain(75),
    value: z.string().min(1).max(2000).optional(),
    url: address.optional(),
    style: color,
    confirm: Confirm.optional(),
    accessibility_label: said(75).optional(),
  })
  .refine(({ value, url }) => value !== undefined || url !== undefined, 'does nothing')

const Option = z.strictObject({ text: plain(75), value: z.string().min(1).max(75) })
const options = (most: number) =>
  z
    .array(Option)
    .min(1)
    .max(most)
    .refine((some) => new Set(some.map(({ value }) => value)).size === some.length, 'has an option twice')

type Choice = {
  readonly initial_option?: unknown
  readonly options?: readonly unknown[] | undefined
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined
}
const isAmong = ({ initial_option, options, option_groups }: Choice): boolean =>
  initial_option === undefined ||
  [...(options ?? []), ...(option_groups ?? []).flatMap((group) => group.options)].some((one) =>
    isDeepStrictEqual(one, initial_option),
  )

const placeholder = plain(150).optional()

const Element = z.union([
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...actionable,
      multiline: z.boolean().optional(),
      initial_value: z.string().max(3000).optional(),
      min_length: z.int().min(0).max(3000).optional(),
      max_length: z.int().min(1).max(3000).optional(),
      placeholder,
    })
    .refine(
      ({ initial_value = '', max_length = 3000 }) => initial_value.length <= max_length,
      'begins too long',
    ),
  z.strictObject({
    type: z.literal('datepicker'),
    ...actionable,
    initial_date: z.iso.date().optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    ...actionable,
    options: options(10),
    initial_options: options(10).optional(),
  }),
  z
    .strictObject({
      type: z.literal('radio_buttons'),
      ...actionable,
      options: options(10),
      initial_option: Option.optional(),
    })
    .refine(isAmong, 'begins with what is no option'),
  z
    .strictObject({
      type: z.literal('static_select'),
      ...actionable,
      options: options(100).optional(),
      option_groups: z
        .array(z.strictObject({ label: plain(75), options: options(100) }))
        .min(1)
        .max(100)
        .optional(),
      initial_option: Option.optional(),
      placeholder,
    })
    .refine(({ options, option_groups: groups }) => !options !== !groups, 'has options or groups, not both')
    .refine(isAmong, 'begins with what is no option'),
  z.strictObject({
    type: z.literal('users_select'),
    ...actionable,
    initial_user: z
      .string()
      .regex(/^[UW][A-Z0-9]{2,}$/)
      .optional(),
    placeholder,
  }),
])

const Run = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .min(1)
    .max(3000)
    .refine((text) => text.isWellFormed()),
  style: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strike: z.boolean().optional(),
      code: z.boolean().optional(),
    })
    .optional(),
})
const Section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(Run).min(1) })

/** An image is fetched by Slack when it is posted: from the open net, and only in what it can show. */
const picture = address.refine((url) => {
  const { protocol, hostname, pathname } = new URL(url)
  return protocol === 'https:' && /\.[a-z][a-z0-9-]+$/.test(hostname) && !/\.svg$/i.test(pathname)
}, 'cannot be fetched')

const Block = z.union([
  z.strictObject({ type: z.literal('header'), ...block, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), ...block }),
  z
    .strictObject({
      type: z.literal('section'),
      ...block,
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: Button.optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'says nothing'),
  z.strictObject({ type: z.literal('context'), ...block, elements: z.array(anyText(3000)).min(1).max(10) }),
  z.strictObject({
    type: z.literal('rich_text'),
    ...block,
    elements: z
      .array(
        z.union([
          Section,
          z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(Run).min(1) }),
          z.strictObject({
            type: z.literal('rich_text_list'),
            style: z.enum(['bullet', 'ordered']),
            elements: z.array(Section).min(1),
          }),
        ]),
      )
      .min(1),
  }),
  z.strictObject({ type: z.literal('actions'), ...block, elements: z.array(Button).min(1).max(25) }),
  z.strictObject({ type: z.literal('image'), ...block, image_url: picture, alt_text: said(2000) }),
  z.strictObject({
    type: z.literal('input'),
    ...block,
    label: plain(2000),
    hint: plain(2000).optional(),
    element: Element,
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
])
export type ShownBlock = z.infer<typeof Block>

const blocks = (most: number) => z.array(Block).max(most).superRefine(unique)

/** Block ids are unique in a view, and so have to be action ids in a block; Slack mixes up what has one name, so in a view. */
const unique = (some: readonly ShownBlock[], context: z.RefinementCtx): void => {
  const names = some.map((one) => one.block_id).filter((name) => name !== undefined)
  if (new Set(names).size < names.length) context.addIssue('has a block_id twice')
  const actions = some
    .flatMap((one) => {
      if (one.type === 'actions') return one.elements
      return one.type === 'section' && one.accessory ? [one.accessory] : []
    })
    .map((button) => button.action_id)
  if (new Set(actions).size < actions.length) context.addIssue('has an action_id twice')
}

const Message = z
  .looseObject({ text: z.string().max(40_000), blocks: blocks(50) })
  .refine((message) => message.text.trim() !== '' || message.blocks.length > 0, 'no_text')
  // Met at about 13,200; what exactly is counted, Slack does not say.
  .refine((message) => JSON.stringify(message.blocks).length <= 12_000, 'msg_blocks_too_long')

const common = {
  blocks: blocks(100).min(1),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const View = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('modal'),
      ...common,
      title: plain(24),
      submit: plain(24).optional(),
      close: plain(24).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
    }),
    z.strictObject({ type: z.literal('home'), ...common }),
  ])
  .refine(
    (view) =>
      view.type === 'home' || view.submit !== undefined || !view.blocks.some(({ type }) => type === 'input'),
    'missing submit',
  )
  .refine((view) => Buffer.byteLength(JSON.stringify(view)) <= 250_000, 'view_too_large')

const complaintsOf = (read: z.ZodSafeParseResult<unknown>): readonly string[] =>
  (read.error?.issues ?? []).flatMap(deepest).map(({ path, message }) => `${path.join('/')}: ${message}`)

/** A union says only that none of its members fits: tell what is wrong with the one of the right type. */
const deepest = (issue: z.core.$ZodIssue): readonly { path: readonly PropertyKey[]; message: string }[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((some) => some.every(({ path }) => path[0] !== 'type'))
  return (meant ?? []).length === 0
    ? [issue]
    : (meant ?? []).flatMap(deepest).map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
}

/** Why Slack would refuse a message; empty where it takes it. */
export const messageComplaints = (message: unknown): readonly string[] =>
  complaintsOf(Message.safeParse(message))

/** Why Slack would refuse a modal or home tab; empty where it takes it. */
export const viewComplaints = (view: unknown): readonly string[] => complaintsOf(View.safeParse(view))
