import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlackChannel } from '../../../src/channels/slack/channel.ts'
import { createPace } from '../../../src/channels/slack/pace.ts'
import type { Card } from '../../../src/ports/card.ts'
import { Card as CardShape } from '../../../src/ports/card.ts'
import type { Delivery, Posted } from '../../../src/ports/channel.ts'
import { card, execute, line, note } from '../../browser/cards.ts'
import { botToken, teamId } from './fake-slack.ts'
import type { Trouble } from './fake-slack.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace, signingSecret, until } from './workspace.ts'

const personal = (user: string): Posted['address'] => ({ channel: 'slack', team: teamId, user })
const form: Card = CardShape.parse({
  ...card(
    'Register',
    [line('Register'), { type: 'Input.Text', id: 'name', label: 'Name' }],
    [execute('Save', 'registration.register')],
  ),
  refresh: { action: execute('Open', 'card.open'), userIds: [] },
})

describe('what is owed in Slack', () => {
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof listen>>

  beforeEach(async () => {
    workspace = await createWorkspace()
    bot = await listen(workspace.channel)
  })
  afterEach(() => workspace.stop())

  const send = (face = note('Please approve'), address = personal('UDANA')): Promise<Delivery> =>
    workspace.channel.send(address, face)
  const seen = (): readonly string[] => workspace.slack.seenBy('UDANA', 'DDANA')
  const posted = async (): Promise<Posted> => {
    const delivery = await send()
    if (delivery.outcome !== 'sent') throw new Error(`Not sent: ${delivery.outcome}`)
    return delivery.posted
  }

  test('makes an address that is good for painting and for sending', async () => {
    const first = await posted()
    const second = await workspace.channel.send(first.address, note('Something newer'))

    expect(first.address).toEqual({ ...personal('UDANA'), conversation: 'DDANA' })
    expect(second).toMatchObject({ outcome: 'sent', posted: { address: first.address } })
    expect(workspace.slack.called('conversations.open')).toBe(1)
  })

  test.each<[string, Trouble, Delivery, number]>([
    ['told to wait', { kind: 'limited', seconds: 7 }, { outcome: 'retry', afterMs: 7_000 }, 0],
    ['broken', { kind: 'status', status: 500 }, { outcome: 'retry', afterMs: 5_000 }, 0],
    ['not there', { kind: 'status', status: 503 }, { outcome: 'retry', afterMs: 5_000 }, 0],
    ['too slow behind a gateway', { kind: 'status', status: 504 }, { outcome: 'unknown' }, 0],
    ['cut off before it took the message', { kind: 'drop', accepted: false }, { outcome: 'unknown' }, 0],
    ['cut off after it took the message', { kind: 'drop', accepted: true }, { outcome: 'unknown' }, 1],
    ['half done', { kind: 'error', error: 'fatal_error' }, { outcome: 'unknown' }, 0],
    ['busy', { kind: 'error', error: 'service_unavailable' }, { outcome: 'retry', afterMs: 5_000 }, 0],
    ['without the channel', { kind: 'error', error: 'channel_not_found' }, { outcome: 'unreachable' }, 0],
    ['without the person', { kind: 'error', error: 'user_disabled' }, { outcome: 'unreachable' }, 0],
    ['not to write to a bot', { kind: 'error', error: 'cannot_dm_bot' }, { outcome: 'unreachable' }, 0],
    ['in an archive', { kind: 'error', error: 'is_archived' }, { outcome: 'unreachable' }, 0],
    ['not let in', { kind: 'error', error: 'not_in_channel' }, { outcome: 'unreachable' }, 0],
    ['switched off', { kind: 'error', error: 'account_inactive' }, { outcome: 'unreachable' }, 0],
  ])('says what became of a message where Slack is %s', async (_how, trouble, outcome, arrived) => {
    workspace.slack.fail('chat.postMessage', trouble)

    expect(await send()).toEqual(outcome)

    expect(workspace.slack.called('chat.postMessage')).toBe(1)
    expect(seen()).toHaveLength(arrived)
    expect(workspace.faults).toEqual([])
  })

  test('reports what somebody has to mend, and keeps the message', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'error', error: 'missing_scope' })

    expect(await send()).toEqual({ outcome: 'retry', afterMs: 60_000 })
    expect(workspace.faults).toHaveLength(1)
  })

  test('waits for an answer no longer than it has to, and does not guess', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'hang' })

    expect(await send()).toEqual({ outcome: 'unknown' })
  })

  test('tries again where nobody listens', async () => {
    const port = await closedPort()
    const nowhere = createSlackChannel({
      botToken,
      signingSecret,
      teamId,
      apiUrl: `http://127.0.0.1:${port}/api/`,
      now: Date.now,
      onFault: () => '',
    })

    expect(await nowhere.send({ ...personal('UDANA'), conversation: 'DDANA' }, note('x'))).toEqual({
      outcome: 'retry',
      afterMs: 5_000,
    })
    expect(await nowhere.send(personal('UDANA'), note('x'))).toMatchObject({ outcome: 'retry' })
  })

  test.each<[string, Trouble, Delivery]>([
    ['gone', { kind: 'error', error: 'message_not_found' }, { outcome: 'gone' }],
    ['not to be changed', { kind: 'error', error: 'cant_update_message' }, { outcome: 'gone' }],
    ['limited', { kind: 'limited', seconds: 3 }, { outcome: 'retry', afterMs: 3_000 }],
    // Painting the same face twice does no harm.
    ['cut off', { kind: 'drop', accepted: true }, { outcome: 'retry', afterMs: 1_000 }],
  ])('says what became of a new face where the message is %s', async (_how, trouble, outcome) => {
    const message = await posted()
    workspace.slack.fail('chat.update', trouble)

    expect(await workspace.channel.replace(message, note('Approved'))).toEqual(outcome)
  })

  test('reaches nobody at an address of another workspace or channel', async () => {
    const elsewhere = { channel: 'slack', team: 'T2', user: 'UDANA' }

    expect(await send(note('x'), elsewhere)).toEqual({ outcome: 'unreachable' })
    expect(await send(note('x'), { channel: 'teams', conversation: 'x' })).toEqual({ outcome: 'unreachable' })
    expect(await workspace.channel.replace({ address: elsewhere, message: '1.1' }, note('x'))).toEqual({
      outcome: 'gone',
    })
    expect(workspace.slack.calls).toEqual([])
  })

  test('sends the line of a card that Slack does not draw, and reports it', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })

    expect(await send()).toMatchObject({ outcome: 'sent' })
    expect(workspace.slack.messagesIn('DDANA')).toMatchObject([{ text: 'Please approve', blocks: [] }])
    expect(workspace.faults).toHaveLength(1)
  })

  test('does not ask again in a conversation where Slack wants to be left alone', async () => {
    workspace.slack.fail('chat.postMessage', { kind: 'limited', seconds: 30 })

    await send()
    const second = await send()

    expect(second).toMatchObject({ outcome: 'retry' })
    expect(workspace.slack.called('chat.postMessage')).toBe(1)
    expect(await send(note('Hello'), personal('UPRIYA'))).toMatchObject({ outcome: 'sent' })
  })

  test('acknowledges a press and opens its window while a thousand messages wait under 429', async () => {
    await posted()
    const message = workspace.slack.messagesIn('DDANA')[0]?.ts ?? ''
    bot.answers({ replace: form })
    workspace.slack.fail('chat.postMessage', { kind: 'limited', seconds: 30 }, Infinity)
    let settled = 0
    const bulk = Array.from({ length: 1_000 }, (_, nth) =>
      workspace.channel.send(personal(`UMANY${nth}`), note('A reminder')).finally(() => (settled += 1)),
    )
    await until(() => settled >= 20)
    const before = performance.now()
    const underway = workspace.slack.calls.length

    const sent = await workspace.press('UDANA', 'DDANA', message, 'card.open')
    const acknowledged = settled
    await workspace.channel.settled()

    expect(sent.status).toBe(200)
    expect(workspace.slack.windows.size).toBe(1)
    expect(performance.now() - before).toBeLessThan(2_500)
    // Nor did it stand in their queue to learn who pressed.
    const asked = workspace.slack.calls.findIndex(({ method }) => method === 'users.info')
    expect(asked - underway).toBeLessThan(300)
    // The window was not the last in a row: most of the thousand were still to come.
    expect(acknowledged).toBeLessThan(700)
    expect(settled).toBeLessThan(800)
    const outcomes = await Promise.all(bulk)
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['retry']))
  })

  test('stops in the middle of waiting for its turn', async () => {
    await send()
    const waiting = send(note('Something newer'))

    await workspace.channel.stop()

    expect(await waiting).toMatchObject({ outcome: 'retry' })
    expect(seen()).toEqual(['Please approve'])
  })
})

/** A port on which somebody listened a moment ago, and nobody does now. */
const closedPort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('the pace', () => {
  test('lets one message a second into a conversation, and others side by side', () => {
    const pace = createPace(() => 0)

    expect(['a', 'a', 'b', 'a'].map((one) => pace.turn(one))).toEqual([
      { inMs: 0 },
      { inMs: 1_000 },
      { inMs: 0 },
      { inMs: 2_000 },
    ])
  })

  test('makes nobody wait long, and takes no turn for whoever comes again', () => {
    let now = 0
    const pace = createPace(() => now)
    pace.hold('a', 30_000)

    expect(pace.turn('a')).toEqual({ againMs: 30_000 })
    now = 26_000
    expect(pace.turn('a')).toEqual({ inMs: 4_000 })
    now = 40_000
    expect(pace.turn('a')).toEqual({ inMs: 0 })
  })

  test('does not shorten what Slack asked for', () => {
    const pace = createPace(() => 0)
    pace.hold('a', 30_000)
    pace.hold('a', 1_000)

    expect(pace.turn('a')).toEqual({ againMs: 30_000 })
  })
})
