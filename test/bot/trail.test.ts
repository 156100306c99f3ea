import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { happened } from '../../src/actions/trail/happened.ts'
import { trailOf, trailPage } from '../../src/actions/trail/trail.ts'
import type { Event } from '../../src/domain/event.ts'
import { titlesOf, wordsOf } from '../card-reader.ts'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { openRequest, personaOf } from './deliveries.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await openRequest(world)
  await personaOf(world, 'priya').says('request changes CRT-1 Name a second contact, please')
}, 60_000)
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

const whole = () =>
  world.read(async (session) => {
    const certification = await session.certifications.find('CRT-1')
    if (!certification) throw new Error('there is no CRT-1')
    return trailOf(session, certification)
  })

describe('the trail of a certification', () => {
  it('has every entry of it, of its asset and of its request, the oldest first', async () => {
    const trail = await whole()
    const counts = await world.read(async (session) =>
      (await Promise.all(['CRT-1', 'AST-1', 'APR-1'].map((id) => session.journal.of(id, 1000)))).map(
        (entries) => entries.length,
      ),
    )

    expect(trail).toHaveLength(counts.reduce((sum, count) => sum + count, 0))
    expect(new Set(trail.map((line) => line.subject))).toEqual(new Set(['CRT-1', 'AST-1', 'APR-1']))
    expect(trail.map((line) => line.seq)).toEqual(trail.map((line) => line.seq).sort((a, b) => a - b))
    expect(trail[0]).toMatchObject({ who: 'Dana Lindqvist', platform: 'web' })
    expect(trail[0]?.what).toContain('the owner is Dana Lindqvist')
  })

  it('says who asked for changes and why, and who vouched', async () => {
    const trail = await whole()

    expect(trail.find((line) => line.what === 'asked for changes')).toMatchObject({
      who: 'Priya Nair',
      why: 'Name a second contact, please',
      policyVersion: 1,
    })
    expect(trail.some((line) => line.who === 'Ben Okafor' && line.what.startsWith('passed "'))).toBe(true)
    for (const line of trail) expect(line.what).not.toMatch(/[0-9a-f]{32}|no words for|undefined/)
  })

  it('comes in pages that read no more than they show, and are the whole of it together', async () => {
    const all = await whole()
    const asked: number[] = []
    const pageBefore = (before: number) =>
      world.read(async (session) => {
        const certification = await session.certifications.find('CRT-1')
        if (!certification) throw new Error('there is no CRT-1')
        const of: typeof session.journal.of = async (...given) => {
          const found = await session.journal.of(...given)
          asked.push(found.length)
          return found
        }
        return trailPage({ ...session, journal: { ...session.journal, of } }, certification, {
          before,
          most: 5,
        })
      })
    const pages = [await pageBefore(0)]
    for (let page = pages[0]; page && page.earlier > 0; pages.unshift(page))
      page = await pageBefore(page.lines[0]?.seq ?? 0)

    expect(pages.length).toBeGreaterThan(3)
    expect(pages.flatMap(({ lines }) => lines)).toEqual(all)
    let before = 0
    for (const { lines, entries, earlier, later } of pages) {
      expect([entries, earlier, later]).toEqual([all.length, before, all.length - before - lines.length])
      before += lines.length
    }
    expect(Math.max(...asked)).toBe(5)
  })

  it('says for whom somebody acted', async () => {
    const trail = await world.read(async (session) => {
      const certification = await session.certifications.find('CRT-1')
      const ben = await session.people.byAccount('web:ben')
      if (!certification || !ben) throw new Error('they are not there')
      const of: typeof session.journal.of = async (subject, most) =>
        (await session.journal.of(subject, most)).map((entry) => ({ ...entry, onBehalfOf: ben.id }))
      return trailOf({ ...session, journal: { ...session.journal, of } }, certification)
    })

    expect(trail.at(-1)?.who).toBe('Priya Nair for Ben Okafor')
  })

  it.each<[string, (ben: string, dana: string) => Readonly<Record<string, unknown>>]>([
    ['approval-nudged', (ben, dana) => ({ people: [ben, dana] })],
    ['reciprocity-flagged', (ben, dana) => ({ by: ben, maker: dana, there: 3, back: 2 })],
    ['hand-over-accepted', (ben, dana) => ({ to: ben, from: dana })],
    ['away-set', (ben, dana) => ({ person: dana, delegate: ben, from: 'today', to: 'Friday' })],
  ])('names everybody whom %s names', async (type, dataOf) => {
    const said = await world.read(async (session) => {
      const certification = await session.certifications.find('CRT-1')
      const ben = await session.people.byAccount('web:ben')
      const dana = await session.people.byAccount('web:dana')
      if (!certification || !ben || !dana) throw new Error('they are not there')
      const [last] = await session.journal.of('CRT-1', 1)
      if (!last) throw new Error('nothing has happened')
      const entry = { ...last, actor: 'system', type, data: dataOf(ben.id, dana.id) }
      const of: typeof session.journal.of = async (subject) => (subject === 'CRT-1' ? [entry] : [])
      return trailOf({ ...session, journal: { ...session.journal, of } }, certification)
    })

    expect(said).toHaveLength(1)
    expect(said[0]?.what).toContain('Ben Okafor')
    expect(said[0]?.what).toContain('Dana Lindqvist')
  })

  it('is shown twelve lines at a time, back to the first', async () => {
    const amara = personaOf(world, 'amara')
    let card = await amara.says('audit CRT-1')
    const pages = [wordsOf(card)]
    while (titlesOf(card).includes('Show earlier')) {
      card = await amara.press('Show earlier')
      pages.push(wordsOf(card))
    }

    const shown = pages.join('\n').match(/policy version 1$/gm) ?? []
    expect(pages[0]).toContain('Asked for changes. "Name a second contact, please"')
    expect(pages.at(-1)).toContain('Registered it')
    // The foot of each page names the policy as well.
    expect(shown.length - pages.length).toBe((await whole()).length)
  })

  it.each(['dana', 'priya', 'kenji'])('is for %s to read', async (persona) => {
    expect(wordsOf(await personaOf(world, persona).says('audit APR-1'))).toContain('What happened')
  })

  it('is not for somebody without a part in it', async () => {
    const stranger = world.player('kenji')
    await personaOf(world, 'amara').says('role revoke Kenji Mori admin')

    expect(wordsOf(await stranger.says('audit CRT-1'))).toContain('belongs to Dana Lindqvist')
  })
})

describe('on the command line', () => {
  const run = promisify(execFile)
  const assay = (...words: readonly string[]) =>
    run(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...words], {
      env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: `file:${world.file}` },
    })

  it('every entry is one line, and a reference that is not there is named', async () => {
    const { stdout } = await assay('audit', 'show', 'AST-1')
    const lines = stdout.trim().split('\n')

    expect(lines).toHaveLength((await whole()).length)
    expect(lines.at(-1)).toMatch(/Priya Nair, in the playground · .+Asked for changes\. "Name a second/)
    await expect(assay('audit', 'show', 'CRT-99')).rejects.toThrow('There is no CRT-99 in')
  }, 30_000)
})

describe('what an event is called', () => {
  it('names for whom somebody acted, and has a word for what it does not know', () => {
    const name = { person: (id: string) => `<${id}>`, step: (id: string) => id }
    const later = { type: 'moon-landed', subject: 'CRT-1' } as unknown as Event

    expect(happened(later, name).what).toContain('no words for')
    expect(
      happened({ type: 'role-granted', subject: 'p1', person: 'p1', role: 'it_operations' }, name),
    ).toEqual({ what: '<p1> got the IT operations role', why: '' })
  })

  it('says what a new developer has to do again', () => {
    const name = { person: (id: string) => `<${id}>`, step: (id: string) => id }
    const of = { certification: 'CRT-1', asset: 'AST-1', developer: 'p2', owner: 'p2', subject: 'CRT-1' }
    const again = ['policy', 'foundations']

    expect(
      happened({ type: 'owner-changed', ...of, from: 'p1', to: 'p2', material: false, again }, name).what,
    ).toBe('the owner is <p2> now; to be done again: "policy", "foundations"')
    expect(happened({ type: 'developer-left', ...of, person: 'p1', again }, name).what).toBe(
      '<p1>, who built it, left; its owner goes on; to be done again: "policy", "foundations"',
    )
    expect(happened({ type: 'developer-left', ...of, person: 'p1' }, name).what).toBe(
      '<p1>, who built it, left; its owner goes on',
    )
  })
})
