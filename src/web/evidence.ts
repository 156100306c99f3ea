import { Hono } from 'hono'
import { html } from 'hono/html'
import { page } from './page.ts'

/** What a good link leads to. */
type Offered = { readonly reference: string; readonly name: string; readonly until: string }

/** What the web side needs to hand evidence packs out. */
export type EvidenceDesk = {
  /** Undefined where the link is used, too old or nobody's. */
  readonly offered: (token: string) => Promise<Offered | undefined>
  /** Uses the link up. */
  readonly take: (token: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>
  /** The public keys that packs were ever signed with, the latest last. */
  readonly keys: () => Promise<
    readonly { readonly fingerprint: string; readonly pem: string; readonly since: string }[]
  >
}

/**
 * The routes below `/evidence`. Opening a link only shows what it leads to: chat platforms and mail filters open links before people
 * do. The button on that page downloads, once.
 */
export const evidenceRoutes = ({ offered, take, keys }: EvidenceDesk): Hono => {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })

  app.get('/key', async (c) => {
    const known = await keys()
    return c.text(
      known.length === 0
        ? 'No evidence pack was made here yet, so there is no key.\n'
        : known
            .map(({ fingerprint, pem, since }) => `Signs since ${since}\nSHA-256 ${fingerprint}\n${pem}`)
            .join('\n'),
    )
  })

  app.get('/:token', async (c) => {
    const found = await offered(c.req.param('token'))
    return found ? c.html(offerPage(found)) : c.html(usedPage(), 404)
  })

  app.post('/:token', async (c) => {
    const pack = await take(c.req.param('token'))
    if (!pack) return c.html(usedPage(), 404)
    return c.body(new Uint8Array(pack.bytes), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${pack.name.replaceAll(/[^A-Za-z0-9.-]/g, '')}"`,
    })
  })
  return app
}

const offerPage = ({ reference, name, until }: Offered) =>
  page(
    `Evidence pack of ${reference}`,
    html`<h1>Evidence pack of ${reference}</h1>
      <p>${name}: everything that its decision rests on, in one signed file. Names of people are in it.</p>
      <form method="post">
        <button type="submit">Download</button>
      </form>
      <p class="small">
        This works once, until ${until.slice(11, 16)} UTC. If it breaks off, type
        <strong>evidence ${reference}</strong> in chat for a new link.
      </p>`,
  )

const usedPage = () =>
  page(
    'This link is used up',
    html`<h1>This link does not work any more</h1>
      <p>
        A link to an evidence pack works once, for ten minutes, while whoever asked for it may have it. Type
        <strong>evidence</strong> and the reference to Assay in chat, for example
        <strong>evidence CRT-12</strong>, and you get a new one.
      </p>`,
  )
