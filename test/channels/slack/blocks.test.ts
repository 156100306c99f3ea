import { describe, expect, it } from 'vitest'
import { longest } from '../../../src/cards/plain.ts'
import { createRender } from '../../../src/cards/render.ts'
import {
  asksInputs,
  detailsOf,
  errorsOf,
  homeOf,
  keptOf,
  messageOf,
  modalOf,
  pressOf,
  valuesOf,
} from '../../../src/channels/slack/blocks.ts'
import type { Action, Card, Element } from '../../../src/ports/card.ts'
import { faces, samples } from '../../cards/samples.ts'
import { card, execute, line, said } from '../../browser/cards.ts'
import { buttonsOf, inputsOf } from '../../card-reader.ts'
import { messageComplaints, stateOf, viewComplaints } from './block-kit.ts'
import type { ShownBlock } from './block-kit.ts'
import { buttonsIn, isShown, pressesIn, surfacesOf, textsIn, textsOf } from './reader.ts'

const render = createRender()
const reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  hours: { from: '09:00', to: '17:00', zone: 'Europe/Berlin', holidays: [] },
  publicUrl: 'https://assay.contoso.com',
}
const again = { type: 'Action.Execute', title: '', verb: 'view.show', data: { view: 'v-17' } } as const
const withRefresh = (plain: Card): Card => ({ ...plain, refresh: { action: again, userIds: [] } })
const everyFace = faces.map((view, at) => [`${view.kind} ${at}`, withRefresh(render(view, reader))] as const)
const asking = everyFace.filter(([, face]) => asksInputs(face))

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

const verbAndData = (action: { verb: string; data: unknown }): string =>
  JSON.stringify([action.verb, action.data])
const pressesOf = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap((action) => (action.type === 'Action.Execute' ? [verbAndData(action)] : []))

describe('every card in Slack', () => {
  it('has cards that ask among them', () => {
    expect(asking.length).toBeGreaterThan(10)
  })

  it.each(everyFace)('%s is taken by Slack as a message and as a home tab', (_name, face) => {
    expect(messageComplaints(messageOf(face))).toEqual([])
    expect(viewComplaints(homeOf(face))).toEqual([])
  })

  it.each(everyFace)('%s is taken by Slack as a modal', (_name, face) => {
    for (const view of [modalOf(face, { origin: { channel: 'D1', ts: '1.2' } }), ...surfacesOf(face).modals])
      expect(viewComplaints(view)).toEqual([])
  })

  it.each(everyFace)('%s offers the same presses, and no others', (_name, face) => {
    const { message, modals } = surfacesOf(face)
    const sent = modals.flatMap((view) => keptOf(view.private_metadata)?.press ?? [])
    const offered = [...pressesIn([message, modals]), ...sent].filter(({ verb }) => verb !== again.verb)

    expect(new Set(offered.map(verbAndData))).toEqual(new Set(pressesOf(buttonsOf(face))))
    expect(new Set(buttonsIn([message, modals]).flatMap(({ url }) => url ?? []))).toEqual(
      new Set(buttonsOf(face).flatMap((action) => (action.type === 'Action.OpenUrl' ? [action.url] : []))),
    )
  })

  it.each(everyFace)('%s says the same words', (_name, face) => {
    const { message, modals } = surfacesOf(face)
    const shown = textsIn([message.blocks, modals])

    expect(textsOf(face).filter((text) => !isShown(text, shown))).toEqual([])
  })

  it.each(everyFace)('%s can be read as one line', (_name, face) => {
    const { text } = messageOf(face)

    expect(text).not.toMatch(/\n|<|>/)
    expect(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(
      face.fallbackText,
    )
  })

  it.each(asking)('%s asks in a modal alone, and opens it by one button', (_name, face) => {
    const { blocks } = messageOf(face)
    const [main] = buttonsIn(blocks).filter(({ style }) => style === 'primary')

    expect(blocks.some(({ type }) => type === 'input')).toBe(false)
    expect(pressOf(main?.value)).toEqual({ verb: again.verb, data: again.data })
    expect(modalOf(face, {}).blocks.filter(({ type }) => type === 'input').length).toBeGreaterThan(0)
  })

  it.each(asking)('%s sends back what it shows', (_name, face) => {
    const { blocks } = modalOf(face, {})

    expect(valuesOf(stateOf(blocks as ShownBlock[]))).toEqual(
      Object.fromEntries([...inputsOf(face)].map(([id, input]) => [id, input.value ?? ''])),
    )
  })
})

describe('every card with the longest texts that a card has', () => {
  const long = (length: number): string => 'Wörter & Sätze '.repeat(length).slice(0, length).trim()
  const lengthened = (face: Card): Card =>
    JSON.parse(
      JSON.stringify(face, (_key, value: unknown) => {
        if (value === null || typeof value !== 'object' || !('type' in value)) return value
        if (value.type === 'TextRun') return { ...value, text: long(longest.text) }
        return value.type === 'Input.Text' ? { ...value, value: long(longest.typed) } : value
      }),
    ) as Card

  it.each(everyFace)('%s is taken by Slack, with all its buttons', (_name, face) => {
    const full = lengthened(face)
    const { message, modals } = surfacesOf(full)
    const sent = modals.flatMap((view) => keptOf(view.private_metadata)?.press ?? [])
    const foot = pressesOf(full.actions ?? [])

    expect(messageComplaints(message)).toEqual([])
    for (const view of [...modals, homeOf(full)]) expect(viewComplaints(view)).toEqual([])
    const offered = new Set([...pressesIn([message, modals]), ...sent].map(verbAndData))
    expect(foot.filter((press) => !offered.has(press))).toEqual([])
  })
})

describe('words that could be taken for markup', () => {
  const corpus = [
    '<!channel>',
    '<@U1>',
    '<https://evil.example|ok>',
    '[x](javascript:alert(1))',
    '&lt;b&gt; &amp;',
    '*bold* _it_ ~gone~',
    '`code` ```more```',
    ':smile:',
    '> quoted',
  ]

  it.each(corpus)('%s stays what it is', (words) => {
    const face = withRefresh(
      card(
        words,
        [
          said(words),
          said(words, { isSubtle: true, size: 'small' }),
          { type: 'Container', style: 'emphasis', items: [said(`so: ${words}`)] },
          {
            type: 'ColumnSet',
            columns: [
              { type: 'Column', width: 'stretch', items: [said(words)] },
              {
                type: 'Column',
                width: 'auto',
                items: [{ type: 'ActionSet', actions: [execute(words, 'a.b')] }],
              },
            ],
          },
          asText({ value: words, label: words }),
          asChoice({ choices: [{ title: words, value: 'x' }], value: 'x' }),
        ],
        [execute('Send', 'form.send')],
      ),
    )
    const shown = [messageOf(face).blocks, modalOf(face, {})]

    expect(JSON.stringify(shown)).not.toContain('mrkdwn')
    expect(JSON.stringify(shown)).not.toContain('"emoji":true')
    expect(textsIn(shown).filter((text) => text === words).length).toBeGreaterThan(4)
    expect(valuesOf(stateOf(modalOf(face, {}).blocks as ShownBlock[]))['words']).toBe(words)
  })

  it('cannot mention anybody from the line that notifies', () => {
    const { text } = messageOf(card('<!channel> & <@U1> &lt;', [line('Hello')]))

    expect(text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt; &amp;lt;')
  })
})

describe('a message', () => {
  it('puts a row and its button side by side', () => {
    const { blocks } = messageOf(render(samples.home, reader))
    const row = blocks.find((block) => block.type === 'section')

    expect(row).toMatchObject({
      text: { type: 'plain_text', text: expect.stringMatching(/^CRT-12 · Team leave calendar\nWaits for/) },
      accessory: { text: { text: 'Open' }, accessibility_label: 'Open: CRT-12 · Team leave calendar' },
    })
  })

  it('stacks columns that are too many to stand side by side', () => {
    const columns = Array.from({ length: 11 }, (_, at) => ({
      type: 'Column' as const,
      width: 'auto' as const,
      items: [said(`Column ${at}`)],
    }))
    const message = messageOf(card('Wide', [{ type: 'ColumnSet', columns }]))

    expect(messageComplaints(message)).toEqual([])
    expect(textsIn(message.blocks)).toHaveLength(11)
  })

  it('asks again before something that cannot be taken back', () => {
    const destructive = (verb: string) =>
      card(
        'Gone',
        [said('one')],
        [{ type: 'Action.Execute', title: 'Remove', verb, data: { id: 'AST-1' }, style: 'destructive' }],
      )

    const [acts] = buttonsIn(messageOf(destructive('asset.remove')))
    const [opens] = buttonsIn(messageOf(destructive('card.open')))

    expect(acts).toMatchObject({ style: 'danger', confirm: { title: { text: 'Remove?' }, style: 'danger' } })
    expect(opens).toMatchObject({ style: 'danger' })
    expect(opens).not.toHaveProperty('confirm')
  })

  it('draws a line where a card does, but none at an end', () => {
    const lined = { ...said('two'), separator: true }
    const { blocks } = messageOf(card('Lines', [{ ...said('one'), separator: true }, lined, lined]))

    expect(blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'divider',
      'rich_text',
      'divider',
      'rich_text',
    ])
  })

  it('lists what a card lists', () => {
    const { blocks } = messageOf(card('List', [said('• one'), { ...said('• two'), spacing: 'small' }]))

    expect(JSON.stringify(blocks)).toContain('rich_text_list')
    expect(textsIn(blocks)).toEqual(['one', 'two'])
  })

  it('opens what is folded up by the press that shows the card again', () => {
    const face = withRefresh(render(samples.request, reader))
    const [details] = pressesIn(messageOf(face)).filter((press) => press.details !== undefined)

    expect(details).toEqual({ verb: 'view.show', data: { view: 'v-17' }, details: 1 })
    expect(detailsOf(face, 1).title.text).toBe('Details')
    expect(textsIn(detailsOf(face, 1))).toContain('Answers')
  })

  it('unfolds everything where there is no way to ask for the card again', () => {
    const face = render(samples.request, reader)
    const shown = textsIn(messageOf(face).blocks)

    expect(textsOf(face).filter((text) => !isShown(text, shown))).toEqual([])
    expect(new Set(pressesIn(messageOf(face)).map(verbAndData))).toEqual(new Set(pressesOf(buttonsOf(face))))
  })

  it('shows the buttons of a form that it has no way to open', () => {
    const face = render(samples.register, reader)

    expect(new Set(pressesIn(messageOf(face)).map(verbAndData))).toEqual(new Set(pressesOf(buttonsOf(face))))
  })

  it('shows a picture that anybody can fetch, and says it in words elsewhere', () => {
    const blocksFor = (url: string) =>
      messageOf(card('P', [{ type: 'Image', url, altText: 'A chart' }])).blocks

    expect(blocksFor('https://assay.contoso.com/chart.png')).toMatchObject([{ type: 'image' }])
    for (const url of [
      'http://assay.contoso.com/chart.png',
      'https://127.0.0.1/chart.png',
      'https://[::1]/chart.png',
      'https://localhost/chart.png',
      'https://assay.internal/chart.png',
      'https://user:secret@assay.contoso.com/chart.png',
      'https://assay.contoso.com/certificate.svg',
      'data:image/png;base64,AAAA',
      'nonsense',
    ])
      expect(blocksFor(url), url).toMatchObject([{ type: 'context', elements: [{ text: 'A chart' }] }])
  })

  it('keeps its buttons and says that there is more, where a card is too long', () => {
    const lines = Array.from({ length: 80 }, (_, at) => said(`Line ${at}`))
    const face = withRefresh(card('Long', lines, [execute('Approve', 'approval.approve')]))
    const { blocks } = messageOf(face)

    expect(messageComplaints(messageOf(face))).toEqual([])
    expect(textsIn(blocks)).toContain('There is more than Slack shows here.')
    expect(pressesIn(blocks).map(({ verb }) => verb)).toContain('approval.approve')
    expect(pressesIn(blocks)).toContainEqual({ verb: 'view.show', data: { view: 'v-17' }, details: 0 })
    expect(textsIn(detailsOf(face, 0))).toContain('Line 79')
  })

  it('splits a long text rather than cut it', () => {
    const words = 'Wörter & Sätze '.repeat(500).trim()
    const { blocks } = messageOf(card('Long', [said(words)]))

    expect(messageComplaints(messageOf(card('Long', [said(words)])))).toEqual([])
    expect(textsIn(blocks).join('')).toBe(words)
  })
})

describe('a modal', () => {
  it('is sent by the main button that takes what was filled in; the others stay buttons', () => {
    const view = modalOf(render(samples.evidence, reader), { origin: { channel: 'D1', ts: '1.2' } })

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
    const view = modalOf(render(samples.register, reader), {})

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
    const { blocks } = modalOf(render(samples.register, reader), {})
    const at = blocks.findIndex((block) => block.block_id?.startsWith('i~name~'))

    expect(blocks[at]).toMatchObject({ hint: { text: 'A word is enough.' } })
    expect(blocks[at - 1]).toMatchObject({ type: 'context', elements: [{ text: '⚠ Please fill this in.' }] })
  })

  it.each(faces.filter((face) => asksInputs(render(face, reader))).map((face) => [face.kind, face] as const))(
    'says whole what sending it does: %s',
    (_kind, face) => {
      const shown = render(face, reader)
      const { submit } = modalOf(shown, {})

      expect(submit?.text).not.toContain('…')
      expect(buttonsOf(shown).map(({ title }) => title)).toContain(submit?.text)
    },
  )

  it('calls optional what may be left empty, and nothing else', () => {
    const [first, second] = samples.decide.fields
    if (!first || !second) throw new Error('the sample asks too little')
    const asked = { ...samples.decide, fields: [first, { ...second, optional: true }] }

    const { blocks } = modalOf(render(asked, reader), {})

    expect(
      blocks.flatMap((block) => ('optional' in block && block.type === 'input' ? [block.optional] : [])),
    ).toEqual([false, true])
  })

  it('names its inputs anew when the card changes, so that what we show is shown', () => {
    const idOf = (card: Card): string | undefined =>
      modalOf(card, {}).blocks.find(({ type }) => type === 'input')?.block_id
    const one = render(samples.evidence, reader)
    const next = render({ ...samples.evidence, given: [] }, reader)

    expect(idOf(one)).toBe(idOf(render(samples.evidence, reader)))
    expect(idOf(next)).not.toBe(idOf(one))
  })

  it('tells an input what was wrong with it by its block, and forgets the rest', () => {
    const view = modalOf(render(samples.register, reader), {})
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
