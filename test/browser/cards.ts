import type { Action, Element } from '../../src/ports/card.ts'
import { Card } from '../../src/ports/card.ts'

/** A card of the shape that Assay sends; parsed, so that a mistake in a test shows here. */
export const card = (fallbackText: string, body: readonly Element[], actions?: readonly Action[]): Card =>
  Card.parse({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body,
    ...(actions ? { actions } : {}),
  })

export const line = (text: string, more: object = {}): Element => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...more,
})

export const said = (text: string, more: object = {}): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...more }],
})

export const execute = (title: string, verb: string, more: object = {}): Action => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { id: 'CRT-12', rev: 3 },
  ...more,
})

const footer = line('CRT-12 · preparing · policy version 4', {
  size: 'small',
  isSubtle: true,
  spacing: 'medium',
})

export const welcome = card(
  'Welcome: I help you get your solution certified.',
  [
    line('Hello, I am Assay', { style: 'heading' }),
    line(
      'I take what you built from the first word to a certificate: a few questions, a few steps, one decision.',
    ),
    line('I never read your messages, judge people, or act without telling you.'),
    line('For example: “start”, then answer twelve questions about your leave calendar.', { isSubtle: true }),
  ],
  [
    execute('Register a solution', 'form.start', { style: 'positive' }),
    execute('Show my inbox', 'inbox.show'),
    execute('How it works', 'how.show'),
  ],
)

export const questions = (
  values: Readonly<Record<string, string>> = {},
  errors: Readonly<Record<string, string>> = {},
): Card =>
  card(
    'Leave calendar: step 1 of 3, about the solution',
    [
      line('Register a solution', { style: 'heading' }),
      line('Step 1 of 3 · saved as you go', { isSubtle: true, spacing: 'small' }),
      ...Object.values(errors).map((sentence) => line(sentence, { color: 'attention', weight: 'bolder' })),
      {
        type: 'Input.Text',
        id: 'name',
        label: 'What is it called?',
        isRequired: true,
        errorMessage: 'Give it a name people will recognise.',
        placeholder: 'Leave calendar',
        maxLength: 80,
        value: values['name'] ?? '',
      },
      {
        type: 'Input.Text',
        id: 'purpose',
        label: 'What is it for, in one sentence?',
        isMultiline: true,
        placeholder: 'Shows who is away, so that nobody plans a meeting into a holiday',
        value: values['purpose'] ?? '',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'kind',
        label: 'What kind of thing is it?',
        style: 'compact',
        isRequired: true,
        errorMessage: 'Choose the kind that fits best.',
        placeholder: 'Choose one',
        value: values['kind'] ?? '',
        choices: [
          { title: 'App', value: 'app' },
          { title: 'Flow or automation', value: 'flow' },
          { title: 'Report', value: 'report' },
        ],
      },
      {
        type: 'Input.ChoiceSet',
        id: 'data',
        label: 'What is the most sensitive data in it?',
        style: 'expanded',
        wrap: true,
        value: values['data'] ?? '',
        choices: [
          { title: 'Public: anyone may see it', value: 'public' },
          {
            title: 'Internal: everybody who works here, and nobody outside of the organisation',
            value: 'internal',
          },
          { title: "I don't know", value: 'unknown' },
        ],
      },
      {
        type: 'Input.ChoiceSet',
        id: 'owner',
        label: 'Who owns it?',
        style: 'filtered',
        placeholder: 'Type a name',
        value: values['owner'] ?? 'dana',
        choices: [
          { title: 'Dana Developer', value: 'dana' },
          { title: 'Priya Nair', value: 'priya' },
        ],
        'choices.data': { type: 'Data.Query', dataset: 'people' },
      },
    ],
    [
      execute('Continue', 'form.next', { style: 'positive' }),
      execute('Back', 'form.back', { associatedInputs: 'none' }),
      execute('Save for later', 'form.save', { associatedInputs: 'none' }),
    ],
  )

export const result = card(
  'CRT-12 Leave calendar: low risk. Two steps are left.',
  [
    line('CRT-12 Leave calendar', { size: 'small', isSubtle: true }),
    line('Low risk', { style: 'heading', spacing: 'none', color: 'good' }),
    line('You can go live as soon as two steps are done. Nobody else has to decide.'),
    {
      type: 'Container',
      style: 'emphasis',
      spacing: 'medium',
      items: [
        line('What drove this', { weight: 'bolder' }),
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', width: 'stretch', items: [line('Most sensitive data')] },
            { type: 'Column', width: 'auto', items: [line('internal', { weight: 'bolder' })] },
          ],
        },
        {
          type: 'ColumnSet',
          separator: true,
          columns: [
            { type: 'Column', width: 'stretch', items: [line('Personal data')] },
            { type: 'Column', width: 'auto', items: [line('staff', { weight: 'bolder' })] },
          ],
        },
      ],
    },
    { type: 'Container', style: 'good', items: [line('Done: policy acknowledged')] },
    { type: 'Container', style: 'warning', items: [line('Due Thursday: micro-certification “Foundations”')] },
    { type: 'Container', style: 'attention', items: [line('Blocked: a red connector needs a waiver')] },
    { type: 'Container', style: 'accent', items: [line('Usually takes two working days')] },
    footer,
  ],
  [
    execute('Start the steps', 'steps.start', { style: 'positive' }),
    execute('Change an answer', 'form.back'),
    {
      type: 'Action.ShowCard',
      title: 'Why?',
      card: { type: 'AdaptiveCard', body: [line('8 points; low is 0 to 8.')] },
    },
    execute('Withdraw', 'certification.withdraw', { style: 'destructive' }),
  ],
)

export const approval = (reason = 'Shows who is away, so that nobody plans a meeting into a holiday'): Card =>
  card(
    'CRT-14 Stock count: Dana asks you to approve by Thursday',
    [
      line('CRT-14 · asked by Dana Developer', { size: 'small', isSubtle: true }),
      line('Approve “Stock count”?', { style: 'heading', spacing: 'none' }),
      said(reason),
      {
        type: 'ColumnSet',
        spacing: 'medium',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            items: [
              line('Tier', { isSubtle: true, size: 'small' }),
              line('moderate', { weight: 'bolder', color: 'warning' }),
            ],
          },
          {
            type: 'Column',
            width: 'stretch',
            items: [
              line('Decide by', { isSubtle: true, size: 'small' }),
              line('Thursday 14:00', { weight: 'bolder' }),
            ],
          },
          {
            type: 'Column',
            width: 'auto',
            items: [
              line('Checks', { isSubtle: true, size: 'small' }),
              line('4 of 4', { weight: 'bolder', color: 'good' }),
            ],
          },
        ],
      },
      line('You are asked because you are a steward. Ana can decide too.', {
        isSubtle: true,
        separator: true,
        spacing: 'medium',
      }),
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.OpenUrl', title: 'Open the evidence', url: 'https://example.com/evidence' },
        ],
      },
      footer,
    ],
    [
      execute('Approve', 'approval.approve', { style: 'positive', associatedInputs: 'none' }),
      {
        type: 'Action.ShowCard',
        title: 'Request changes',
        card: {
          type: 'AdaptiveCard',
          body: [
            {
              type: 'Input.Text',
              id: 'reason',
              label: 'What should change?',
              isMultiline: true,
              isRequired: true,
              errorMessage: 'Say what should change.',
            },
            { type: 'Input.Date', id: 'until', label: 'By when?', min: '2026-11-24', max: '2026-12-24' },
            {
              type: 'Input.Toggle',
              id: 'tell',
              label: 'Tell them',
              title: 'Also tell the deputy',
              value: 'false',
            },
          ],
          actions: [execute('Send', 'approval.requestChanges', { style: 'positive' })],
        },
      },
      execute('Reject', 'approval.reject', { style: 'destructive', associatedInputs: 'none' }),
    ],
  )

export const decided = (by: string): Card =>
  card(`CRT-14 Stock count: approved by ${by}`, [
    line('CRT-14', { size: 'small', isSubtle: true }),
    line('Approved', { style: 'heading', spacing: 'none', color: 'good' }),
    line(`${by} approved it in the playground, a moment ago.`),
    footer,
  ])

export const note = (text: string): Card => card(text, [line(text)])
