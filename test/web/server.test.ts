import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Certificate } from '../../src/web/certificate.ts'
import { createServer } from '../../src/web/server.ts'
import type { ServerOptions, WebServer } from '../../src/web/server.ts'
import { note } from '../browser/cards.ts'
import { startPlayground } from '../browser/playground.ts'
import type { Bench } from '../browser/playground.ts'
import { noEvidence } from './certificate.ts'
import { personalAddress } from '../../src/channels/web/channel.ts'

type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

/** A request as a browser or an attacker would send it; `fetch` would set Host itself. */
const ask = (
  url: string,
  method = 'GET',
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sending = request(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      // A stream never ends by itself: that it was opened is all there is to know.
      if (response.headers['content-type']?.startsWith('text/event-stream')) response.destroy()
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: '' }),
      )
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    sending.on('error', reject)
    sending.end(body)
  })

const json = { 'content-type': 'application/json' }
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

describe('the rest of the web side', () => {
  let server: WebServer
  let url: string
  let options: ServerOptions
  const id = '0123456789abcdef0123456789abcdef'
  const certificate: Certificate = {
    reference: 'CRT-12',
    name: 'Leave <script>alert(1)</script> calendar, “the; best”',
    tier: 'moderate',
    state: 'certified',
    isInForce: true,
    certifiedAt: '2026-11-24T09:00:00.000Z',
    validUntil: '2027-11-24T00:00:00.000Z',
    conditionsOpen: 0,
    approvedBy: ['steward', 'data protection'],
    programme: 'Citizen developer programme',
    policyVersion: '4',
  }
  let shown: Certificate
  const faults: unknown[] = []

  beforeEach(async () => {
    shown = certificate
    faults.length = 0
    options = {
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'https://assay.example',
      playground: undefined,
      intakes: {},
      ready: () => Promise.resolve({ ok: true, checks: { database: true } }),
      metrics: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'assay_up 1\n' }),
      verify: (asked) => Promise.resolve(asked === id ? shown : undefined),
      evidence: noEvidence,
      onFault: ({ error }) => {
        faults.push(error)
        return 'E-7F3K'
      },
    }
    server = createServer(options)
    url = await server.listen()
  })
  afterEach(() => server.close())

  test('shows a status page, and nothing of the playground, where that is off', async () => {
    const page = await ask(`${url}/`, 'GET', { host: 'assay.example' })

    expect(page.status).toBe(200)
    expect(page.text).toContain('Assay is running')
    expect((await ask(`${url}/playground/state`)).status).toBe(404)
    expect((await ask(`${url}/playground/incoming`, 'POST', json, JSON.stringify(word))).status).toBe(404)
  })

  test.each(['/', '/nowhere', `/verify/${id}`, '/healthz', '/pages.css'])(
    'sends %s with safe headers',
    async (path) => {
      const { headers } = await ask(`${url}${path}`)

      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("script-src 'self';")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
    },
  )

  test('answers an unknown path with a page that helps', async () => {
    const page = await ask(`${url}/nowhere`)

    expect(page.status).toBe(404)
    expect(page.text).toContain('There is nothing at this address')
  })

  test('is ready only when everything is', async () => {
    const other = createServer({
      ...options,
      ready: () => Promise.resolve({ ok: false, checks: { database: false } }),
    })
    const otherUrl = await other.listen()

    const ready = await ask(`${url}/readyz`)
    const notReady = await ask(`${otherUrl}/readyz`)
    await other.close()

    expect(ready.status).toBe(200)
    expect(notReady.status).toBe(503)
    expect(JSON.parse(notReady.text)).toEqual({ ok: false, checks: { database: false } })
  })

  test('hands out metrics as they are', async () => {
    const metrics = await ask(`${url}/metrics`)

    expect(metrics.text).toBe('assay_up 1\n')
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/)
  })

  test('shows a certificate by its link, every word of it as text', async () => {
    const page = await ask(`${url}/verify/${id}`)

    expect(page.status).toBe(200)
    expect(page.text).toContain('Leave &lt;script&gt;alert(1)&lt;/script&gt; calendar')
    expect(page.text).not.toContain('<script')
    expect(page.text).toContain('24 November 2027')
    expect(page.text).toContain('steward, data protection')
    expect(page.headers['cache-control']).toBe('no-store')
  })

  test.each([
    [{ state: 'suspended', isInForce: false }, 'Suspended', 'stop using it'],
    [{ state: 'expired', isInForce: false }, 'Expired', 'run out'],
    [{ state: 'revoked', isInForce: false }, 'Revoked', 'not be used'],
    [{ state: 'recertifying', isInForce: false }, 'Not in force', 'not certified'],
    [{ state: 'recertifying', isInForce: true }, 'Certified', 'may be used'],
    [{ state: 'conditionally_certified', conditionsOpen: 2 }, 'Certified with conditions', '2 conditions'],
  ] as const)('says how a certificate stands: %o', async (change, standing, sentence) => {
    shown = { ...certificate, ...change }

    const page = await ask(`${url}/verify/${id}`)

    expect(page.text).toContain(`<strong>${standing}.</strong>`)
    expect(page.text).toContain(sentence)
  })

  test.each(['CRT-12', '0', id.slice(1), `${id}0`, id.toUpperCase(), '..%2f..%2fetc', '%00', "'or'1'='1"])(
    'knows no certificate "%s"',
    async (other) => {
      expect((await ask(`${url}/verify/${other}`)).status).toBe(404)
      expect(faults).toEqual([])
    },
  )

  test('draws the certificate as a picture that every chat can show', async () => {
    const response = await fetch(`${url}/verify/${id}/certificate.png`)
    const bytes = new Uint8Array(await response.arrayBuffer())

    expect(response.headers.get('content-type')).toBe('image/png')
    expect(new TextDecoder().decode(bytes.slice(1, 4))).toBe('PNG')
    const view = new DataView(bytes.buffer)
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 675])
    expect((await fetch(`${url}/verify/${'0'.repeat(32)}/certificate.png`)).status).toBe(404)
  })

  test('gives the day on which a certificate runs out to a calendar', async () => {
    const { status, headers, text } = await ask(`${url}/verify/${id}/calendar.ics`)
    const lines = text.split('\r\n')

    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/calendar/)
    expect(headers['content-disposition']).toBe('attachment; filename="CRT-12.ics"')
    expect(lines).toContain('DTSTART;VALUE=DATE:20271124')
    expect(lines).toContain('DTSTAMP:20261124T090000Z')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text.replaceAll('\r\n ', '')).toContain('calendar\\, “the\\; best”')
    expect(text.replaceAll('\r\n ', '')).toContain(`https://assay.example/verify/${id}`)
  })

  test('tells a token when a page breaks', async () => {
    const other = createServer({ ...options, verify: () => Promise.reject(new Error('no database')) })
    const otherUrl = await other.listen()

    const page = await ask(`${otherUrl}/verify/${id}`)
    await other.close()

    expect(page.status).toBe(500)
    expect(page.text).toContain('E-7F3K')
    expect(page.text).not.toContain('no database')
    expect(faults).toHaveLength(1)
  })

  test('survives what is not HTTP', async () => {
    const port = Number(new URL(url).port)
    for (const bytes of [
      '\0\0\0\0',
      'GET / HTTP/1.1\r\n\r\n',
      'POST / HTTP/9.9\r\nHost: [\r\n\r\n',
      'GET //%zz HTTP/1.1\r\nHost: x\r\n\r\n',
    ])
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
        socket.resume()
      })

    expect((await ask(`${url}/healthz`)).status).toBe(200)
  })

  test('says where it could not listen', async () => {
    const other = createServer({ ...options, port: Number(new URL(url).port) })

    await expect(other.listen()).rejects.toThrow(
      /Cannot listen on 127\.0\.0\.1.*another program listens there/,
    )
  })

  test('stops even while somebody never ends a request', async () => {
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write('GET / HTTP/1.1\r\nHost: assay')
    await ask(`${url}/healthz`)
    const closed = once(socket, 'close')

    await server.close()

    await closed
    server = createServer(options)
    url = await server.listen()
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
