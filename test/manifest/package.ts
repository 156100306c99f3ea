import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { crc32, inflateSync } from 'node:zlib'

export const room = resolve(import.meta.dirname, '../../manifest')
export const appId = '0a1b2c3d-1111-2222-3333-444455556666'
export const address = 'https://assay.example.com'

/** Runs the real build in a folder of its own, with these settings alone. */
export const build = async (args: readonly string[], settings: Readonly<Record<string, string>> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-manifest-'))
  const said = await new Promise<{ readonly code: number; readonly out: string; readonly err: string }>(
    (done) => {
      execFile(
        process.execPath,
        [join(room, 'build.ts'), '--out', folder, ...args],
        { env: settings },
        (error, out, err) => done({ code: error === null ? 0 : Number(error.code), out, err }),
      )
    },
  )
  return { folder, ...said }
}

/** Reads a ZIP from its index, as an unpacker does. Throws where a sum, a size or a place is wrong. */
export const unzip = (bytes: Buffer): ReadonlyMap<string, Buffer> => {
  const end = bytes.length - 22
  if (bytes.readUInt32LE(end) !== 0x06054b50) throw new Error('no end of the archive')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry in the index')
    const [sum, size] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 24)]
    const [nameSize, place] = [bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const name = bytes.toString('ascii', at + 46, at + 46 + nameSize)
    if (bytes.readUInt32LE(place) !== 0x04034b50) throw new Error(`${name} is not where the index says`)
    if (!bytes.subarray(place + 6, place + 30).equals(bytes.subarray(at + 8, at + 32)))
      throw new Error(`${name}: file and index differ`)
    const content = bytes.subarray(place + 30 + nameSize, place + 30 + nameSize + size)
    if (crc32(content) !== sum) throw new Error(`${name}: wrong sum`)
    files.set(name, content)
    at += 46 + nameSize
  }
  if (at !== end) throw new Error('something stands between index and end')
  return files
}

/** A PNG of ours: eight bits a channel with opacity, lines without filter. Throws for any other, and where a sum is wrong. */
export const readPng = (bytes: Buffer) => {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length;) {
    const size = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 4, at + 8 + size)
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + size)) throw new Error('wrong sum')
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + size
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (!header.subarray(8).equals(Buffer.from([8, 6, 0, 0, 0]))) throw new Error('another kind of PNG')
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const pixels = new Uint8Array(width * height * 4)
  for (let row = 0; row < height; row += 1) {
    const start = row * (width * 4 + 1)
    if (lines[start] !== 0) throw new Error('a line with a filter')
    pixels.set(lines.subarray(start + 1, start + 1 + width * 4), row * width * 4)
  }
  return { width, height, pixels }
}

export const readIcon = (file: string) => readPng(readFileSync(join(room, file)))
