import { describe, expect, it } from 'vitest'
import { longest } from '../../../src/cards/plain.ts'
import {
  asksInputs,
  homeOf,
  keptOf,
  messageOf,
  modalOf,
  pressOf,
  valuesOf,
} from '../../../src/channels/slack/blocks.ts'
import type { Card } from '../../../src/ports/card.ts'
import { faces } from '../../cards/samples.ts'
import { buttonsOf, inputsOf } from '../../card-reader.ts'
import { again, faceOf, pressesOf, verbAndData, withRefresh } from './faces.ts'
import { messageComplaints, viewComplaints } from './block-kit.ts'
import type { ShownBlock } from './block-kit.ts'
import { stateOf } from './block-state.ts'
import { buttonsIn, isShown, pressesIn, surfacesOf, textsIn, textsOf } from './reader.ts'

const everyFace = faces.map((view, at) => [`${view.kind} ${at}`, withRefresh(faceOf(view))] as const)

const asking = everyFace.filter(([, face]) => asksInputs(face))

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
