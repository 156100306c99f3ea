import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'

export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

/** A request as a browser or an attacker would send it; `fetch` would set Host itself. */
export const ask = (
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

export const json = { 'content-type': 'application/json' }
