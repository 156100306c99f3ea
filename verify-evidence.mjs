// Proves an evidence pack that Assay handed out. It needs Node (22.2 or newer) and nothing else, and trusts nothing of Assay:
//   node verify-evidence.mjs evidence-CRT-12.zip [fingerprint of the key] [journal.jsonl]
// The fingerprint is to be had from the installation itself (/evidence/key, or the page of a certificate): without it, anybody's
// key would do. The journal is what `npm run assay -- audit export` wrote; with it, the pack's entries are proven to be that journal's.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)

/** JSON in one way only: keys in order, no white space. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}
/** Of a string itself, or of the canonical JSON of anything else. */
const hashOf = (value) => sha256(typeof value === 'string' ? value : canonical(value))

const fail = (sentence) => {
  throw new Error(sentence)
}

const parse = (text, name) => {
  try {
    return JSON.parse(text)
  } catch {
    return fail(`${name} is not JSON`)
  }
}

const numbers = (width, values) => {
  const bytes = Buffer.alloc(values.length * width)
  for (const [index, value] of values.entries()) bytes.writeUIntLE(value, index * width, width)
  return bytes
}
const u16 = (...values) => numbers(2, values)
const u32 = (...values) => numbers(4, values)

/** The one ZIP that these files make: stored, with fixed times. */
const zip = (files) => {
  const parts = []
  const index = []
  let offset = 0
  for (const [name, bytes] of files) {
    const title = Buffer.from(name, 'latin1')
    const about = Buffer.concat([
      u16(10, 0, 0, 0, 0x21),
      u32(crc32(bytes), bytes.length, bytes.length),
      u16(title.length, 0),
    ])
    parts.push(u32(0x04034b50), about, title, bytes)
    index.push(u32(0x02014b50), u16(10), about, u16(0, 0, 0), u32(0, offset), title)
    offset += 30 + title.length + bytes.length
  }
  const directory = Buffer.concat(index)
  const end = [u32(0x06054b50), u16(0, 0, files.size, files.size), u32(directory.length, offset), u16(0)]
  return Buffer.concat([...parts, directory, ...end])
}

/** The files of a pack. What is not byte for byte the ZIP that they make is refused: nothing can stand between or behind them. */
const unzip = (bytes) => {
  const files = new Map()
  let at = 0
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    const start = at + 30 + bytes.readUInt16LE(at + 26)
    const end = start + bytes.readUInt32LE(at + 18)
    files.set(bytes.toString('latin1', at + 30, start), bytes.subarray(start, end))
    at = end
  }
  const whole = zip(files)
  if (whole.equals(bytes)) return files
  return fail('A byte of the file was changed: it is not as Assay wrote it')
}

/** SHA256SUMS names every file but itself and its signature, each by its hash; the key in the pack has signed it. */
const checkSums = (files, noted) => {
  const text = (name) => files.get(name)?.toString('utf8') ?? fail(`${name} is missing`)
  const signed = [...files.keys()].filter((name) => !name.startsWith('SHA256SUMS'))
  const wanted = signed.map((name) => `${sha256(files.get(name))}  ${name}\n`).join('')
  if (text('SHA256SUMS') !== wanted) fail('A file is not what SHA256SUMS says, or is not named there')
  let key
  try {
    key = createPublicKey(text('signing-key.pem'))
  } catch {
    fail('signing-key.pem is no key')
  }
  const fingerprint = sha256(key.export({ type: 'spki', format: 'der' }))
  if (
    key.asymmetricKeyType !== 'ed25519' ||
    !verify(null, files.get('SHA256SUMS'), key, files.get('SHA256SUMS.sig') ?? Buffer.alloc(0))
  )
    fail('The signature does not fit SHA256SUMS')
  if (noted !== undefined && noted.replaceAll(/[^0-9a-f]/gi, '').toLowerCase() !== fingerprint)
    fail(`It was signed by another key, ${fingerprint}`)
  return fingerprint
}

/** Every entry hashes to its own hash, and follows the one before it where that is here too. */
const checkJournal = (text, journal) => {
  const lines = text.split('\n').filter((line) => line !== '')
  const known = journal === undefined ? undefined : new Set(journal.split('\n'))
  let before
  return lines.map((line) => {
    const { hash, ...entry } = parse(line, 'a line of journal.jsonl')
    if (hashOf(entry) !== hash) fail(`Entry ${entry.seq} of the journal was changed`)
    if (before && entry.seq <= before.seq) fail(`Entry ${entry.seq} of the journal is out of its order`)
    if (before && entry.seq === before.seq + 1 && entry.prev !== before.hash)
      fail(`Entry ${entry.seq} of the journal does not follow the one before it`)
    if (known && !known.has(line)) fail(`Entry ${entry.seq} is not in the exported journal`)
    before = { seq: entry.seq, hash }
    return entry
  })
}

/** Every state is what an entry of the journal left behind; those of now are what the last one did. */
const checkStates = ({ decided, now }, entries) => {
  for (const { subject, state } of decided)
    if (!entries.some((entry) => entry.subject === subject && entry.digest === hashOf(canonical(state))))
      fail(`${subject} as it was decided is not what the journal says`)
  for (const { subject, state } of now)
    if (entries.findLast((entry) => entry.subject === subject)?.digest !== hashOf(canonical(state)))
      fail(`${subject} as it stands now is not what the journal says`)
}

/** Words are those that were hashed, or erased; gives how many were. */
const checkTexts = (texts, values) => {
  const named = new Map()
  const collect = (value) => {
    if (Array.isArray(value)) for (const one of value) collect(one)
    else if (isObject(value)) {
      const { text, hash } = value
      if (typeof text === 'string' && typeof hash === 'string' && Object.keys(value).length === 2)
        named.set(text, hash)
      else for (const one of Object.values(value)) collect(one)
    }
  }
  collect(values)
  for (const [id, { salt, body }] of Object.entries(texts))
    if (named.get(id) !== sha256(salt + body)) fail(`The words of text ${id} are not those that were hashed`)
  return [...named.keys()].filter((id) => !Object.hasOwn(texts, id)).length
}

/** What is waived and on which terms, as it is frozen and voted on. */
const termsOf = (question, option, { until, reason, controls, by }) =>
  hashOf({ question, option, until, reason: reason.hash, controls: controls.hash, by })

/** The content's hash is made of its parts, each decider saw that hash, and the journal holds each vote. Gives the hash. */
const checkDecision = ({ certification: id, decided }, entries) => {
  const of = (subject) =>
    decided.find((one) => one.subject === subject)?.state ?? fail(`${subject} is missing`)
  const certification = of(id)
  const asset = of(certification.asset)
  const { frozen, decision } = certification
  if (!frozen || !decision) fail(`${id} is not decided`)
  if (hashOf(frozen.parts) !== frozen.hash || decision.hash !== frozen.hash)
    fail('The content that was decided on is not what was submitted')
  const parts = {
    name: asset.name.hash,
    purpose: asset.purpose.hash,
    ...Object.fromEntries(
      ['kind', 'platform', 'owner', 'version'].map((name) => [name, hashOf(asset[name])]),
    ),
  }
  for (const [question, option] of Object.entries(certification.answers))
    parts[`answer ${question}`] = hashOf(option)
  for (const step of certification.steps)
    parts[`step ${step.id}`] = hashOf({
      answers: Object.fromEntries(Object.entries(step.answers).map(([field, words]) => [field, words.hash])),
      evidence: step.evidence.map((one) => one.hash),
      by: step.passedBy,
    })
  const asks = (certification.waivers ?? []).flatMap(({ question, option, asks }) =>
    asks.map((ask) => ({ ask, part: `waiver ${question}`, terms: termsOf(question, option, ask) })),
  )
  for (const { ask, part, terms } of asks) {
    if (ask.state === 'approved' && frozen.parts[part] === terms) parts[part] = terms
    for (const vote of ask.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes)))
      if (vote.hash !== terms) fail(`${vote.person} saw other terms of the ${part} than were asked for`)
  }
  for (const name of new Set([...Object.keys(parts), ...Object.keys(frozen.parts)]))
    if (frozen.parts[name] !== parts[name]) fail(`"${name}" is not what was decided on`)
  const approval = certification.approval === null ? undefined : of(certification.approval)
  const votes = approval?.stages.flatMap((stage) => stage.seats.flatMap((seat) => seat.votes)) ?? []
  for (const vote of votes) {
    if (vote.hash !== frozen.hash) fail(`${vote.person} saw other content than was decided on`)
    const isTold = ({ type, subject, data }) =>
      type === 'approval-voted' &&
      subject === approval.id &&
      data.by === vote.person &&
      data.hash === vote.hash
    if (!entries.some((entry) => isTold(entry))) fail(`The journal does not know the vote of ${vote.person}`)
  }
  return { content: frozen.hash, votes: votes.length, policy: certification.policy }
}

/** Throws the first thing that is wrong; else gives what was proven. `options`: the noted fingerprint, an exported journal's text. */
export const check = (bytes, { fingerprint, journal } = {}) => {
  const files = unzip(bytes)
  const key = checkSums(files, fingerprint)
  const text = (name) => files.get(name)?.toString('utf8') ?? fail(`${name} is missing`)
  const entries = checkJournal(text('journal.jsonl'), journal)
  const record = parse(text('record.json'), 'record.json')
  checkStates(record, entries)
  const erased = checkTexts(record.texts, [record.decided, record.now, entries.map(({ data }) => data)])
  const { policy, ...decision } = checkDecision(record, entries)
  if (files.has('policy.yaml') && sha256(files.get('policy.yaml')) !== policy.hash)
    fail('policy.yaml is not the policy that it was judged by')
  if (parse(text('sign-off.json'), 'sign-off.json').content !== decision.content)
    fail('sign-off.json names other content than was decided on')
  return { ...decision, certification: record.certification, key, entries: entries.length, erased }
}

const main = ([file, ...rest]) => {
  if (file === undefined)
    fail('Name the file: node verify-evidence.mjs evidence-CRT-12.zip [fingerprint] [journal.jsonl]')
  const noted = rest.find((one) => /^([0-9a-f]{2}[:\s]?){32}$/i.test(one))
  const exported = rest.find((one) => one !== noted)
  const read = (name) => {
    try {
      return readFileSync(name)
    } catch (error) {
      return fail(
        /^[0-9a-f:\s]+$/i.test(name)
          ? `${name} is neither a file nor a whole fingerprint, which has 64 signs from 0 to 9 and a to f`
          : `Cannot read ${name}: ${error.message}`,
      )
    }
  }
  const proven = check(read(file), {
    fingerprint: noted,
    journal: exported === undefined ? undefined : read(exported).toString('utf8'),
  })
  const { certification, content, votes, entries, erased, key } = proven
  console.log(`Sound: ${certification}, decided on content ${content}
${votes} votes, each on that content; ${entries} journal entries${exported === undefined ? '' : ', all of them in the exported journal'}; ${erased} texts erased
Signed by key ${key}${noted === undefined ? '\nNobody can say yet whose key that is: compare it with what the installation shows at /evidence/key' : ', the one that you named'}`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  try {
    main(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
