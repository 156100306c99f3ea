import type { MiddlewareHandler } from 'hono'

/**
 * Lets only this machine's own pages in: the Host must be a loopback name with our port (a name that an attacker has
 * pointed at 127.0.0.1 is not), and what changes something must come from our own page.
 */
export const loopbackOnly =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const hosts = loopbackHosts(port())
    if (!hosts.includes(c.req.header('host')?.toLowerCase() ?? '')) {
      const ours = `http://127.0.0.1:${port()}`
      return c.text(`The playground answers on this machine only. Open ${ours} instead.`, 421)
    }
    const origin = c.req.header('origin')
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
      return c.text('The playground takes nothing from other sites.', 403)
    const site = c.req.header('sec-fetch-site')
    const isOurs = site === undefined || site === 'same-origin' || site === 'none'
    // A link from elsewhere to the page itself is fine; anything else across sites is not.
    const isLink =
      c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate' && c.req.path === '/'
    if (!isOurs && !isLink) return c.text('The playground takes nothing from other sites.', 403)
    return next()
  }

const loopbackHosts = (port: number): readonly string[] => {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  // Port 80 is left out of the Host by browsers.
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
}
