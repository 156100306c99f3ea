import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../world.ts'
import type { World } from './deliveries.ts'
import { list } from './bringing-in.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  expect((await world.store.audit()).sound).toBe(true)
  await world.close()
})

const run = promisify(execFile)
const command = (...words: readonly string[]) =>
  run(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...words], {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: `file:${world.file}` },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (thrown: { code: number; stderr: string }) => ({ code: thrown.code, said: thrown.stderr }),
  )

const certification = (id: string) => world.read((session) => session.certifications.find(id))

describe('what is in use already, on the command line', () => {
  it('is tried before it is applied, on the command line', async () => {
    const file = join(dirname(world.file), 'assets.csv')
    await writeFile(file, `\ufeff${list.replaceAll('\n', '\r\n')}`)

    const tried = await command('import', file)
    expect(tried).toMatchObject({ code: 0 })
    expect(tried.said).toContain('4 are new, 0 are in the register already')
    expect(tried.said).toContain('  Ben Okafor (web:ben)\n')
    expect(tried.said).toContain('line 4, owner: nobody called "J. Smith (facilities)" is known')
    expect(await certification('CRT-1')).toBeUndefined()

    expect(await command('import', file, '--apply')).toMatchObject({
      code: 0,
      said: '4 came into the register. 2 owners are told; 1 waits for the stewards to name an owner.\n',
    })
    expect((await command('import', file, '--apply')).said).toContain('in the register already')
    const [entry] = await world.read((session) => session.journal.of('CRT-1', 1))
    expect(entry).toMatchObject({ actor: 'system', platform: 'command', type: 'existing-drafted' })

    await writeFile(file, list.replace('Stock count', '').replace(',app,', ',macro,'))
    const wrong = await command('import', file, '--apply')
    expect(wrong.code).toBe(1)
    expect(wrong.said).toMatch(
      /line 2, kind: .*\nline 3, name: is empty.*\n.*2 mistakes\. Nothing was written/,
    )
  })

  it.each([
    [['import'], 'Name the list'],
    [['import', 'nowhere.csv'], 'nowhere.csv'],
    [['import', 'a.csv', 'b.csv'], 'Name the list'],
    [['import', 'a.csv', '--days', '45'], '90, 60, 30'],
  ])('says what is wrong with %j', async (words, said) => {
    const answer = await command(...words)

    expect(answer.code).toBe(1)
    expect(answer.said).toContain(said)
  })

  it('offers a list to begin with that comes in as it is', async () => {
    const example = await command('import', 'example')
    const file = join(dirname(world.file), 'example.csv')
    await writeFile(file, example.said)

    expect((await command('import', file)).said).toContain('2 are new')
  })
})
