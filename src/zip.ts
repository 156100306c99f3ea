import { crc32 } from 'node:zlib'

/** A file of the archive; its name in ASCII. */
export type Entry = { readonly name: string; readonly bytes: Uint8Array }

/** 1 January 1980, the first day a ZIP can say: the same files give the same archive. */
const date = 0x0021
const time = 0
const version = 10
const stored = 0

/**
 * Makes a ZIP of a few small files, stored as they are. Nothing about it depends on when or where it is made.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export const zip = (entries: readonly Entry[]): Buffer => {
  const files: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const about = Buffer.concat([
      u16(version, 0, stored, time, date),
      u32(crc32(bytes), bytes.length, bytes.length),
      u16(name.length, 0),
    ])
    const file = Buffer.concat([u32(0x04034b50), about, Buffer.from(name, 'ascii'), bytes])
    files.push(file)
    index.push(
      u32(0x02014b50),
      u16(version),
      about,
      // No comment, first disk, no attributes.
      u16(0, 0, 0),
      u32(0, offset),
      Buffer.from(name, 'ascii'),
    )
    offset += file.length
  }
  const directory = Buffer.concat(index)
  const end = [
    u32(0x06054b50),
    u16(0, 0, entries.length, entries.length),
    u32(directory.length, offset),
    u16(0),
  ]
  return Buffer.concat([...files, directory, ...end])
}

const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2)
  return bytes
}

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4)
  return bytes
}
