import fc from 'fast-check'
import type { Action, Element } from '../../../src/ports/card.ts'
import { Card } from '../../../src/ports/card.ts'

/** Texts as they come: ordinary, empty, blank, of emoji, with half characters and control signs, in Slack's markup, or far too long. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 60 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
  fc.constantFrom(
    '',
    ' ',
    '\n\n',
    '\u0000',
    '\ud800',
    '\udc00x',
    '&<>',
    '<!channel>',
    '• ',
    '• one',
    '…',
    'e\u0301'.repeat(80),
  ),
  fc.integer({ min: 1, max: 9_000 }).map((length) => '&<👩‍👩‍👧‍👦 ä'.repeat(length).slice(0, length)),
  // One character, as people see it, of any length.
  fc.integer({ min: 1, max: 4_000 }).map((length) => `a${'\u0301'.repeat(length)}`),
)
const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined })
const weight = optional(fc.constantFrom('default', 'lighter', 'bolder'))
const size = optional(fc.constantFrom('small', 'default', 'medium', 'large', 'extraLarge'))
const color = optional(fc.constantFrom('default', 'good', 'warning', 'attention', 'accent'))
const flag = optional(fc.boolean())
const placed = {
  separator: flag,
  spacing: optional(fc.constantFrom('none', 'small', 'default', 'medium', 'large', 'extraLarge')),
}
const asked = { ...placed, id: fc.oneof(fc.constantFrom('name', 'a~b', ''), text), label: text }

const many = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((count) => Array.from({ length: count }, (_, at) => ({ title: `Choice ${at}`, value: `c${at}` })))
const choices = fc.oneof(
  fc.array(
    fc.record(
      {
        title: text,
        value: text,
        accounts: fc.array(fc.constantFrom('slack:T1:U0ANA', 'slack:T1:x', 'teams:t:o', ''), {
          maxLength: 3,
        }),
      },
      { requiredKeys: ['title', 'value'] },
    ),
    { maxLength: 12 },
  ),
  many(12),
  many(250),
)

const execute = fc.record(
  {
    type: fc.constant('Action.Execute'),
    title: text,
    verb: fc.oneof(fc.constantFrom('approval.approve', 'view.show'), text),
    data: fc.dictionary(
      fc.constantFrom('id', 'rev', 'part', 'what', 'kind'),
      fc.oneof(text, fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })),
    ),
    style: fc.constantFrom('default', 'positive', 'destructive'),
    tooltip: text,
    associatedInputs: fc.constantFrom('auto', 'none'),
  },
  { requiredKeys: ['type', 'title', 'verb', 'data'] },
)
const openUrl = fc.record({
  type: fc.constant('Action.OpenUrl'),
  title: text,
  url: fc.oneof(
    fc.webUrl(),
    text.map((rest) => `https://${rest}`),
    fc.constant(`https://a.example/${'x'.repeat(3000)}`),
  ),
})
const image = fc.record({
  type: fc.constant('Image'),
  ...placed,
  url: fc.oneof(
    fc.webUrl(),
    text,
    fc.constantFrom('https://a.example.com/x.png', 'https://a.example.com/x.svg'),
  ),
  altText: text.filter((alt) => alt !== ''),
})

const { element, action } = fc.letrec<{ element: unknown; action: unknown }>((tie) => {
  const within = fc.array(tie('element'), { maxLength: 6 })
  const actions = fc.array(tie('action'), { maxLength: 4 })
  return {
    action: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      execute,
      execute,
      openUrl,
      fc.record({
        type: fc.constant('Action.ShowCard'),
        title: text,
        card: fc.record(
          { type: fc.constant('AdaptiveCard'), body: within, actions },
          { requiredKeys: ['type', 'body'] },
        ),
      }),
    ),
    element: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      fc.record({
        type: fc.constant('TextBlock'),
        ...placed,
        text,
        style: optional(fc.constantFrom('default', 'heading')),
        weight,
        size,
        color,
        isSubtle: flag,
        wrap: fc.constant(true),
      }),
      fc.record({
        type: fc.constant('RichTextBlock'),
        ...placed,
        inlines: fc.array(
          fc.record({
            type: fc.constant('TextRun'),
            text,
            weight,
            size,
            color,
            isSubtle: flag,
            italic: flag,
            strikethrough: flag,
          }),
          { minLength: 1, maxLength: 4 },
        ),
      }),
      image,
      fc.record({
        type: fc.constant('Input.Text'),
        ...asked,
        value: optional(text),
        placeholder: optional(text),
        isMultiline: flag,
        maxLength: optional(fc.oneof(fc.integer({ min: -5, max: 5000 }), fc.constant(1.5))),
      }),
      fc.record({
        type: fc.constant('Input.Date'),
        ...asked,
        value: optional(fc.oneof(text, fc.constantFrom('2026-12-10', '2026-02-30', '9999-99-99'))),
      }),
      fc.record({
        type: fc.constant('Input.Toggle'),
        ...asked,
        title: text,
        value: optional(fc.constantFrom('true', 'false', 'x')),
      }),
      fc.record(
        {
          type: fc.constant('Input.ChoiceSet'),
          ...asked,
          value: fc.oneof(text, fc.constantFrom('c1', 'c120')),
          style: fc.constantFrom('compact', 'expanded', 'filtered'),
          placeholder: text,
          choices,
          'choices.data': fc.constant({ type: 'Data.Query', dataset: 'people' }),
        },
        { requiredKeys: ['type', 'id', 'label', 'choices'] },
      ),
      fc.record({
        type: fc.constant('Container'),
        ...placed,
        style: optional(fc.constantFrom('default', 'emphasis', 'good', 'warning', 'attention', 'accent')),
        items: within,
      }),
      fc.record({
        type: fc.constant('ColumnSet'),
        ...placed,
        columns: fc.array(
          fc.record({
            type: fc.constant('Column'),
            width: fc.constantFrom('auto', 'stretch'),
            items: fc.array(tie('element'), { maxLength: 3 }),
          }),
          { maxLength: 12 },
        ),
      }),
      fc.record({ type: fc.constant('ActionSet'), ...placed, actions }),
    ),
  }
})

/** Any card that the schema takes, also those that no template would make. */
export const anyCard: fc.Arbitrary<Card> = fc
  .record(
    {
      type: fc.constant('AdaptiveCard'),
      $schema: fc.constant('http://adaptivecards.io/schemas/adaptive-card.json'),
      version: fc.constant('1.5'),
      fallbackText: text.filter((line) => line !== ''),
      body: fc.oneof(
        // The elements are made of the same parts as the schema.
        fc.array(element as fc.Arbitrary<Element>, { minLength: 1, maxLength: 12 }),
        fc.array(element as fc.Arbitrary<Element>, { minLength: 40, maxLength: 130 }),
      ),
      actions: fc.array(action as fc.Arbitrary<Action>, { maxLength: 6 }),
      refresh: fc.record({ action: execute, userIds: fc.constant([]) }),
    },
    { requiredKeys: ['type', '$schema', 'version', 'fallbackText', 'body'] },
  )
  .map((card) => card as unknown as Card)
  // Nothing is folded up in what is folded up.
  .filter((card) => Card.safeParse(card).success)
