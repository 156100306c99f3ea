import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvidence, keepPolicy } from '../src/bot/evidence.ts'
import { canonical, sha256 } from '../src/hash.ts'
import { createSigning } from '../src/pack/signing-key.ts'
import { zip } from '../src/zip.ts'
import { personaOf } from './bot/deliveries.ts'
import { certify, classifyAs, register } from './journey.ts'
import { unzip } from './manifest/package.ts'
import { openWorld, policyText, programme } from './world.ts'

const script = join(import.meta.dirname, '../verify-evidence.mjs')
const { check } = (await import(pathToFileURL(script).href)) as {
  readonly check: (
    bytes: Buffer,
    options?: { readonly fingerprint?: string; readonly journal?: string },
  ) => { readonly content: string; readonly votes: number; readonly key: string; readonly erased: number }
}

type Files = ReadonlyMap<string, Buffer>

let folder: string
let bytes: Buffer
let files: Files
const signing = (name: string) => createSigning(join(folder, name))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-pack-'))
  const world = await openWorld()
  await keepPolicy(world.store, { current: () => programme, text: () => policyText }, world.clock.now())
  const dana = personaOf(world, 'dana')
  await register(dana, 'Stock count')
  await classifyAs(dana, 'moderate', { connectors: 'red' })
  await dana.says('waiver CRT-1')
  await dana.press('Ask for it', {
    reason: 'A green one comes in January.',
    controls: 'Only test data goes through it.',
    until: '2027-02-12',
  })
  await personaOf(world, 'ben').press('Grant')
  await world.stand()
  await certify(dana, world)
  await personaOf(world, 'priya').says('approve CRT-1')
  await world.stand()
  const { make } = createEvidence({ store: world.store, world: world.world, signer: signing('ours.pem') })
  bytes = (await make('CRT-1')).pack.bytes
  files = unzip(bytes)
  expect(world.faults).toEqual([])
  await world.close()
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The pack with some files changed, summed up and signed anew by whoever has a key: what somebody would make who wants it to look right. */
const forged = (changes: Readonly<Record<string, Buffer | string>>, key = 'ours.pem'): Buffer => {
  const signer = signing(key)()
  const inside = [...files]
    .filter(([name]) => !name.startsWith('SHA256SUMS'))
    .map(([name, before]) => ({ name, bytes: Buffer.from(changes[name] ?? before) }))
    .map((file) => (file.name === 'signing-key.pem' ? { ...file, bytes: Buffer.from(signer.pem) } : file))
  const sums = Buffer.from(
    inside.map((file) => `${createHash('sha256').update(file.bytes).digest('hex')}  ${file.name}\n`).join(''),
  )
  return zip([
    ...inside,
    { name: 'SHA256SUMS', bytes: sums },
    { name: 'SHA256SUMS.sig', bytes: signer.sign(sums) },
  ])
}

const textOf = (name: string): string => files.get(name)?.toString() ?? ''
type State = { subject: string; state: Record<string, unknown> }
type Record_ = { decided: State[]; now: State[]; texts: Record<string, { salt: string; body: string }> }
/** The record with something done to it. */
const record = (change: (record: Record_) => void): string => {
  const read = JSON.parse(textOf('record.json')) as Record_
  change(read)
  return canonical(read)
}
/** The journal with one entry changed, and its hash made to fit. */
const journal = (type: string, change: (entry: Record<string, unknown>) => void): string =>
  textOf('journal.jsonl')
    .trim()
    .split('\n')
    .map((line) => {
      const { hash, ...entry } = JSON.parse(line) as Record<string, unknown>
      if (entry['type'] !== type) return canonical({ ...entry, hash })
      change(entry)
      return canonical({ ...entry, hash: sha256(entry) })
    })
    .join('\n')

describe('the script that proves a pack', () => {
  it('finds an untouched one sound, with the key named and against the journal', () => {
    const { key } = check(bytes)

    expect(
      check(bytes, { fingerprint: key.replaceAll(/(..)/g, '$1:'), journal: textOf('journal.jsonl') }),
    ).toMatchObject({ votes: 1, erased: 0 })
  })

  it('reads the waiver that the decision rests on, and who granted it', () => {
    const page = textOf('evidence.html')

    expect(page).toMatch(/Waivers[^]*Only test data goes through it\.[^]*Ben Okafor[^]*approved/)
    expect(textOf('record.json')).toContain('"waiver connectors"')
  })

  it('is run by hand, and says in one line what is wrong', async () => {
    const run = promisify(execFile)
    const whole = join(folder, 'whole.zip')
    const broken = join(folder, 'broken.zip')
    await writeFile(whole, bytes)
    await writeFile(broken, forged({ 'evidence.html': 'All is well.' }, 'theirs.pem'))
    const { key } = check(bytes)

    expect((await run(process.execPath, [script, whole])).stdout).toContain('Nobody can say yet whose key')
    await expect(run(process.execPath, [script, broken, key])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^It was signed by another key, [0-9a-f]{64}\n$/) as string,
    })
    await expect(run(process.execPath, [script, whole, key.slice(1)])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('neither a file nor a whole fingerprint') as string,
    })
    await expect(run(process.execPath, [script])).rejects.toMatchObject({ code: 1 })
    await expect(run(process.execPath, [script, join(folder, 'none.zip')])).rejects.toMatchObject({ code: 1 })
  })

  it('catches a changed byte wherever it is', () => {
    const ends = [...files].map(([name, content]) => bytes.indexOf(content, bytes.indexOf(name)))
    const places = new Set([
      ...Array.from({ length: 400 }, (_, index) => Math.floor((index * bytes.length) / 400)),
      // All that is not the content of a file: heads, index, end.
      ...ends.flatMap((start) => Array.from({ length: 50 }, (_, back) => Math.max(0, start - 1 - back))),
      ...Array.from({ length: 700 }, (_, back) => bytes.length - 1 - back),
    ])

    for (const place of places) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8))
      expect(() => check(changed), `byte ${place}`).toThrow('byte of the file was changed')
    }
    expect(places.size).toBeGreaterThan(1000)
    expect(() => check(Buffer.concat([bytes, Buffer.from('x')]))).toThrow('byte of the file')
    expect(() => check(bytes.subarray(0, -1))).toThrow('byte of the file')
    expect(() => check(Buffer.alloc(0))).toThrow()
  })

  it('catches every file that was changed and summed up anew without the key', () => {
    for (const [name, content] of files) {
      const changed = new Map(files)
      changed.set(name, Buffer.concat([content, Buffer.from(' ')]))
      const remade = (entries: Files) =>
        zip([...entries].map(([title, one]) => ({ name: title, bytes: one })))
      expect(() => check(remade(changed)), name).toThrow(/SHA256SUMS|signature/)
      changed.delete(name)
      expect(() => check(remade(changed)), `without ${name}`).toThrow(/missing|SHA256SUMS|signature/)
    }
    const { key } = check(bytes)
    expect(() => check(forged({ 'evidence.html': '' }, 'theirs.pem'), { fingerprint: key })).toThrow(
      'signed by another key',
    )
  })

  // Even whoever holds the key cannot make the parts say different things.
  it.each<[string, () => Readonly<Record<string, string>>, string]>([
    [
      'an entry of the journal',
      () => ({ 'journal.jsonl': textOf('journal.jsonl').replace('approval-voted', 'approval-vowed') }),
      'of the journal was changed',
    ],
    [
      'a vote in the journal, with its hash',
      () => ({
        'journal.jsonl': journal('approval-voted', (entry) => {
          entry['data'] = { ...(entry['data'] as object), by: 'somebody else' }
        }),
      }),
      'does not follow the one before it',
    ],
    [
      'a journal without the votes',
      () => ({ 'journal.jsonl': textOf('journal.jsonl').replaceAll(/^.*"type":"approval-voted".*\n/gm, '') }),
      'The journal does not know the vote',
    ],
    [
      'the order of the journal',
      () => ({ 'journal.jsonl': textOf('journal.jsonl').trim().split('\n').reverse().join('\n') }),
      'out of its order',
    ],
    [
      'an answer',
      () => ({
        'record.json': record(({ decided }) => {
          const state = decided.find(({ subject }) => subject === 'CRT-1')?.state
          Object.assign(state?.['answers'] as object, { data: 'public' })
        }),
      }),
      'CRT-1 as it was decided is not what the journal says',
    ],
    [
      'how it stands now',
      () => ({
        'record.json': record(({ now }) => void Object.assign(now[0]?.state ?? {}, { state: 'draft' })),
      }),
      'CRT-1 as it stands now is not what the journal says',
    ],
    [
      'what was seen',
      () => {
        const changed = record(({ decided }) => {
          const approval = decided.find(({ subject }) => subject === 'APR-1')
          if (approval)
            approval.state = JSON.parse(
              JSON.stringify(approval.state).replace(/"verdict":"approve"/, '"verdict":"reject"'),
            ) as State['state']
        })
        return { 'record.json': changed }
      },
      'APR-1 as it was decided is not what the journal says',
    ],
    [
      'the words of somebody',
      () => ({
        'record.json': record(({ texts }) => {
          const [first] = Object.values(texts)
          if (first) first.body = 'something else'
        }),
      }),
      'are not those that were hashed',
    ],
    [
      'words that nobody typed',
      () => ({
        'record.json': record(({ texts }) => void Object.assign(texts, { more: { salt: '', body: 'x' } })),
      }),
      'are not those that were hashed',
    ],
    [
      'the policy',
      () => ({ 'policy.yaml': `${policyText}\n# more` }),
      'not the policy that it was judged by',
    ],
    [
      'the sign-off',
      () => ({ 'sign-off.json': textOf('sign-off.json').replace(/"content": "./, '"content": "x') }),
      'names other content',
    ],
    [
      'the requests that decided',
      () => ({
        'record.json': record((all) => {
          all.decided = all.decided.filter(({ subject }) => subject !== 'APR-1')
        }),
      }),
      'APR-1 is missing',
    ],
  ])('catches %s, changed by whoever holds the key', (_name, change, sentence) => {
    expect(() => check(forged(change()))).toThrow(sentence)
  })

  it('catches entries that are not those of the exported journal', () => {
    expect(() => check(bytes, { journal: textOf('journal.jsonl').split('\n').slice(1).join('\n') })).toThrow(
      'is not in the exported journal',
    )
  })
})

describe('the key', () => {
  it('is made once, is the same afterwards, and signs the same bytes the same', () => {
    const [one, other] = [signing('ours.pem')(), signing('ours.pem')()]

    expect(other.fingerprint).toBe(one.fingerprint)
    expect(other.sign(Buffer.from('x')).equals(one.sign(Buffer.from('x')))).toBe(true)
    expect(signing('other.pem')().fingerprint).not.toBe(one.fingerprint)
  })

  it('is never what another file holds', async () => {
    await writeFile(join(folder, 'note.pem'), 'a secret note')

    expect(() => signing('note.pem')()).toThrow(/does not hold an Ed25519 key/)
    expect(() => signing('note.pem')()).not.toThrow(/secret/)
    expect(() => signing('ours.pem/below')()).toThrow('cannot read the key')
  })
})
