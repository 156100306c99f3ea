import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Certificate } from '../../src/web/certificate.ts'
import { createServer } from '../../src/web/server.ts'
import type { ServerOptions, WebServer } from '../../src/web/server.ts'
import { ask, json } from './ask.ts'
import { noEvidence } from './certificate.ts'

const word = { kind: 'word', persona: 'dana', conversation: 'dana', key: 'key-00001', text: 'status' }

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
  const paths: string[] = []

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
      onFault: ({ error, path }) => {
        faults.push(error)
        paths.push(path)
        return 'E-7F3K'
      },
    }
    server = createServer(options)
    url = await server.listen()
  })
  afterEach(() => server.close())

  test('tells the log of no link that somebody could use', async () => {
    await server.close()
    paths.length = 0
    const broken = () => Promise.reject(new Error('the key cannot be read'))
    server = createServer({
      ...options,
      verify: broken,
      evidence: { ...noEvidence, offered: broken, take: broken },
    })
    url = await server.listen()

    for (const [method, path] of [
      ['GET', `/evidence/${id}`],
      ['POST', `/evidence/${id}`],
      ['GET', `/verify/${id}`],
      ['GET', `/verify/${id}/calendar.ics`],
    ] as const)
      expect((await ask(`${url}${path}`, method, { host: 'assay.example' })).status).toBe(500)

    expect(paths).toEqual(['/evidence/…', '/evidence/…', '/verify/…', '/verify/…/calendar.ics'])
  })

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
