import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  detailsOf,
  errorsOf,
  homeOf,
  keptOf,
  messageOf,
  modalOf,
  pressOf,
  valuesOf,
} from '../../../src/channels/slack/blocks.ts'
import { card, execute } from '../../browser/cards.ts'
import { buttonsOf } from '../../card-reader.ts'
import { messageComplaints, viewComplaints } from './block-kit.ts'
import type { ShownBlock } from './block-kit.ts'
import { stateOf } from './block-state.ts'
import { anyCard } from './cards.ts'
import { buttonsIn, pressesIn } from './reader.ts'

const origin = { channel: 'D0123456789', ts: '1764000000.000100' }
// CARDS=1500 looks further.
const runs = { numRuns: Number(process.env['CARDS'] ?? 60) }

describe('any card that the schema takes', () => {
  it('becomes a message within every limit', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        expect(messageComplaints(messageOf(any))).toEqual([])
      }),
      runs,
    )
  })

  it('becomes a modal, a home tab and details within every limit', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 0, max: 4 }), (any, details) => {
        expect(viewComplaints(modalOf(any, { origin }))).toEqual([])
        expect(viewComplaints(homeOf(any))).toEqual([])
        expect(viewComplaints(detailsOf(any, details, { origin }))).toEqual([])
      }),
      runs,
    )
  })

  it('never speaks in markup', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const shown = JSON.stringify([messageOf(any).blocks, modalOf(any, {})])

        expect(shown).not.toMatch(/"type":"mrkdwn"|"emoji":true/)
        expect(messageOf(any).text).not.toMatch(/<|>|&(?!(amp|lt|gt);)/)
      }),
      runs,
    )
  })

  it('has no press that the card has not, each as the card has it', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const own = [...buttonsOf(any), ...(any.refresh ? [any.refresh.action] : [])].flatMap((action) =>
          action.type === 'Action.Execute' ? [JSON.stringify([action.verb, action.data])] : [],
        )
        const shown = [messageOf(any).blocks, modalOf(any, {}).blocks]

        for (const button of buttonsIn(shown)) expect(pressOf(button.value) ?? button.url).toBeDefined()
        for (const { verb, data } of pressesIn(shown)) expect(own).toContain(JSON.stringify([verb, data]))
      }),
      runs,
    )
  })

  it('remembers where a form was opened', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        expect(keptOf(modalOf(any, { origin }).private_metadata)?.origin).toEqual(origin)
      }),
      runs,
    )
  })
})

const typedText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 500 })
  .map((text) => text.toWellFormed())

describe('what is filled in', () => {
  it('comes back as it was shown', () => {
    fc.assert(
      fc.property(typedText, fc.integer({ min: 0, max: 149 }), fc.boolean(), (words, at, ticked) => {
        const choices = Array.from({ length: 150 }, (_, each) => ({ title: `No ${each}`, value: `c${each}` }))
        const shown = card(
          'Form',
          [
            { type: 'Input.Text', id: 'words', label: 'Words', value: words },
            { type: 'Input.ChoiceSet', id: 'pick', label: 'Pick', choices, value: `c${at}` },
            { type: 'Input.Toggle', id: 'tick', label: 'Tick', title: 'Yes', value: String(ticked) },
          ],
          [execute('Send', 'form.send')],
        )
        const { blocks } = modalOf(shown, {})

        expect(valuesOf(stateOf(blocks as ShownBlock[]))).toEqual({
          words: words
            .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
            .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ''),
          pick: `c${at}`,
          tick: String(ticked),
        })
      }),
    )
  })

  it('comes back as it was changed', () => {
    fc.assert(
      fc.property(typedText, (words) => {
        const shown = card('Form', [{ type: 'Input.Text', id: 'words', label: 'Words', value: 'before' }])
        const blocks = modalOf(shown, {}).blocks as ShownBlock[]
        const change = { [blocks[0]?.block_id ?? '']: { value: words } }

        expect(valuesOf(stateOf(blocks, change))).toEqual({ words })
      }),
    )
  })
})

describe('whatever comes in from outside', () => {
  it('is read or left alone, and never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (any) => {
        for (const read of [pressOf, keptOf]) expect(() => read(any)).not.toThrow()
        expect(Object.values(valuesOf(any)).every((value) => typeof value === 'string')).toBe(true)
        expect(errorsOf({ blocks: any }, { name: 'Too short.' })).toBeTypeOf('object')
      }),
      { numRuns: 2000 },
    )
  })

  it('cannot reach into the values of an object', () => {
    const state = JSON.parse(
      '{"i~__proto__~a-1":{"v":{"type":"plain_text_input","value":"x"}},"i~name~a-2":{"v":{"type":"plain_text_input","value":"y"}}}',
    ) as unknown

    expect(Object.keys(valuesOf(state))).toContain('name')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(errorsOf({ blocks: [{ type: 'input', block_id: 'i~constructor~a-1' }] }, {})).toEqual({})
  })
})
