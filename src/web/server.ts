import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { readAssets } from '../channels/web/assets.ts'
import { calendarOf } from './calendar.ts'
import type { Certificate } from './certificate.ts'
import { evidenceRoutes } from './evidence.ts'
import type { EvidenceDesk } from './evidence.ts'
import { certificatePicture } from './certificate-picture.ts'
import { createPngs } from './certificate-png.ts'
import { loopbackOnly } from './origin.ts'
import { certificateNotFoundPage, certificatePage, faultPage, notFoundPage, statusPage } from './pages.ts'
import { playgroundRoutes } from './playground.ts'
import type { Playground } from './playground.ts'
import { createStreams } from './streams.ts'

/** Everything that the web side needs of the rest; it looks for nothing itself. */
export type ServerOptions = {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** How the outside reaches this server, without a slash at the end. */
  readonly publicUrl: string
  readonly playground: Playground | undefined
  /** Where platforms deliver: each path with what takes its POST requests as they come, before any body is read. */
  readonly intakes: Readonly<Record<string, Intake>>
  readonly ready: () => Promise<{ readonly ok: boolean; readonly checks: Readonly<Record<string, boolean>> }>
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
  /** The certificate of a verify link, by its 128 random bits as hex. */
  readonly verify: (id: string) => Promise<Certificate | undefined>
  readonly evidence: EvidenceDesk
  /** Logs a fault once and gives the token to quote. */
  readonly onFault: (fault: {
    readonly error: unknown
    readonly method: string
    readonly path: string
  }) => string
}

/** Takes one request of a platform and answers it; never throws. */
export type Intake = (request: IncomingMessage, response: ServerResponse) => void

export type WebServer = {
  /** Resolves to the address once connections are taken. */
  readonly listen: () => Promise<string>
  /** Lets listening pages go, waits for answers under way. */
  readonly close: () => Promise<void>
}

/** A whole request must have arrived within this time; an event stream is an answer and may last. */
const requestMs = 15_000
const headersMs = 10_000
const sweepMs = 50
/** So long a stop waits for answers under way; then connections are cut: one that never ends its request must not keep the process. */
const graceMs = 3_000

export const createServer = (options: ServerOptions): WebServer => {
  const streams = createStreams()
  const intakes = new Map(Object.entries(options.intakes))
  const port = (): number => {
    const address = server.address()
    return address !== null && typeof address === 'object' ? address.port : options.port
  }
  const app = routes(options, streams, port)
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createHttpServer(
    { requestTimeout: requestMs, headersTimeout: headersMs },
    (request, response) => {
      const intake = intakes.get(pathOf(request))
      if (!intake) void listener(request, response)
      else if (request.method === 'POST') intake(request, response)
      else
        response
          .writeHead(405, { allow: 'POST', 'content-type': 'text/plain; charset=utf-8' })
          .end(
            'Assay is here. This address takes what the platform delivers, and nothing that a browser asks.\n',
          )
    },
  )

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (cause) =>
          reject(new Error(`Cannot listen on ${options.host}:${options.port}: ${whyNot(cause)}`, { cause })),
        )
        server.listen(options.port, options.host, () => resolve(addressOf(server.address(), options.host)))
      }),
    close: () =>
      new Promise((resolve, reject) => {
        streams.close()
        // A browser keeps its connection after the last answer; it must not keep the process.
        const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
        const cut = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close((fault) => {
          clearInterval(sweep)
          clearTimeout(cut)
          if (fault) reject(fault)
          else resolve()
        })
      }),
  }
}

const routes = (
  options: ServerOptions,
  streams: ReturnType<typeof createStreams>,
  port: () => number,
): Hono => {
  const { playground, ready, metrics, verify, evidence, onFault, publicUrl } = options
  const app = new Hono()
  const pngOf = createPngs()
  const styles = readFileSync(new URL('pages.css', import.meta.url), 'utf8')

  const headers = (formAction: string) =>
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The card renderer sets colours and spaces as styles of its elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The playground may be open under another loopback name than the one that cards are painted with.
        imgSrc: ["'self'", 'data:', new URL(publicUrl).origin],
        connectSrc: ["'self'"],
        formAction: [formAction],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // Set below: one picture is there to be shown by others.
      crossOriginResourcePolicy: false,
      xFrameOptions: 'DENY',
      // Whoever serves this over https says so there; on loopback it would lock other local pages out of http.
      strictTransportSecurity: false,
    })
  const plainHeaders = headers("'none'")
  // One page has a form: the button that downloads an evidence pack.
  const deskHeaders = headers("'self'")
  app.use((c, next) => (c.req.path.startsWith('/evidence/') ? deskHeaders : plainHeaders)(c, next))

  app.use(async (c, next) => {
    await next()
    const isPicture = c.req.path.endsWith('/certificate.png')
    c.header('cross-origin-resource-policy', isPicture ? 'cross-origin' : 'same-origin')
  })

  if (playground) {
    const guard = loopbackOnly(port)
    app.use('/', guard)
    app.use('/playground/*', guard)
    const assets = readAssets()
    app.get('/', (c) => c.html(assets.get('index.html')?.body ?? ''))
    app.route('/playground', playgroundRoutes(playground, assets, streams))
  } else {
    app.get('/', (c) => c.html(statusPage()))
  }

  app.get('/pages.css', (c) => c.body(styles, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const readiness = await ready()
    return c.json(readiness, readiness.ok ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const { type, text } = await metrics()
    return c.body(text, 200, { 'content-type': type })
  })

  app.get('/verify/:id', async (c) => {
    const id = c.req.param('id')
    const certificate = isVerifyId(id) ? await verify(id) : undefined
    c.header('cache-control', 'no-store')
    return certificate ? c.html(certificatePage(id, certificate)) : c.html(certificateNotFoundPage(), 404)
  })
  app.get('/verify/:id/certificate.svg', async (c) => {
    const id = c.req.param('id')
    const certificate = isVerifyId(id) ? await verify(id) : undefined
    if (!certificate) return c.html(certificateNotFoundPage(), 404)
    return c.body(certificatePicture(certificate, `${publicUrl}/verify/${id}`), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })
  app.get('/verify/:id/certificate.png', async (c) => {
    const id = c.req.param('id')
    const certificate = isVerifyId(id) ? await verify(id) : undefined
    if (!certificate) return c.html(certificateNotFoundPage(), 404)
    return c.body(await pngOf(certificatePicture(certificate, `${publicUrl}/verify/${id}`)), 200, {
      'content-type': 'image/png',
      'cache-control': 'no-cache',
    })
  })
  app.get('/verify/:id/calendar.ics', async (c) => {
    const id = c.req.param('id')
    const certificate = isVerifyId(id) ? await verify(id) : undefined
    const calendar = certificate && calendarOf(id, certificate, `${publicUrl}/verify/${id}`)
    if (calendar === undefined) return c.html(certificateNotFoundPage(), 404)
    return c.body(calendar, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${certificate?.reference.replaceAll(/[^A-Za-z0-9-]/g, '')}.ics"`,
    })
  })

  app.route('/evidence', evidenceRoutes(evidence))

  app.notFound((c) => c.html(notFoundPage(), 404))
  app.onError((error, c) => {
    // Somebody hung up in the middle of a request: nobody is there to answer, and nothing is wrong here.
    if (c.req.raw.signal.aborted || ('code' in error && error.code === 'ECONNRESET')) return c.body(null, 400)
    const token = onFault({ error, method: c.req.method, path: masked(c.req.path) })
    return c.req.path.startsWith('/playground/')
      ? c.json(
          { sentence: `Something went wrong on our side. If it happens again, quote ${token}.`, token },
          500,
        )
      : c.html(faultPage(token), 500)
  })
  return app
}

const whyNot = (cause: Error): string => {
  const code = 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') return 'another program listens there. Stop it, or choose another PORT'
  if (code === 'EACCES') return 'this user may not. Choose a PORT above 1023'
  if (code === 'EADDRNOTAVAIL') return 'this machine has no such address. Choose another HOST'
  return cause.message
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? ''

/** Whoever knows the random part of a link may use it, so it stands in no log. */
const masked = (path: string): string => path.replaceAll(/[0-9a-f]{32}/gi, '…')

const isVerifyId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id)

const addressOf = (address: AddressInfo | string | null, host: string): string => {
  if (address === null || typeof address === 'string') throw new Error(`Not listening on a port of ${host}`)
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
