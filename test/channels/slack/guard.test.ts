import { connect } from 'node:net'
import { stringify } from 'node:querystring'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botUser } from './fake-slack.ts'
import { teamId } from './slack-people.ts'
import { listen } from './listener.ts'
import type { Workspace } from './workspace.ts'
import { createWorkspace, formType, jsonType, signed } from './workspace.ts'

const now = (): number => Date.now() / 1000
const message = (more: object = {}): string =>
  JSON.stringify({
    type: 'event_callback',
    team_id: teamId,
    api_app_id: 'A1',
    event_id: 'Ev1',
    authorizations: [{ team_id: teamId, user_id: botUser }],
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'DDANA',
      user: 'UDANA',
      text: 'status',
      ts: '1.2',
    },
    ...more,
  })
const press = (more: object = {}): string =>
  stringify({
    payload: JSON.stringify({
      type: 'block_actions',
      team: { id: teamId },
      api_app_id: 'A1',
      user: { id: 'UDANA', team_id: teamId },
      channel: { id: 'DDANA' },
      message: { ts: '1.2' },
      actions: [
        {
          type: 'button',
          block_id: 'b',
          action_id: 'a',
          action_ts: '1.3',
          value: '{"verb":"card.open","data":{}}',
        },
      ],
      ...more,
    }),
  })

describe('the guard in front of Slack', () => {
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof listen>>

  beforeEach(async () => {
    workspace = await createWorkspace()
    bot = await listen(workspace.channel)
  })
  afterEach(() => workspace.stop())

  /** Nothing ran, nothing went out, and the next right delivery is taken as ever. */
  const unharmed = async (): Promise<void> => {
    await workspace.channel.settled()
    expect(bot.heard).toEqual([])
    expect(workspace.slack.connections()).toBe(0)
    expect(workspace.faults).toEqual([])
    expect((await workspace.say('UDANA', 'status')).status).toBe(200)
    await workspace.channel.settled()
    expect(bot.heard).toHaveLength(1)
  }

  test('takes what Slack signed', async () => {
    const sent = await workspace.post(message(), signed(message()))

    expect(workspace.faults).toEqual([])
    expect(sent.status).toBe(200)
    expect(bot.heard).toMatchObject([{ kind: 'word', text: 'status' }])
  })

  test.each<[string, number, string, Record<string, string>]>([
    ['without a signature', 401, message(), { 'content-type': jsonType }],
    ['signed with another secret', 401, message(), signed(message(), { secret: 'another' })],
    ['signed for other bytes', 401, message(), signed(`${message()} `)],
    ['with a signature cut short', 401, message(), { ...signed(message()), 'x-slack-signature': 'v0=00' }],
    [
      'with a time that is none',
      401,
      message(),
      { ...signed(message()), 'x-slack-request-timestamp': 'now' },
    ],
    ['played back after five minutes', 401, message(), signed(message(), { seconds: now() - 305 })],
    ['dated five minutes ahead', 401, message(), signed(message(), { seconds: now() + 305 })],
    ['dated a day ahead', 401, message(), signed(message(), { seconds: now() + 86_400 })],
    ['of another workspace', 403, ...both(message({ team_id: 'T2' }))],
    ['of no workspace', 403, ...both(message({ team_id: undefined }))],
    ['of a whole organisation', 403, ...both(message({ team_id: null }))],
    ['pressed in another workspace', 403, ...both(press({ team: { id: 'T2' } }), formType)],
    ['pressed in a whole organisation', 403, ...both(press({ team: null }), formType)],
    ['without a body', 400, ...both('')],
    ['that is null', 400, ...both('null')],
    ['that is a number', 400, ...both('1')],
    ['that is a list', 400, ...both('[]')],
    ['that is empty', 400, ...both('{}')],
    ['of a kind that is none', 400, ...both(message({ type: 'x', event: undefined }))],
    ['of an event that is none', 400, ...both(message({ event: null }))],
    ['that is not JSON', 400, ...both('{"type":')],
    ['whose payload is null', 400, ...both('payload=null', formType)],
    ['whose payload is not JSON', 400, ...both('payload=%7B', formType)],
    ['that is a form of nothing', 400, ...both('a=b', formType)],
    ['of a type that Slack never sends', 415, ...both(message(), 'text/plain')],
    ['of no type', 415, message(), { ...signed(message()), 'content-type': '' }],
    [
      'that smuggles a press into a check, unsigned',
      401,
      `ssl_check=1&${press()}`,
      { 'content-type': formType },
    ],
    [
      'that smuggles a press into a check',
      400,
      ...both(`ssl_check=1&${press()}&command=x`.replace('payload', 'p'), formType),
    ],
    ['that smuggles a command into a check', 401, 'ssl_check=1&command=/assay', { 'content-type': formType }],
    ['that checks twice', 401, 'ssl_check=1&ssl_check=1', { 'content-type': formType }],
    ['that checks with another word', 401, 'ssl_check=true', { 'content-type': formType }],
    ['that checks as JSON', 401, '{"ssl_check":"1"}', { 'content-type': jsonType }],
  ])('refuses a delivery %s', async (_which, status, raw, headers) => {
    expect((await workspace.post(raw, headers)).status).toBe(status)

    await unharmed()
  })

  test('refuses more than a mebibyte, told beforehand or not', async () => {
    const raw = JSON.stringify({ pad: 'x'.repeat(1024 * 1024) })

    expect((await workspace.post(raw, signed(raw))).status).toBe(413)
    expect(await streamed(workspace.url, raw, signed(raw))).toBe(413)

    await unharmed()
  })

  test('takes a mebibyte less a byte', async () => {
    const empty = message({ pad: '' })
    const raw = message({ pad: 'x'.repeat(1024 * 1024 - empty.length) })

    expect((await workspace.post(raw, signed(raw))).status).toBe(200)
  })

  test('answers the check of a certificate, and of the address, by itself', async () => {
    const check = await workspace.post('ssl_check=1&token=x', { 'content-type': formType })
    const asked = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'c-1' })
    const unsigned = await workspace.post(asked, { 'content-type': jsonType })
    const verified = await workspace.post(asked, signed(asked))

    expect(check).toEqual({ status: 200, body: undefined })
    expect(unsigned.status).toBe(401)
    expect(verified).toEqual({ status: 200, body: { challenge: 'c-1' } })
    await unharmed()
  })

  test('takes a form also where its type names the letters', async () => {
    const raw = press()

    const sent = await workspace.post(raw, signed(raw, { type: `${formType}; charset=UTF-8` }))

    expect(sent.status).toBe(200)
    expect(bot.heard).toMatchObject([{ kind: 'click', verb: 'card.open' }])
  })

  test('refuses another app or organisation once it knows its own', async () => {
    await workspace.say('UDANA', 'status')
    const other = message({ api_app_id: 'A2' })

    expect((await workspace.post(other, signed(other))).status).toBe(403)
    expect(bot.heard).toHaveLength(1)
  })

  test('answers 404 and 405 where nobody delivers', async () => {
    const elsewhere = await workspace.post(message(), signed(message()), `${workspace.url}/`)
    const got = await workspace.post('', {}, workspace.url, 'GET')

    expect([elsewhere.status, got.status]).toEqual([404, 405])
    await unharmed()
  })

  test('lives on where the sender hangs up in the middle', async () => {
    const { port, hostname } = new URL(workspace.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: ${jsonType}\r\ncontent-length: 100\r\n\r\n{"a`,
          () => socket.destroy(),
        )
      })
      socket.on('close', () => resolve())
    })

    await unharmed()
  })

  test('asks to come again before it is up and after it has stopped', async () => {
    const early = await createWorkspace()
    const before = await early.post(message(), signed(message()))
    await early.stop()
    await workspace.channel.stop()
    const after = await workspace.post(message(), signed(message()))

    expect([before.status, after.status]).toEqual([503, 503])
    expect(bot.heard).toEqual([])
  })

  test('refuses every change to a signed delivery', async () => {
    const raw = Buffer.from(message())
    const headers = signed(raw)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: raw.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(raw)
          changed[at] = (changed[at] ?? 0) ^ by
          expect((await workspace.post(changed, headers)).status).toBe(401)
        },
      ),
      { numRuns: 200 },
    )

    await unharmed()
  })

  test('answers whatever is signed, and lives on', async () => {
    const shape = fc.oneof(
      fc.json(),
      fc
        .constantFrom('block_actions', 'view_submission', 'event_callback', 'shortcut', 'view_closed')
        .chain((type) =>
          fc
            .record(
              {
                type: fc.constant(type),
                team_id: fc.constant(teamId),
                team: fc.constant({ id: teamId }),
                event: fc.oneof(
                  fc.jsonValue(),
                  fc.record({
                    type: fc.constantFrom('message', 'app_mention', 'app_home_opened'),
                    user: fc.jsonValue(),
                  }),
                ),
                actions: fc.oneof(
                  fc.jsonValue(),
                  fc.array(fc.record({ action_id: fc.jsonValue(), type: fc.constant('button') })),
                ),
                view: fc.oneof(
                  fc.jsonValue(),
                  fc.record({ private_metadata: fc.jsonValue(), blocks: fc.jsonValue() }),
                ),
                user: fc.oneof(fc.jsonValue(), fc.constant({ id: 'UDANA' })),
                command: fc.jsonValue(),
              },
              { requiredKeys: ['type', 'team_id'] },
            )
            .map((body) => JSON.stringify(body)),
        ),
    )
    await fc.assert(
      fc.asyncProperty(shape, fc.boolean(), async (text, isForm) => {
        const raw = isForm ? stringify({ payload: text }) : text
        const { status } = await workspace.post(raw, signed(raw, { type: isForm ? formType : jsonType }))
        expect([200, 400, 403, 404, 500, 503]).toContain(status)
      }),
      { numRuns: 100 },
    )

    expect(bot.heard).toEqual([])
    expect((await workspace.say('UDANA', 'status')).status).toBe(200)
    expect(bot.heard).toHaveLength(1)
  })
})

function both(raw: string, type = jsonType): [string, Record<string, string>] {
  return [raw, signed(raw, { type })]
}

/** Sends a body without telling its length first. */
const streamed = async (url: string, raw: string, headers: Record<string, string>): Promise<number> => {
  const body = new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < raw.length; at += 65_536)
        controller.enqueue(new TextEncoder().encode(raw.slice(at, at + 65_536)))
      controller.close()
    },
  })
  const response = await fetch(url, { method: 'POST', headers, body, duplex: 'half' })
  return response.status
}
