import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keysOf } from '../../src/bot/evidence.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { certify, classifyAs, register } from '../journey.ts'
import { unzip } from '../manifest/package.ts'
import { personaOf } from './deliveries.ts'
import type { Evidence } from './evidence-desk.ts'
import { openEvidence } from './evidence-desk.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

let world: Evidence['world']
let folder: Evidence['folder']
let download: Evidence['download']
let close: Evidence['close']
beforeAll(async () => {
  ;({ world, folder, download, close } = await openEvidence())
  await world.stand()
}, 120_000)
afterAll(async () => {
  expect(world.faults).toEqual([])
  expect(await world.store.audit()).toMatchObject({ sound: true })
  await close()
})

const asked = (persona: string, text = 'evidence CRT-1') => personaOf(world, persona).says(text)

describe('the evidence of others', () => {
  it('is there for low and moderate by its word, and for nothing that is not decided', async () => {
    const dana = personaOf(world, 'dana')
    await register(dana, 'Leave calendar')
    await classifyAs(dana, 'low')
    expect(wordsOf(await dana.says('evidence CRT-2'))).toContain('CRT-2 is not decided yet')
    // A stranger does not even learn how far it is.
    await personaOf(world, 'amara').says('role revoke Kenji Mori admin')
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
    await download(await asked('dana'))
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
