import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { note } from '../browser/cards.ts'
import { startPlayground } from '../browser/playground.ts'
import type { Bench } from '../browser/playground.ts'
import { personalAddress } from '../../src/channels/web/channel.ts'
import { ask, json } from './ask.ts'

const word = { kind: 'word', persona: 'dana', conversation: 'dana', key: 'key-00001', text: 'status' }

describe('the playground over HTTP', () => {
  let bench: Bench
  let port: string
  beforeEach(async () => {
    bench = await startPlayground()
    port = new URL(bench.url).port
  })
  afterEach(() => bench.stop())

  const post = (
    body: string | Buffer,
    headers: Record<string, string> = json,
    path = '/playground/incoming',
  ) => ask(`${bench.url}${path}`, 'POST', headers, body)

  test('serves the page and every file that it names, with types taken off', async () => {
    const page = await ask(`${bench.url}/`)
    const script = await ask(`${bench.url}/playground/page/main.ts`)
    const named = [
      ...[...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path),
      ...[...script.text.matchAll(/from '\.\/([^']+)'/g)].map(([, name = '']) => `/playground/page/${name}`),
    ]

    const files = await Promise.all(named.map((path) => ask(`${bench.url}${path}`)))

    expect(page.status).toBe(200)
    expect(named.length).toBeGreaterThan(10)
    expect(files.map(({ status }) => status)).toEqual(named.map(() => 200))
    expect(script.headers['content-type']).toMatch(/javascript/)
    expect(script.text).not.toContain('import type')
  })

  test.each(['evil.example', 'evil.example:PORT', '127.0.0.1:1', '127.0.0.1.evil.example:PORT', '127.0.0.1'])(
    'refuses a request for the host "%s"',
    async (host) => {
      const headers = { host: host.replace('PORT', port) }

      const statuses = await Promise.all(
        ['/', '/playground/state', '/playground/stream', '/playground/page/main.ts'].map(async (path) => {
          const { status } = await ask(`${bench.url}${path}`, 'GET', headers)
          return status
        }),
      )
      const posted = await post(JSON.stringify(word), { ...json, ...headers })

      // An empty Host is no HTTP at all; everything else is a request that went astray.
      expect(statuses.every((status) => status === 421 || (host === '' && status === 400))).toBe(true)
      expect([400, 421]).toContain(posted.status)
      expect(bench.incoming).toEqual([])
    },
  )

  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('answers for the host "%s"', async (name) => {
    expect((await ask(`${bench.url}/`, 'GET', { host: `${name}:${port}` })).status).toBe(200)
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['no site at all', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['another site, as the browser tells', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour, as the browser tells', { 'sec-fetch-site': 'same-site' }],
  ])('takes no press from %s', async (_, headers) => {
    const reply = await post(JSON.stringify(word), { ...json, ...headers })

    expect(reply.status).toBe(403)
    expect(bench.incoming).toEqual([])
  })

  test('lets a link on another site lead to the page, and to nothing else', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

    expect((await ask(`${bench.url}/`, 'GET', link)).status).toBe(200)
    expect((await ask(`${bench.url}/playground/state`, 'GET', link)).status).toBe(403)
  })

  test('takes a press from its own page and gives back what it brought', async () => {
    const reply = await post(JSON.stringify(word), {
      ...json,
      origin: `http://localhost:${port}`,
      host: `localhost:${port}`,
      'sec-fetch-site': 'same-origin',
    })

    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.text)).toMatchObject({
      messages: [{ from: 'dana' }, { from: 'bot' }],
      fieldErrors: {},
    })
    expect(bench.incoming).toMatchObject([{ account: 'web:dana', key: 'web:dana:key-00001' }])
  })

  test.each([
    ['nothing', '', 400],
    ['null', 'null', 400],
    ['an empty object', '{}', 400],
    ['a list', '[]', 400],
    ['a number', '7', 400],
    ['half a word', '{"kind":"wor', 400],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 400],
    ['wrong types', JSON.stringify({ ...word, text: { $gt: '' } }), 400],
    ['an empty word', JSON.stringify({ ...word, text: '   ' }), 400],
    ['a strange key', JSON.stringify({ ...word, key: 'web:priya:1' }), 400],
    ['more than is asked', JSON.stringify({ ...word, account: 'web:priya' }), 400],
    ['an unknown kind', JSON.stringify({ ...word, kind: 'timer' }), 400],
    [
      'values that are no words',
      JSON.stringify({ ...word, kind: 'click', verb: 'a', data: {}, message: 'm', values: { a: 1 } }),
      400,
    ],
    ['deep nesting', '['.repeat(30_000), 400],
    ['too much', JSON.stringify({ ...word, text: 'x'.repeat(70_000) }), 413],
    ['a stranger', JSON.stringify({ ...word, persona: '__proto__', conversation: '__proto__' }), 409],
  ])('answers %s with a sentence and goes on', async (_, body, status) => {
    const reply = await post(body)

    expect(reply.status).toBe(status)
    expect(JSON.parse(reply.text)).toMatchObject({ sentence: expect.stringMatching(/^[A-Z].+/) as string })
    expect(bench.incoming).toEqual([])
    expect(bench.faults).toEqual([])
    expect((await ask(`${bench.url}/healthz`)).status).toBe(200)
  })

  test('counts a body that does not tell its length', async () => {
    const reply = await post(JSON.stringify({ ...word, text: 'x'.repeat(70_000) }), {
      ...json,
      'transfer-encoding': 'chunked',
    })

    expect(reply.status).toBe(413)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'takes no body that calls itself "%s", as a form on another site could',
    async (type) => {
      expect((await post(JSON.stringify(word), type ? { 'content-type': type } : {})).status).toBe(415)
      expect(bench.incoming).toEqual([])
    },
  )

  test('keeps what a form is called out of the way of what objects are made of', async () => {
    const body = `{"kind":"click","persona":"dana","conversation":"dana","key":"key-00001","message":"m","verb":"x.y","data":{"__proto__":"a"},"values":{"constructor":"b","__proto__":"c"}}`

    const reply = await post(body)

    expect(reply.status).toBeLessThan(500)
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
    expect(bench.faults).toEqual([])
  })

  test('tells a token, and nothing else, when the bot breaks', async () => {
    const reply = await post(JSON.stringify({ ...word, text: 'break' }))

    expect(reply.status).toBe(500)
    expect(reply.text).toContain('E-TEST')
    expect(reply.text).not.toContain('broken on purpose')
    expect(bench.faults).toMatchObject([{ message: 'broken on purpose' }])
  })

  test('lets a persona leave, and nobody who is not here', async () => {
    const gone = await post('{"persona":"dana"}', json, '/playground/leave')
    const nobody = await post('{"persona":"nobody"}', json, '/playground/leave')

    expect(gone.status).toBe(200)
    expect(JSON.parse(gone.text)).toEqual({ gone: ['dana'] })
    expect(nobody.status).toBe(404)
  })

  test('moves the clock, and says when nothing is due', async () => {
    const day = await post('{"move":"day"}', json, '/playground/clock')
    const next = await post('{"move":"next"}', json, '/playground/clock')
    const back = await post('{"move":"back"}', json, '/playground/clock')

    expect(JSON.parse(day.text)).toEqual({ now: '2026-11-25T09:00:00.000Z', moved: true })
    expect(JSON.parse(next.text)).toEqual({ now: '2026-11-25T09:00:00.000Z', moved: false })
    expect(back.status).toBe(400)
  })

  test('pushes everything at first, then each change, and ends the stream when it closes', async () => {
    await bench.channel.send(personalAddress('dana'), note('Before'))
    const response = await fetch(`${bench.url}/playground/stream`)
    const events = eventsOf(response)

    const first = await events.next()
    await bench.channel.send(personalAddress('priya'), note('After'))
    const second = await events.next()
    await post('{"move":"hour"}', json, '/playground/clock')
    const third = await events.next()
    await bench.server.close()
    const last = await events.next()

    expect(response.headers.get('content-type')).toMatch(/text\/event-stream/)
    expect(first.value).toMatchObject({
      event: 'state',
      content: { messages: [{ card: { fallbackText: 'Before' } }] },
    })
    expect(second.value).toMatchObject({ event: 'message', content: { conversation: 'priya', from: 'bot' } })
    expect(third.value).toEqual({ event: 'clock', content: { now: '2026-11-24T10:00:00.000Z' } })
    expect(last.done).toBe(true)
    bench = await startPlayground()
  })

  test('does not open a stream for HEAD', async () => {
    expect((await ask(`${bench.url}/playground/stream`, 'HEAD')).status).toBe(405)
  })
})

/** Reads server-sent events one by one. */
const eventsOf = async function* (response: Response): AsyncGenerator<{ event: string; content: unknown }> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const part of response.body ?? []) {
    rest += decoder.decode(part as Uint8Array, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, event = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
      yield { event, content: JSON.parse(data) as unknown }
    }
  }
}
