import type { IncomingMessage } from 'node:http'

/** Reads a whole body of at most `most` bytes. Of one that is longer, the rest is not kept. */
export const bytesOf = (request: IncomingMessage, most: number): Promise<Buffer | 'too-long' | 'hung-up'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = Number(request.headers['content-length'] ?? 0) > most ? Infinity : 0
    if (length > most) resolve('too-long')
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= most) chunks.push(chunk)
      else resolve('too-long')
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve('hung-up'))
    request.on('close', () => resolve('hung-up'))
  })
