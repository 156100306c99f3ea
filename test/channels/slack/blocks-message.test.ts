import { describe, expect, it } from 'vitest'
import { detailsOf, messageOf, modalOf, valuesOf } from '../../../src/channels/slack/blocks.ts'
import type { Element } from '../../../src/ports/card.ts'
import { samples } from '../../cards/samples.ts'
import { card, execute, line, said } from '../../browser/cards.ts'
import { buttonsOf } from '../../card-reader.ts'
import { faceOf, pressesOf, verbAndData, withRefresh } from './faces.ts'
import { messageComplaints } from './block-kit.ts'
import type { ShownBlock } from './block-kit.ts'
import { stateOf } from './block-state.ts'
import { buttonsIn, isShown, pressesIn, textsIn, textsOf } from './reader.ts'

const asText = (more: object): Element => ({ type: 'Input.Text', id: 'words', label: 'What?', ...more })

const asChoice = (more: object): Element => ({
  type: 'Input.ChoiceSet',
  id: 'pick',
  label: 'Which?',
  choices: [],
  ...more,
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
    const { blocks } = messageOf(faceOf(samples.home))
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
    const face = withRefresh(faceOf(samples.request))
    const [details] = pressesIn(messageOf(face)).filter((press) => press.details !== undefined)

    expect(details).toEqual({ verb: 'view.show', data: { view: 'v-17' }, details: 1 })
    expect(detailsOf(face, 1).title.text).toBe('Details')
    expect(textsIn(detailsOf(face, 1))).toContain('Answers')
  })

  it('unfolds everything where there is no way to ask for the card again', () => {
    const face = faceOf(samples.request)
    const shown = textsIn(messageOf(face).blocks)

    expect(textsOf(face).filter((text) => !isShown(text, shown))).toEqual([])
    expect(new Set(pressesIn(messageOf(face)).map(verbAndData))).toEqual(new Set(pressesOf(buttonsOf(face))))
  })

  it('shows the buttons of a form that it has no way to open', () => {
    const face = faceOf(samples.register)

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
