import { crc32, deflateSync } from 'node:zlib'
import type { Picture } from './mark.ts'

/** Writes a picture as PNG: eight bits a channel, with opacity. Format: https://www.w3.org/TR/png-3/ */
export const png = ({ side, pixels }: Picture): Buffer => {
  const width = side * 4
  const lines = Buffer.alloc(side * (width + 1))
  // Each line begins with a byte for its filter: 0, none.
  for (let row = 0; row < side; row += 1)
    lines.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from([...u32(side), ...u32(side), 8, 6, 0, 0, 0])),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const chunk = (kind: string, bytes: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes])
  return Buffer.concat([u32(bytes.length), body, u32(crc32(body))])
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
