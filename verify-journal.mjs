// Proves a journal that `npm run assay -- audit export` wrote. It needs Node and nothing else, and trusts nothing of Assay:
//   node verify-journal.mjs journal.jsonl [hash of the last entry, noted earlier]
// Each line is one entry. Its hash is SHA-256 over the entry without `hash`, written as JSON with its keys in order and no white
// space; `prev` is the hash of the entry before it, and the first one's is empty.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const [file, noted] = process.argv.slice(2)
if (file === undefined) fail('Name the file: node verify-journal.mjs journal.jsonl')

let seq = 0
let prev = ''
let isNotedFound = noted === undefined
const stream = createReadStream(file).on('error', (error) => fail(`Cannot read ${file}: ${error.message}`))
for await (const line of createInterface({ input: stream })) {
  let read
  try {
    read = JSON.parse(line)
  } catch {
    fail(`Line ${seq + 1} is not JSON`)
  }
  const { hash, ...entry } = read
  if (entry.seq !== seq + 1) fail(`Entry ${seq + 1} is missing: the line there says ${entry.seq}`)
  if (entry.prev !== prev) fail(`Entry ${entry.seq} does not follow the one before it`)
  if (createHash('sha256').update(canonical(entry)).digest('hex') !== hash)
    fail(`Entry ${entry.seq} was changed`)
  seq = entry.seq
  prev = hash
  isNotedFound ||= hash === noted
}
if (seq === 0) fail('There is no entry in it')
if (!isNotedFound) fail(`No entry has the hash ${noted}: this is another journal, or its end was cut off`)
console.log(`Sound: ${seq} entries, each follows the one before it. Last hash ${prev}`)
