import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlackChannel } from '../../../src/channels/slack/channel.ts'
import type { Delivery, Posted, Turn } from '../../../src/ports/channel.ts'
import { note } from '../../browser/cards.ts'
import { botToken } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import type { Trouble } from './slack-troubles.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace, signingSecret } from './workspace.ts'

const personal = (user: string): Posted['address'] => ({ channel: 'slack', team: teamId, user })
describe('what is owed in Slack', () => {
  let workspace: Workspace

  beforeEach(async () => {
    workspace = await createWorkspace()
    await listen(workspace.channel)
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

  test('asks nothing of a method with which Slack wants to be left alone, and goes on with the others', async () => {
    const message = await posted()
    workspace.slack.fail('chat.postMessage', { kind: 'limited', seconds: 30 })

    await send(note('x'), personal('UPRIYA'))
    const second = await send()

    expect(second).toMatchObject({ outcome: 'retry' })
    expect(workspace.slack.called('chat.postMessage')).toBe(2)
    const turn = workspace.channel.turn(personal('UBEN'), 'send')
    expect('againMs' in turn && turn.againMs).toBeGreaterThan(29_000)
    expect(await workspace.channel.replace(message, note('Approved'))).toMatchObject({ outcome: 'sent' })
  })

  test('finds what arrived after all, and does not send it again', async () => {
    const errand = { mark: 'm1', doubtedAt: null, left: () => 60_000 }
    const doubted = { ...errand, doubtedAt: new Date().toISOString() }
    workspace.slack.fail('chat.postMessage', { kind: 'drop', accepted: true })

    const first = await workspace.channel.send(personal('UDANA'), note('Please approve'), errand)
    const second = await workspace.channel.send(personal('UDANA'), note('Please approve'), doubted)
    const other = await workspace.channel.send(personal('UDANA'), note('Another'), { ...doubted, mark: 'm2' })

    expect(first).toEqual({ outcome: 'unknown' })
    expect(second).toMatchObject({
      outcome: 'sent',
      posted: { message: workspace.slack.messagesIn('DDANA')[0]?.ts },
    })
    expect(other).toMatchObject({ outcome: 'sent' })
    expect(seen()).toEqual(['Please approve', 'Another'])
  })

  test('sends once more where it may not look', async () => {
    workspace.slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' })
    const doubted = { mark: 'm1', doubtedAt: new Date().toISOString(), left: () => 60_000 }

    expect(await workspace.channel.send(personal('UDANA'), note('x'), doubted)).toMatchObject({
      outcome: 'sent',
    })
  })

  test('looks again later where Slack has no time to let it look', async () => {
    workspace.slack.fail('conversations.history', { kind: 'limited', seconds: 9 })
    const doubted = { mark: 'm1', doubtedAt: new Date().toISOString(), left: () => 60_000 }

    expect(await workspace.channel.send(personal('UDANA'), note('x'), doubted)).toEqual({
      outcome: 'retry',
      afterMs: 9_000,
    })
    expect(seen()).toEqual([])
  })

  test('sends nothing that is no longer its to send, and waits no longer than it is', async () => {
    const gone = { mark: 'm1', doubtedAt: null, left: () => 0 }
    expect(await workspace.channel.send(personal('UDANA'), note('x'), gone)).toMatchObject({
      outcome: 'retry',
    })
    expect(workspace.slack.called('chat.postMessage')).toBe(0)

    workspace.slack.fail('chat.postMessage', { kind: 'hang' })
    const soon = { mark: 'm1', doubtedAt: null, left: () => 50 }
    expect(await workspace.channel.send(personal('UDANA'), note('x'), soon)).toEqual({ outcome: 'unknown' })
  })

  test('counts what answers somebody, and makes them wait for no turn', async () => {
    const isNow = (turn: Turn): boolean => 'inMs' in turn && turn.inMs === 0
    const still = Date.now()
    const place = await createWorkspace({ now: () => still })
    const inPlace = await listen(place.channel)
    inPlace.answers({ reply: note('Your inbox') })

    await place.say('UDANA', 'inbox')
    await place.say('UDANA', 'inbox')
    await place.channel.settled()

    expect(place.slack.seenBy('UDANA', 'DDANA')).toEqual(['Your inbox', 'Your inbox'])
    const address = { ...personal('UDANA'), conversation: 'DDANA' }
    expect(isNow(place.channel.turn(address, 'send'))).toBe(false)
    expect(isNow(place.channel.turn(personal('UPRIYA'), 'send'))).toBe(true)
    await place.stop()
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
