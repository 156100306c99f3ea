import { describe, expect, it } from 'vitest'
import {
  asksInputs,
  errorsOf,
  keptOf,
  messageOf,
  modalOf,
  pressOf,
  valuesOf,
} from '../../../src/channels/slack/blocks.ts'
import type { Action, Card, Element } from '../../../src/ports/card.ts'
import { faces, samples } from '../../cards/samples.ts'
import { card, execute, line } from '../../browser/cards.ts'
import { buttonsOf } from '../../card-reader.ts'
import { viewComplaints } from './block-kit.ts'
import type { ShownBlock } from './block-kit.ts'
import { faceOf } from './faces.ts'
import { buttonsIn, textsIn } from './reader.ts'

/** The input of a card that has only this one, as its modal shows it. */
const inputOf = (element: Element): Extract<ShownBlock, { type: 'input' }> => {
  const view = modalOf(card('One question', [element], [execute('Send', 'form.send')]), {})
  expect(viewComplaints(view)).toEqual([])
  // It is the checker's own shape, or there was a complaint.
  return (view.blocks as ShownBlock[]).find((block) => block.type === 'input')!
}

const asText = (more: object): Element => ({ type: 'Input.Text', id: 'words', label: 'What?', ...more })

const asChoice = (more: object): Element => ({
  type: 'Input.ChoiceSet',
  id: 'pick',
  label: 'Which?',
  choices: [],
  ...more,
})

const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ title: `Choice ${at + 1}`, value: `c${at + 1}` }))

describe('a modal', () => {
  it('is sent by the main button that takes what was filled in; the others stay buttons', () => {
    const view = modalOf(faceOf(samples.evidence), { origin: { channel: 'D1', ts: '1.2' } })

    expect(view.submit?.text).toBe('Done')
    expect(keptOf(view.private_metadata)).toEqual({
      press: { verb: 'evidence.done', data: { certification: 'CRT-12', step: 'runbook' } },
      origin: { channel: 'D1', ts: '1.2' },
    })
    expect(buttonsIn(view).map(({ text }) => text.text)).toEqual(['Remove', 'Add', 'Back to the steps'])
  })

  it('can be sent where what is folded up asks, and has to be unfolded', () => {
    const part = {
      type: 'AdaptiveCard' as const,
      body: [asText({})],
      actions: [execute('Send', 'form.send')],
    }
    const face = card('Folded', [line('Hello')], [{ type: 'Action.ShowCard', title: 'Say more', card: part }])

    expect(viewComplaints(modalOf(face, {}))).toEqual([])
    expect(textsIn(modalOf(face, {}))).toContain('Say more')
  })

  it('says its heading once, as its title', () => {
    const view = modalOf(faceOf(samples.register), {})

    expect(view.title.text).toBe('Register a solution')
    expect(textsIn(view.blocks)).not.toContain('Register a solution')
  })

  it('says a heading that is too long for any in full all the same', () => {
    const heading = 'A heading of many words '.repeat(12).trim()

    expect(textsIn(messageOf(card('Long', [line(heading, { style: 'heading' })])).blocks)).toEqual([heading])
  })

  it('says a long heading in full below its title', () => {
    const heading = 'A heading that is longer than any title'
    const view = modalOf(card('Long', [line(heading, { style: 'heading' })]), {})

    expect(view.title.text).toBe('A heading that is…')
    expect(textsIn(view.blocks)).toEqual([heading])
  })

  it('puts help below its input and what was wrong above it', () => {
    const { blocks } = modalOf(faceOf(samples.register), {})
    const at = blocks.findIndex((block) => block.block_id?.startsWith('i~name~'))

    expect(blocks[at]).toMatchObject({ hint: { text: 'A word is enough.' } })
    expect(blocks[at - 1]).toMatchObject({ type: 'context', elements: [{ text: '⚠ Please fill this in.' }] })
  })

  it.each(faces.filter((face) => asksInputs(faceOf(face))).map((face) => [face.kind, face] as const))(
    'says whole what sending it does: %s',
    (_kind, face) => {
      const shown = faceOf(face)
      const { submit } = modalOf(shown, {})

      expect(submit?.text).not.toContain('…')
      expect(buttonsOf(shown).map(({ title }) => title)).toContain(submit?.text)
    },
  )

  it('calls optional what may be left empty, and nothing else', () => {
    const [first, second] = samples.decide.fields
    if (!first || !second) throw new Error('the sample asks too little')
    const asked = { ...samples.decide, fields: [first, { ...second, optional: true }] }

    const { blocks } = modalOf(faceOf(asked), {})

    expect(
      blocks.flatMap((block) => ('optional' in block && block.type === 'input' ? [block.optional] : [])),
    ).toEqual([false, true])
  })

  it('names its inputs anew when the card changes, so that what we show is shown', () => {
    const idOf = (card: Card): string | undefined =>
      modalOf(card, {}).blocks.find(({ type }) => type === 'input')?.block_id
    const one = faceOf(samples.evidence)
    const next = faceOf({ ...samples.evidence, given: [] })

    expect(idOf(one)).toBe(idOf(faceOf(samples.evidence)))
    expect(idOf(next)).not.toBe(idOf(one))
  })

  it('tells an input what was wrong with it by its block, and forgets the rest', () => {
    const view = modalOf(faceOf(samples.register), {})
    const errors = errorsOf(view, { name: 'Too short.', purpose: ' ', nothing: 'Nowhere to say it.' })

    expect(Object.entries(errors).map(([block, sentence]) => [block.split('~')[1], sentence])).toEqual([
      ['name', 'Too short.'],
      ['purpose', 'Please have another look at this.'],
    ])
    expect(errorsOf({ blocks: 'none' }, { name: 'Too short.' })).toEqual({})
    expect(errorsOf({ blocks: [{ type: 'section', block_id: 'i~name~a-1' }] }, { name: 'No.' })).toEqual({})
  })
})

describe('an input', () => {
  it('keeps what was typed, and takes no less than that', () => {
    expect(inputOf(asText({ value: 'Leave & more', maxLength: 80 })).element).toMatchObject({
      initial_value: 'Leave & more',
      max_length: 80,
    })
    expect(inputOf(asText({ value: 'Leave', maxLength: 3 })).element).not.toHaveProperty('max_length')
  })

  it('drops a day that is none, for which Slack would refuse the whole view', () => {
    const day = (value: string) => inputOf({ type: 'Input.Date', id: 'day', label: 'When?', value }).element

    expect(day('2026-12-10')).toMatchObject({ initial_date: '2026-12-10' })
    for (const value of ['', '2026-02-30', 'tomorrow', '2026-1-1', '0000-00-00'])
      expect(day(value), value).not.toHaveProperty('initial_date')
  })

  it('asks for a person with Slack’s own people', () => {
    const people = { type: 'Data.Query', dataset: 'people' }
    const accounts = ['teams:t:o', 'slack:T1:U0PRIYA']
    const ask = (value: string) =>
      inputOf(
        asChoice({
          'choices.data': people,
          value,
          choices: [
            { title: 'Priya Nair', value: 'p1', accounts },
            { title: 'Ben Okafor', value: 'p2', accounts: ['teams:t:ben'] },
          ],
        }),
      ).element

    expect(ask('')).toEqual({ type: 'users_select', action_id: 'v' })
    expect(ask('p1')).toMatchObject({ type: 'users_select', initial_user: 'U0PRIYA' })
    expect(ask('account:slack:T1:U0PRIYA')).toMatchObject({ initial_user: 'U0PRIYA' })
    // Whoever is not in Slack stays named.
    expect(ask('p2')).toMatchObject({ type: 'static_select', initial_option: { value: 'p2' } })
  })

  it('shows few expanded choices as radio buttons, many as a list, very many in groups', () => {
    const ask = (count: number) =>
      inputOf(asChoice({ style: 'expanded', choices: choices(count), value: `c${count}` })).element

    expect(ask(10)).toMatchObject({ type: 'radio_buttons', initial_option: { value: 'c10' } })
    expect(ask(11)).toMatchObject({ type: 'static_select', initial_option: { value: 'c11' } })
    expect(ask(200)).toMatchObject({
      option_groups: [{ label: { text: 'Choice 1 – Choice 100' } }, { options: { length: 100 } }],
      initial_option: { value: 'c200' },
    })
    expect(ask(20_000)).toMatchObject({ initial_option: { value: 'c20000' } })
  })

  it('leaves out a list for which a window has no room left, and says so', () => {
    const lists = Array.from({ length: 9 }, (_, at) => asChoice({ id: `list${at}`, choices: choices(3000) }))
    const view = modalOf(card('Lists', lists, [execute('Send', 'a.b')]), {})

    expect(viewComplaints(view)).toEqual([])
    expect(textsIn(view)).toContain('There is more than Slack shows here.')
  })

  it('says long choices in full above the list that cuts them', () => {
    const title = 'A choice that takes so many words that no list in Slack can show it in full width'
    const face = card('Pick', [asChoice({ choices: [{ title, value: 'x' }] })], [execute('Send', 'a.b')])

    expect(textsIn(modalOf(face, {}).blocks)).toContain(title)
  })

  it('says so where there is nothing to choose', () => {
    const view = modalOf(card('Pick', [asChoice({})], [execute('Send', 'a.b')]), {})

    expect(viewComplaints(view)).toEqual([])
    expect(textsIn(view)).toContain('Which?\nThere is nothing to choose from.')
  })

  it('reads what was given by the name of the input', () => {
    expect(
      valuesOf({
        'i~name~ab-1': { v: { type: 'plain_text_input', value: 'Leave' } },
        'i~a~b~ab-2': { v: { type: 'plain_text_input', value: null } },
        'i~day~ab-3': { v: { type: 'datepicker', selected_date: '2026-12-10' } },
        'i~pick~ab-4': { v: { type: 'static_select', selected_option: { value: 'low' } } },
        'i~radio~ab-5': { v: { type: 'radio_buttons', selected_option: null } },
        'i~tell~ab-6': { v: { type: 'checkboxes', selected_options: [] } },
        'i~owner~ab-7': { v: { type: 'users_select', selected_user: 'U0PRIYA' } },
        'i~odd~ab-8': { v: { type: 'timepicker', selected_time: '12:00' } },
        other: { v: { type: 'plain_text_input', value: 'Not ours' } },
        'i~wrong~ab-9': { w: { type: 'plain_text_input', value: 'Not ours' } },
      }),
    ).toEqual({
      name: 'Leave',
      'a~b': '',
      day: '2026-12-10',
      pick: 'low',
      radio: '',
      tell: 'false',
      owner: 'account:U0PRIYA',
    })
  })
})

describe('what comes back in a button', () => {
  it.each([
    ['nothing', undefined],
    ['no text', 17],
    ['no JSON', '{"verb":'],
    ['null', 'null'],
    ['no verb', '{"data":{}}'],
    ['an object among the data', '{"verb":"a.b","data":{"id":{"x":1}}}'],
    ['something more', '{"verb":"a.b","data":{},"admin":true}'],
    ['half a detail', '{"verb":"a.b","data":{},"details":1.5}'],
  ])('is not taken where it is %s', (_what, value) => {
    expect(pressOf(value)).toBeUndefined()
  })

  it('has no sign in it that Slack might escape', () => {
    const [button] = buttonsIn(
      messageOf(card('A', [line('A')], [{ ...execute('Go', 'a.b'), data: { id: 'R&D <1>' } } as Action])),
    )

    expect(button?.value).not.toMatch(/[&<>]/)
    expect(pressOf(button?.value)).toEqual({ verb: 'a.b', data: { id: 'R&D <1>' } })
  })
})
