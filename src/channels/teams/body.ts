import type { IncomingMessage } from 'node:http'

export type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'too-large' }

/** Reads a request's body as JSON, undefined where it is none; never holds more than `most` bytes of it. */
export const readBody = async (request: IncomingMessage, most: number): Promise<Body> => {
  if (Number(request.headers['content-length'] ?? 0) > most) return { kind: 'too-large' }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    // Without an encoding set, a request gives buffers.
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > most) return { kind: 'too-large' }
    chunks.push(bytes)
  }
  return { kind: 'json', value: parse(Buffer.concat(chunks)) }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON of some bytes; undefined where they are none. */
const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}
