import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlackChannel } from '../../../src/channels/slack/channel.ts'
import { botToken, botUser, startFakeSlack } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import type { FakeSlack } from './fake-slack.ts'
import { listen } from './listener.ts'
import { signingSecret, until } from './workspace.ts'

/** Slack's end of a socket: opens it, says hello, delivers, and keeps what is acknowledged. Enough of RFC 6455 for that. */
const startSocket = async () => {
  const sockets: Socket[] = []
  const acknowledged: string[] = []
  const server = createServer()
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    socket.on('error', () => undefined)
    socket.on('data', (data: Buffer) => {
      const text = textOf(data)
      if (text?.startsWith('{')) acknowledged.push((JSON.parse(text) as { envelope_id: string }).envelope_id)
    })
    sockets.push(socket)
    send(socket, { type: 'hello' })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acknowledged,
    opened: (): number => sockets.length,
    deliver: (id: string, body: object): void => {
      const socket = sockets.at(-1)
      if (socket) send(socket, { type: 'events_api', envelope_id: id, payload: body })
    },
    cut: (): void => void sockets.at(-1)?.destroy(),
    stop: (): void => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const send = (socket: Socket, message: object): void => {
  const text = Buffer.from(JSON.stringify(message))
  const head = text.length < 126 ? [0x81, text.length] : [0x81, 126, text.length >> 8, text.length & 255]
  socket.write(Buffer.concat([Buffer.from(head), text]))
}

/** The text of one frame of a client, unmasked. */
const textOf = (frame: Buffer): string | undefined => {
  if ((frame[0] ?? 0) % 16 !== 1) return undefined
  const short = (frame[1] ?? 0) & 127
  const at = short === 126 ? 4 : 2
  const length = short === 126 ? frame.readUInt16BE(2) : short
  const mask = frame.subarray(at, at + 4)
  return Buffer.from(
    frame.subarray(at + 4, at + 4 + length).map((byte, nth) => byte ^ (mask[nth % 4] ?? 0)),
  ).toString()
}

const said = (text: string, ts: string, more: object = {}) => ({
  type: 'event_callback',
  team_id: teamId,
  api_app_id: 'A1',
  event_id: `Ev${ts}`,
  authorizations: [{ team_id: teamId, user_id: botUser }],
  event: { type: 'message', channel_type: 'im', channel: 'DDANA', user: 'UDANA', text, ts },
  ...more,
})

describe('Slack over a socket', () => {
  let slack: FakeSlack
  let far: Awaited<ReturnType<typeof startSocket>>
  let faults: string[]
  const create = () =>
    createSlackChannel({
      botToken,
      signingSecret,
      teamId,
      appToken: 'xapp-1-A1-test',
      apiUrl: slack.apiUrl,
      now: Date.now,
      onFault: (fault, doing) => `F${faults.push(`${doing}: ${String(fault)}`)}`,
    })
  let channel: ReturnType<typeof create>

  beforeEach(async () => {
    slack = await startFakeSlack()
    far = await startSocket()
    slack.offerSocket(far.url)
    slack.openConversation('DDANA')
    faults = []
    channel = create()
  })
  afterEach(async () => {
    await channel.stop()
    far.stop()
    await slack.stop()
  })

  test('hears and answers as over requests', async () => {
    const bot = await listen(channel)
    await until(() => far.opened() === 1)

    far.deliver('e-1', said('status', '1.1'))
    await until(() => far.acknowledged.length === 1 && slack.seenBy('UDANA', 'DDANA').length === 1)

    expect(bot.heard).toMatchObject([{ kind: 'word', text: 'status' }])
    expect(far.acknowledged).toEqual(['e-1'])
    expect(faults).toEqual([])
  })

  test('hears nothing of another workspace', async () => {
    const bot = await listen(channel)
    await until(() => far.opened() === 1)

    far.deliver('e-1', said('status', '1.1', { team_id: 'T2' }))
    far.deliver('e-2', said('inbox', '1.2'))
    await until(() => bot.heard.length > 0)

    expect(bot.heard).toMatchObject([{ text: 'inbox' }])
  })

  test('starts though Slack is away, says so, and connects once it is back', async () => {
    slack.fail('apps.connections.open', { kind: 'status', status: 500 })

    const bot = await listen(channel)
    await until(() => far.opened() === 1)
    far.deliver('e-1', said('status', '1.1'))
    await until(() => bot.heard.length === 1)

    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain('connect to Slack')
  })

  test('connects again when the socket is cut, also where that fails at first', async () => {
    const bot = await listen(channel)
    await until(() => far.opened() === 1)
    slack.fail('apps.connections.open', { kind: 'drop', accepted: false })

    far.cut()
    await until(() => far.opened() === 2)
    far.deliver('e-1', said('status', '1.1'))
    await until(() => bot.heard.length === 1)

    expect(faults).toHaveLength(1)
  })

  test('takes no requests then', async () => {
    await listen(channel)
    const server = createServer(channel.intake).listen(0, '127.0.0.1')
    await once(server, 'listening')

    const { status } = await fetch(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
      { method: 'POST', body: '{}' },
    )
    server.closeAllConnections()
    server.close()

    expect(status).toBe(404)
  })
})
