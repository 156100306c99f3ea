import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificateAt } from '../../src/bot/verify.ts'
import { createEvidence, keepPolicy, keysOf } from '../../src/bot/evidence.ts'
import { createSigning } from '../../src/pack/signing-key.ts'
import { createServer } from '../../src/web/server.ts'
import type { Card } from '../../src/ports/card.ts'
import { buttonsOf, titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { unzip } from '../manifest/package.ts'
import { openWorld, policyText, programme } from '../world.ts'
import type { World } from './deliveries.ts'
import { click, entriesOf, openRequest, personaOf, requestOf, saidBy, word } from './deliveries.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

let world: World
let folder: string
let url: string
let desk: ReturnType<typeof createEvidence>
let server: ReturnType<typeof createServer>

/** Approves as everybody does who has to, one after another. */
const approveAll = async (id: string) => {
  for (const persona of ['priya', 'sofia', 'tomas', 'ines', 'jonas']) {
    const { rev, hash } = await requestOf(world, id)
    await world.answer(
      click(persona, `${id}-${persona}`, 'approval.approve-seen', { approval: id, rev, hash }),
    )
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-evidence-'))
  world = await openWorld()
  await keepPolicy(world.store, { current: () => programme, text: () => policyText }, world.clock.now())
  desk = createEvidence({
    store: world.store,
    world: world.world,
    signer: createSigning(join(folder, 'keys/evidence.pem')),
  })
  server = createServer({
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:3978',
    intakes: {},
    playground: undefined,
    ready: () => Promise.resolve({ ok: true, checks: {} }),
    metrics: () => Promise.resolve({ type: 'text/plain', text: '' }),
    verify: (id) => certificateAt(world.store, world.world, id),
    evidence: { offered: desk.offered, take: desk.take, keys: () => world.store.transact(keysOf) },
    onFault: ({ error }) => {
      world.faults.push(error)
      return 'E-TEST'
    },
  })
  url = await server.listen()
  for (const persona of Object.keys(world.people)) await personaOf(world, persona).says('help')
  await openRequest(world, 'CV screening', 1, 'high')
  await approveAll('APR-1')
}, 120_000)
afterAll(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await server.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** Where the download on a card leads, on the server of this test. */
const linkOn = (card: Card): string => {
  const button = buttonsOf(card).find((one) => one.type === 'Action.OpenUrl')
  if (button?.type !== 'Action.OpenUrl') throw new Error(`no link on: ${wordsOf(card)}`)
  return button.url.replace('http://127.0.0.1:3978', url)
}

const download = async (card: Card): Promise<Buffer> => {
  const response = await fetch(linkOn(card), { method: 'POST' })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

const asked = (persona: string, text = 'evidence CRT-1') => personaOf(world, persona).says(text)

describe('the evidence of a high certification', () => {
  it('is not there while the decision can be undone', async () => {
    expect(wordsOf(await asked('dana'))).toContain('can still be undone. Ask again in a little while.')
    expect(titlesOf(await personaOf(world, 'ben').says('status CRT-1'))).not.toContain('Evidence pack')
  })

  it('is offered on the certificate that the developer is sent once it stands, and downloads once', async () => {
    const dana = personaOf(world, 'dana')
    expect(await world.read((session) => session.records.latest('CRT-1'))).toBeUndefined()
    await world.stand()
    // Laid down by itself, before anybody asks for it.
    expect(await world.read((session) => session.records.latest('CRT-1'))).toMatchObject({
      states: [{ subject: 'CRT-1' }, { subject: 'AST-1' }, { subject: 'APR-1' }],
    })
    const certificate = dana.cards().findLast(({ card }) => titlesOf(card).includes('Evidence pack'))
    expect(wordsOf(certificate?.card ?? (await asked('dana')))).toContain('You can go live now')

    const card = await dana.press('Evidence pack')
    expect(wordsOf(card)).toMatch(/works once, within 10 minutes: until \w+day \d+ \w+, \d\d:\d\d/)
    expect(wordsOf(card)).not.toContain('Taken last')
    const link = linkOn(card)
    expect(link).toMatch(/\/evidence\/[0-9a-f]{32}$/)

    // A platform that looks at the link first does not use it up.
    const looked = await fetch(link)
    expect(looked.status).toBe(200)
    expect(looked.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(await looked.text()).toContain('Evidence pack of CRT-1')
    const head = await fetch(link, { method: 'HEAD' })
    expect(head.status).toBe(200)

    const taken = await fetch(link, { method: 'POST' })
    expect(taken.status).toBe(200)
    expect(Object.fromEntries(taken.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="evidence-CRT-1.zip"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect([...unzip(Buffer.from(await taken.arrayBuffer())).keys()]).toEqual([
      'evidence.html',
      'evidence.json',
      'record.json',
      'journal.jsonl',
      'signing-key.pem',
      'sign-off.json',
      'policy.yaml',
      'SHA256SUMS',
      'SHA256SUMS.sig',
    ])

    for (const method of ['GET', 'POST']) {
      const again = await fetch(link, { method })
      expect(again.status).toBe(404)
      expect(await again.text()).toContain('This link does not work any more')
    }
    expect(await entriesOf(world, 'setting:evidence:CRT-1', 'evidence-packed')).toBe(1)
    expect(wordsOf(await personaOf(world, 'priya').says('audit CRT-1'))).toMatch(
      /Dana Lindqvist[^]*Took the evidence pack/,
    )
  })

  it('is the same file as often as it is asked for, whoever asks and when', async () => {
    const first = await download(await asked('dana'))
    await world.pass(60)
    const card = await asked('priya', 'evidence AST-1')
    const second = await download(card)

    expect(second.equals(first)).toBe(true)
    expect(wordsOf(card)).toMatch(/Taken last \w+day \d+ \w+, /)
    expect(wordsOf(card)).toContain('by Dana Lindqvist')
    const [latest, before] = await world.read((session) => session.journal.of('setting:evidence:CRT-1', 2))
    expect(latest?.data['pack']).toBe(before?.data['pack'])
  })

  it('says who decided on what and why, who vouched, and every answer', async () => {
    const files = unzip(await download(await asked('dana')))
    const page = files.get('evidence.html')?.toString() ?? ''
    const evidence = JSON.parse(files.get('evidence.json')?.toString() ?? '') as {
      readonly decision: { readonly content: string; readonly by: readonly string[] }
      readonly steps: readonly {
        readonly passedBy: string
        readonly given: readonly { readonly words: string }[]
      }[]
      readonly risk: { readonly answers: readonly unknown[] }
    }
    const { hash } = await requestOf(world)

    expect(evidence.decision).toMatchObject({
      content: hash,
      by: ['Priya Nair', 'Sofia Marino', 'Tomás Rey', 'Inês Duarte', 'Jonas Weber'],
    })
    expect(evidence.risk.answers).toHaveLength(12)
    expect(evidence.steps).toHaveLength(24)
    expect(new Set(evidence.steps.map(({ passedBy }) => passedBy))).toContain('Ben Okafor')
    // Ids are named: nobody can read them a year later.
    for (const { given } of evidence.steps)
      for (const { words } of given) expect(words).not.toMatch(/^[0-9a-f]{32}$/)
    const readable = page.replaceAll(/<[^>]+>/g, ' ')
    for (const name of ['Priya Nair', 'Tomás Rey', 'Jonas Weber']) expect(readable).toContain(name)
    expect(readable).not.toMatch(/undefined|\[object|NaN|null/)
    expect(page).not.toMatch(/<script|https?:\/\/(?!contoso)/)
    expect(files.get('policy.yaml')?.toString()).toBe(policyText)
    const signOff = JSON.parse(files.get('sign-off.json')?.toString() ?? '') as {
      readonly votes: readonly { readonly content: string }[]
    }
    expect(signOff.votes.map(({ content }) => content)).toEqual([hash, hash, hash, hash, hash])
  })

  it('is no business of a stranger, who learns whose it is', async () => {
    await personaOf(world, 'amara').says('role revoke Kenji Mori admin')
    const card = await asked('kenji')

    expect(wordsOf(card)).toContain('CRT-1 belongs to Dana Lindqvist')
    expect(titlesOf(card)).not.toContain('Open the download')
    const pressed = await world.answer(
      click('kenji', 'press-1', 'evidence.offer', { certification: 'CRT-1' }),
    )
    expect(saidBy(pressed)).toContain('CRT-1 belongs to Dana Lindqvist')
  })

  it('is answered to the asker alone where others read along', async () => {
    const answer = await world.answer({
      ...word('dana', 'in-channel-1', 'evidence CRT-1'),
      place: 'channel',
    })

    expect(answer.audience).toBe('private')
  })

  it('has links that run out, that are nobody else’s to guess, and that a lost role ends', async () => {
    const late = linkOn(await asked('dana'))
    await world.pass(10)
    expect((await fetch(late, { method: 'POST' })).status).toBe(404)
    const lost = linkOn(await asked('jonas'))
    await personaOf(world, 'amara').says('role revoke Jonas Weber board')

    for (const link of [
      late,
      lost,
      `${url}/evidence/${'0'.repeat(32)}`,
      `${url}/evidence/../etc`,
      `${url}/evidence/x`,
    ])
      for (const method of ['GET', 'POST']) expect((await fetch(link, { method })).status, link).toBe(404)
    const tokens = await world.read((session) => session.downloads.find(late.split('/').at(-1) ?? ''))
    expect(tokens).toBeUndefined()
  })

  it('shows the key that signs on pages of its own, and keeps it to itself', async () => {
    const { verify } = (await world.read((session) => session.certifications.find('CRT-1'))) ?? {}
    const [key] = await world.read(keysOf)
    const shown = await (await fetch(`${url}/evidence/key`)).text()
    const secret = await readFile(join(folder, 'keys/evidence.pem'), 'utf8')

    expect(shown).toContain(key?.fingerprint)
    expect(await (await fetch(`${url}/verify/${verify}`)).text()).toContain(key?.fingerprint)
    expect((await stat(join(folder, 'keys/evidence.pem'))).mode & 0o777).toBe(0o600)
    // A copy: SQLite's locks would go if this process read the file itself.
    await world.store.backup(join(folder, 'copy.db'))
    const database = await readFile(join(folder, 'copy.db'), 'latin1')
    const body = secret.split('\n')[1] ?? 'none'
    expect(body.length).toBeGreaterThan(40)
    expect(database.includes(body)).toBe(false)
    expect(await entriesOf(world, 'setting:evidence-keys', 'evidence-key-added')).toBe(1)
  })

  it('tells what became of it, and keeps what was decided as it was', async () => {
    const before = unzip(await download(await asked('dana')))
    await personaOf(world, 'dana').says('go live CRT-1 2026-12-01')
    const after = unzip(await download(await asked('dana')))
    const part = (files: ReadonlyMap<string, Buffer>, name: 'decided' | 'now'): unknown =>
      (JSON.parse(files.get('record.json')?.toString() ?? '') as Record<string, unknown>)[name]

    expect(part(after, 'decided')).toEqual(part(before, 'decided'))
    expect(part(after, 'now')).not.toEqual(part(before, 'now'))
    expect(after.get('evidence.html')?.toString()).toContain('It goes live on 1 December 2026')
  })

  it('shows erased words as erased, and is proven all the same', async () => {
    const erasedFile = join(folder, 'erased.zip')
    const certification = await world.read((session) => session.certifications.find('CRT-1'))
    const note = certification?.steps.flatMap((step) => step.evidence)[0]?.words
    const raw = new Database(world.file)
    raw.prepare('delete from texts where id = ?').run(note?.text)
    raw.close()
    const bytes = await download(await asked('dana'))
    await writeFile(erasedFile, bytes)

    expect(unzip(bytes).get('evidence.html')?.toString()).toContain('(erased)')
    const { stdout } = await run(process.execPath, [join(root, 'verify-evidence.mjs'), erasedFile])
    expect(stdout).toContain('1 texts erased')
  })
})

describe('the evidence of others', () => {
  it('is there for low and moderate by its word, and for nothing that is not decided', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Leave calendar')
    await classifyAs(dana, 'low')
    expect(wordsOf(await dana.says('evidence CRT-2'))).toContain('CRT-2 is not decided yet')
    // A stranger does not even learn how far it is.
    expect(wordsOf(await asked('kenji', 'evidence CRT-2'))).toContain('CRT-2 belongs to Dana Lindqvist')
    await certify(dana, world, { id: 'CRT-2' })
    expect(titlesOf(await dana.says('status CRT-2'))).not.toContain('Evidence pack')
    expect(await world.read((session) => session.records.latest('CRT-2'))).toBeDefined()

    const low = unzip(await download(await dana.says('evidence CRT-2')))

    expect(low.get('evidence.html')?.toString()).toContain('the rules of the programme decided')
    expect(wordsOf(await dana.says('evidence'))).toContain('for example evidence CRT-12')
    expect(wordsOf(await dana.says('evidence CRT-99'))).toContain("can't find CRT-99")
  })

  it('goes with a rejection as well, on the card that says so', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Bonus <img src=x onerror=alert(1)> =1+1 \u202etsil')
    await classifyAs(dana, 'high')
    await certify(dana, world, { id: 'CRT-3' })
    await personaOf(world, 'priya').says('reject CRT-3 <b>We</b> may not rank people')
    expect(wordsOf(await dana.says('evidence CRT-3'))).toContain('can still be undone')
    await world.stand()

    const page = unzip(await download(await dana.press('Evidence pack')))
      .get('evidence.html')
      ?.toString()

    expect(page).toContain('Rejected')
    expect(page).not.toMatch(/<img|<b>|\u202e/)
    expect(page).toContain('&lt;b&gt;We&lt;/b&gt; may not rank people')
  })
})

describe('on the command line', () => {
  const assay = (...words: readonly string[]) =>
    run(process.execPath, [join(root, 'src/cli.ts'), ...words], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_NO_WARNINGS: '1',
        DATABASE_URL: `file:${world.file}`,
        PROGRAMME_FILE: join(root, 'policy/programme.yaml'),
        EVIDENCE_KEY_FILE: join(folder, 'keys/evidence.pem'),
      },
    })

  it('an operator gets the same file, and the script proves it against the exported journal', async () => {
    const [last] = await world.read((session) => session.journal.of('setting:evidence:CRT-1', 1))
    const { stdout } = await assay('evidence', 'CRT-1')
    expect(stdout).toContain(
      `Wrote evidence-CRT-1.zip, SHA-256 ${String(last?.data['pack'])}. The same file was`,
    )

    await expect(assay('evidence', 'CRT-1')).rejects.toThrow('EEXIST')
    await assay('audit', 'export', join(folder, 'journal.jsonl'))
    const [key] = await world.read(keysOf)
    const proven = await run(process.execPath, [
      join(root, 'verify-evidence.mjs'),
      join(folder, 'evidence-CRT-1.zip'),
      key?.fingerprint ?? '',
      join(folder, 'journal.jsonl'),
    ])
    expect(proven.stdout).toContain('Sound: CRT-1, decided on content')
    expect(proven.stdout).toContain('5 votes')
    expect(proven.stdout).toContain('all of them in the exported journal')
    expect(proven.stdout).toContain('the one that you named')
    await expect(assay('evidence', 'CRT-77')).rejects.toThrow('There is no CRT-77 in')
  }, 60_000)
})
