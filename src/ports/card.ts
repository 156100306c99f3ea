import { z } from 'zod'

/**
 * The part of Adaptive Card 1.5 that Assay speaks, closed: what is not here, no channel has to translate.
 * Text that a person typed stands in `TextRun`s, which no client reads as markdown; a `TextBlock` holds our own words only.
 */
const spacing = z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge']).optional()
const weight = z.enum(['default', 'lighter', 'bolder']).optional()
const size = z.enum(['small', 'default', 'medium', 'large', 'extraLarge']).optional()
const color = z.enum(['default', 'good', 'warning', 'attention', 'accent']).optional()
const placed = { id: z.string().optional(), separator: z.boolean().optional(), spacing }

export const TextBlock = z.strictObject({
  type: z.literal('TextBlock'),
  ...placed,
  text: z.string(),
  style: z.enum(['default', 'heading']).optional(),
  weight,
  size,
  color,
  isSubtle: z.boolean().optional(),
  wrap: z.literal(true),
})

export const TextRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string(),
  weight,
  size,
  color,
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
})

export const RichTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  ...placed,
  inlines: z.array(TextRun).min(1),
})

export const Image = z.strictObject({
  type: z.literal('Image'),
  ...placed,
  url: z.string(),
  altText: z.string().min(1),
  size: z.enum(['auto', 'stretch', 'small', 'medium', 'large']).optional(),
})

const asked = {
  id: z.string(),
  spacing,
  separator: z.boolean().optional(),
  label: z.string(),
  /** An answer is needed. The server checks it; it is told so that a platform does not call it optional. */
  needed: z.boolean().optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
}

export const InputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...asked,
  value: z.string().optional(),
  placeholder: z.string().optional(),
  isMultiline: z.boolean().optional(),
  maxLength: z.number().optional(),
  style: z.enum(['text', 'url']).optional(),
})

export const InputDate = z.strictObject({
  type: z.literal('Input.Date'),
  ...asked,
  value: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
})

/**
 * `choices.data` of dataset `people` asks for a person: a people picker where the platform has one, a searchable choice elsewhere.
 * The accounts of a choice tell such a picker who it is.
 */
export const InputChoiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...asked,
  value: z.string().optional(),
  placeholder: z.string().optional(),
  style: z.enum(['compact', 'expanded', 'filtered']).optional(),
  isMultiSelect: z.literal(false).optional(),
  wrap: z.literal(true).optional(),
  choices: z.array(
    z.strictObject({ title: z.string(), value: z.string(), accounts: z.array(z.string()).optional() }),
  ),
  'choices.data': z.strictObject({ type: z.literal('Data.Query'), dataset: z.literal('people') }).optional(),
})

export const InputToggle = z.strictObject({
  type: z.literal('Input.Toggle'),
  ...asked,
  title: z.string(),
  value: z.string().optional(),
  wrap: z.literal(true).optional(),
})

export const Execute = z.strictObject({
  type: z.literal('Action.Execute'),
  title: z.string(),
  verb: z.string(),
  /** Ids and `rev` only: nothing that decides. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  tooltip: z.string().optional(),
  associatedInputs: z.enum(['auto', 'none']).optional(),
})

export const OpenUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: z.string(),
  url: z.string().regex(/^https?:\/\//),
  tooltip: z.string().optional(),
})

export type Element =
  | z.infer<typeof TextBlock>
  | z.infer<typeof RichTextBlock>
  | z.infer<typeof Image>
  | z.infer<typeof InputText>
  | z.infer<typeof InputDate>
  | z.infer<typeof InputChoiceSet>
  | z.infer<typeof InputToggle>
  | {
      type: 'Container'
      id?: string | undefined
      separator?: boolean | undefined
      spacing?: z.infer<typeof spacing>
      style?: 'default' | 'emphasis' | 'good' | 'warning' | 'attention' | 'accent' | undefined
      items: Element[]
    }
  | {
      type: 'ColumnSet'
      id?: string | undefined
      separator?: boolean | undefined
      spacing?: z.infer<typeof spacing>
      columns: { type: 'Column'; width: 'auto' | 'stretch'; items: Element[] }[]
    }
  | {
      type: 'ActionSet'
      id?: string | undefined
      separator?: boolean | undefined
      spacing?: z.infer<typeof spacing>
      actions: Action[]
    }

export type Action =
  | z.infer<typeof Execute>
  | z.infer<typeof OpenUrl>
  | {
      type: 'Action.ShowCard'
      title: string
      card: { type: 'AdaptiveCard'; body: Element[]; actions?: Action[] | undefined }
    }

const flatActions = [Execute, OpenUrl] as const
const leaves = [TextBlock, RichTextBlock, Image, InputText, InputDate, InputChoiceSet, InputToggle] as const

/** Boxes stand in each other no deeper than this. A schema that contains itself is checked for cycles at every step, which takes half as long again. */
const deepest = 4

const elementWith = (action: z.ZodType<Action>, depth = deepest): z.ZodType<Element> => {
  const actions = z.strictObject({ type: z.literal('ActionSet'), ...placed, actions: z.array(action) })
  if (depth === 0) return z.discriminatedUnion('type', [...leaves, actions])
  const items = z.array(elementWith(action, depth - 1))
  return z.discriminatedUnion('type', [
    ...leaves,
    actions,
    z.strictObject({
      type: z.literal('Container'),
      ...placed,
      style: z.enum(['default', 'emphasis', 'good', 'warning', 'attention', 'accent']).optional(),
      items,
    }),
    z.strictObject({
      type: z.literal('ColumnSet'),
      ...placed,
      columns: z.array(
        z.strictObject({ type: z.literal('Column'), width: z.enum(['auto', 'stretch']), items }),
      ),
    }),
  ])
}

/** Made when the first card is looked at: at a start there is none yet. */
const bodyWith = (action: () => z.ZodType<Action>) => z.array(z.lazy(() => elementWith(action())))

const FlatAction: z.ZodType<Action> = z.discriminatedUnion('type', flatActions)

/** What is folded up has nothing folded up in it. */
const Action: z.ZodType<Action> = z.discriminatedUnion('type', [
  ...flatActions,
  z.strictObject({
    type: z.literal('Action.ShowCard'),
    title: z.string(),
    card: z.strictObject({
      type: z.literal('AdaptiveCard'),
      body: bodyWith(() => FlatAction),
      actions: z.array(FlatAction).optional(),
    }),
  }),
])

/** So many people may get their own view of one card; Teams' limit (user-specific views). */
export const mostReaders = 60

/**
 * `fallbackText` is the one-line text twin: notification, screen reader, and what can be typed instead of pressing a button.
 * `refresh.action` is the press that shows the same card as it is by then: for those among `userIds` (accounts) it is pressed by the
 * platform itself where it can. `stays`: where questions are asked in a window of their own, this card is shown in that window.
 */
export const Card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  fallbackText: z.string().min(1),
  speak: z.string().optional(),
  body: bodyWith(() => Action).min(1),
  actions: z.array(Action).max(6).optional(),
  refresh: z.strictObject({ action: Execute, userIds: z.array(z.string()).max(mostReaders) }).optional(),
  stays: z.literal(true).optional(),
})
export type Card = z.infer<typeof Card>
