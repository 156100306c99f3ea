import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import type { Reader } from '../../src/cards/card.ts'
import { cards } from '../../src/cards/cards.ts'
import { plain } from '../../src/cards/plain.ts'
import { createRender } from '../../src/cards/render.ts'
import type { View, ViewKind } from '../../src/domain/view.ts'
import { adaptive } from '../../src/ports/adaptive.ts'
import { Card } from '../../src/ports/card.ts'
import { buttonsOf, inputsOf } from '../card-reader.ts'
import { poison } from './poison.ts'
import { faces, samples } from './samples.ts'

const folder = join(import.meta.dirname, '../../cards')
const reader: Reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  publicUrl: 'http://127.0.0.1:3978',
}

let render: ReturnType<typeof createRender>
beforeAll(() => {
  render = createRender()
})

const hostiles: Readonly<Record<string, string>> = {
  'a template expression': '${$root.secret}',
  'a link': '[x](https://evil.example)',
  markup: '<at>everyone</at> <script>alert(1)</script>',
  'a date macro': '{{DATE(2026-11-24T08:00:00Z)}}',
  'right-to-left marks': 'abc\u202edef\u2066ghi',
  'what steers a terminal': 'a\u009b31mb\u0085c\u001b[2J',
  'what nobody sees': 'a\u061c\u200fb\u{e0041}c\u2063d',
  'emoji and combining marks': '👩‍👩‍👧‍👦 Z̷̢͎a̴l̴g̵o̶ é',
  'quotes and backslashes': `"'\\\` \${`,
  'line breaks': 'one\ntwo\r\nthree\u2028four',
  '10,000 characters': 'ä'.repeat(10_000),
}

const textRuns = (card: Card): readonly string[] => {
  const found: string[] = []
  JSON.stringify(card, (_key, value: unknown) => {
    if (
      value !== null &&
      typeof value === 'object' &&
      'type' in value &&
      value.type === 'TextRun' &&
      'text' in value
    )
      found.push(String(value.text))
    return value
  })
  return found
}

describe('every card', () => {
  it.each(Object.keys(samples) as ViewKind[])('%s has a template, and nothing else has', (kind) => {
    expect(readdirSync(folder).filter((file) => file.endsWith('.json'))).toContain(`${kind}.json`)
    expect(Object.keys(cards)).toHaveLength(
      readdirSync(folder).filter((file) => file.endsWith('.json')).length,
    )
  })

  it.each(faces.map((view, index) => [`${view.kind} ${index}`, view] as const))(
    '%s keeps to what every card promises',
    (_name, view) => {
      const card = render(view, reader)

      expect(card.fallbackText).not.toMatch(/\n/)
      expect(card.fallbackText.length).toBeLessThanOrEqual(300)
      expect((card.actions ?? []).length).toBeLessThanOrEqual(5)
      expect(inputsOf(card).size).toBeLessThanOrEqual(5)
      expect(JSON.stringify(card)).not.toMatch(/\$\{|undefined|\[object|NaN|null/)
      for (const run of textRuns(card)) expect(run.trim()).not.toBe('')
      expect(
        (card.actions ?? []).filter(
          (action) => action.type === 'Action.Execute' && action.style === 'positive',
        ).length,
      ).toBeLessThanOrEqual(1)
    },
  )

  it.each(faces.map((view, index) => [`${view.kind} ${index}`, view] as const))(
    '%s has buttons whose data their action takes, and inputs that one asks for',
    (_name, view) => {
      const card = render(view, reader)
      const pressed = buttonsOf(card).filter((button) => button.type === 'Action.Execute')

      for (const button of pressed) {
        const action = actions.find((one) => one.name === button.verb)
        expect(action, button.verb).toBeDefined()
        expect(action?.carries.safeParse(button.data).success, button.verb).toBe(true)
      }
      const values = Object.fromEntries([...inputsOf(card)].map(([id, input]) => [id, input.value ?? '']))
      if (inputsOf(card).size > 0)
        expect(
          pressed.some(
            (button) => actions.find((one) => one.name === button.verb)?.asks.safeParse(values).success,
          ),
        ).toBe(true)
    },
  )

  it.each(faces.map((view, index) => [`${view.kind} ${index}`, view] as const))(
    '%s says nothing that another day makes wrong',
    (_name, view) => {
      // Two days on nothing of the samples has fallen due that had not before, unless it says so.
      const onAnotherDay = { ...reader, now: '2026-11-26T08:00:00.000Z' }
      const written = JSON.stringify(render(view, reader))

      expect(JSON.stringify(render(view, onAnotherDay)).replaceAll(', now overdue', '')).toBe(
        written.replaceAll(', now overdue', ''),
      )
      expect(written.replaceAll('"value":"tomorrow"', '')).not.toMatch(/\b(today|tomorrow|yesterday)\b/i)
    },
  )

  it.each(Object.entries(hostiles))('shows %s as nothing but text', (_name, hostile) => {
    for (const view of faces) {
      // The shape is the sample's; only its words were replaced.
      const card = render(poison(view, hostile) as View, reader)
      const written = JSON.stringify(card)

      expect(written).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      expect(Buffer.byteLength(written)).toBeLessThanOrEqual(60_000)
      expect(card.fallbackText).not.toMatch(/[\n\r\u2028]/)
      expect(Card.parse(card)).toEqual(card)
    }
  })

  it('shows what a person typed letter by letter', () => {
    const card = render(
      { ...samples.request, purpose: '${$root.subject} [x](https://evil.example) <b>' },
      reader,
    )

    expect(textRuns(card)).toContain('${$root.subject} [x](https://evil.example) <b>')
  })

  it('shows no live button of a decision on a decided card, but Undo to the decider for a minute', () => {
    const verbsOn = (mayUndo: boolean) =>
      buttonsOf(render({ ...samples.decided, mayUndo }, reader))
        .flatMap((button) => (button.type === 'Action.Execute' ? [button.verb] : []))
        .filter((verb) => verb.startsWith('approval.'))

    expect(verbsOn(false)).toEqual([])
    expect(verbsOn(true)).toEqual(['approval.undo'])
  })

  it('keeps a card with the longest allowed content under 25 KB', () => {
    const long = (length: number): string =>
      'Wörter und Sätze '.repeat(Math.ceil(length / 17)).slice(0, length)
    const sizes = [
      {
        ...samples.request,
        name: long(80),
        purpose: long(300),
        evidence: Array.from({ length: 40 }, () => ({
          step: long(60),
          label: long(60),
          words: long(2000),
          link: false,
        })),
        checks: Array.from({ length: 24 }, () => ({ title: long(60), line: long(80) })),
        answers: Array.from({ length: 12 }, () => ({ question: long(24), answer: long(60) })),
      },
      {
        ...samples.evidence,
        given: Array.from({ length: 10 }, (_, index) => ({
          id: `e${index}`,
          kind: 'note' as const,
          words: long(2000),
          at: reader.now,
          hash: samples.request.hash,
        })),
      },
      {
        ...samples.steps,
        steps: Array.from({ length: 24 }, (_, index) => ({
          id: `s${index}`,
          title: long(60),
          state: 'refused' as const,
          begun: false,
          first: 'you',
          who: long(60),
          said: long(1000),
        })),
      },
      {
        ...samples.confirm,
        lines: Array.from({ length: 20 }, () => ({ title: long(60), words: long(2000), link: false })),
      },
    ].map((view) => ({ kind: view.kind, bytes: Buffer.byteLength(JSON.stringify(render(view, reader))) }))

    expect(sizes.filter(({ bytes }) => bytes > 25_000)).toEqual([])
  })

  it('stands by the template: our words in text blocks, people’s words in runs', () => {
    const strays = [
      ...readdirSync(folder),
      ...readdirSync(join(folder, 'parts')).map((file) => `parts/${file}`),
    ]
      .filter((file) => file.endsWith('.json'))
      .filter((file) =>
        /"type":\s*"TextBlock",[^}]*"text":\s*"[^"]*\$\{/.test(readFileSync(join(folder, file), 'utf8')),
      )

    expect(strays).toEqual([])
  })

  it('fails loudly where a template asks for a field that its card does not give', () => {
    const broken = { ...samples.refusal } as Record<string, unknown>
    delete broken['sentence']

    expect(() => render(broken as View, reader)).toThrow('the card "refusal" cannot be painted')
  })
})

describe('plain text', () => {
  it('cuts between whole characters, with a mark', () => {
    expect(plain('👩‍👩‍👧‍👦'.repeat(20), 30)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  })

  it('never grows, and never hides anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 5, max: 300 }),
        (text, most) => {
          const shown = plain(text, most)

          expect(shown.length).toBeLessThanOrEqual(most)
          expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
        },
      ),
    )
  })
})

describe('the official card schema', () => {
  // The schema is not part of this repository; where a copy lies beside it, every card is held against it.
  const file = process.env['ADAPTIVE_CARD_SCHEMA']
  it.skipIf(file === undefined)('accepts every card', () => {
    const { id: _id, ...schema } = JSON.parse(readFileSync(file ?? '', 'utf8')) as Record<string, unknown>
    const ajv = new Ajv({ strict: false, validateFormats: false })
    ajv.addMetaSchema({ $id: 'http://json-schema.org/draft-06/schema#' })
    const validate = ajv.compile(schema)

    for (const view of faces)
      // The people picker (`choices.data`, style `filtered`) is documented for 1.5 and newer than this schema.
      expect([
        view.kind,
        validate(
          JSON.parse(
            JSON.stringify(adaptive(render(view, reader)), (key, value: unknown) =>
              key === 'choices.data' || value === 'filtered' ? undefined : value,
            ),
          ),
        ),
        validate.errors,
      ]).toEqual([view.kind, true, null])
  })
})
