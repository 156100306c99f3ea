import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keysOf } from '../../src/bot/evidence.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { unzip } from '../manifest/package.ts'
import { policyText } from '../world.ts'
import { click, entriesOf, personaOf, requestOf, saidBy, word } from './deliveries.ts'
import type { Evidence } from './evidence-desk.ts'
import { linkOn, openEvidence } from './evidence-desk.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

let world: Evidence['world']
let folder: Evidence['folder']
let url: Evidence['url']
let download: Evidence['download']
let close: Evidence['close']
beforeAll(async () => {
  ;({ world, folder, url, download, close } = await openEvidence())
}, 120_000)
afterAll(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await close()
})

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
    const link = linkOn(card, url)
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
    const late = linkOn(await asked('dana'), url)
    await world.pass(10)
    expect((await fetch(late, { method: 'POST' })).status).toBe(404)
    const lost = linkOn(await asked('jonas'), url)
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
