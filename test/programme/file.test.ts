import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import { PolicyFault } from '../../src/programme/fault.ts'
import { createProgrammeSource } from '../../src/programme/file.ts'
import { changed, file, shipped } from './policy-file.ts'

const open = (first: string) => {
  let source = first
  const told: PolicyFault[] = []
  const programme = createProgrammeSource({
    file,
    read: () => source,
    hash: sha256,
    onFault: (fault) => told.push(fault),
  })
  return { programme, told, write: (text: string) => (source = text) }
}

describe('the programme in force', () => {
  it('follows the file when it is read again', () => {
    const { programme, write, told } = open(shipped)

    write(changed('version: 1\n', 'version: 2\n'))

    expect(programme.current().version).toBe(1)
    expect(programme.reload()).toEqual({ ok: true })
    expect(programme.current().version).toBe(2)
    expect(told).toEqual([])
  })

  it.each([
    ['a mistake', changed('bands: { moderate: 9, high: 18 }', 'bands: { moderate: 18, high: 9 }')],
    ['half a file', shipped.slice(0, shipped.length / 2)],
    ['nothing', ''],
    ['something else', 'hello'],
  ])('stays with the last good version when the file holds %s', (_what, broken) => {
    const { programme, write, told } = open(shipped)
    const before = programme.current()

    write(broken.replace('version: 1\n', 'version: 2\n'))
    const reloaded = programme.reload()

    expect(reloaded.ok).toBe(false)
    expect(told).toHaveLength(1)
    expect(told[0]).toBeInstanceOf(PolicyFault)
    expect(programme.current()).toBe(before)
  })

  it('takes the mended file after a broken one', () => {
    const { programme, write } = open(shipped)
    write('')
    programme.reload()

    write(changed('version: 1\n', 'version: 3\n'))

    expect(programme.reload().ok).toBe(true)
    expect(programme.current().version).toBe(3)
  })

  it('does not begin with a broken file', () => {
    expect(() => open('version: 1')).toThrow(PolicyFault)
  })

  it('says what to do where there is no file', () => {
    const missing = join(import.meta.dirname, 'no-such-policy.yaml')
    const start = () =>
      createProgrammeSource({
        file: missing,
        read: (path) => readFileSync(path, 'utf8'),
        hash: sha256,
        onFault: () => {},
      })

    expect(start).toThrow(
      `${missing}:1:1 file: there is no such file; set PROGRAMME_FILE to where the policy lies`,
    )
  })

  it('does not take a fault of another kind for a mistake of the file', () => {
    const start = () =>
      createProgrammeSource({
        file,
        read: () => shipped,
        hash: () => {
          throw new Error('no hash today')
        },
        onFault: () => {},
      })

    expect(start).toThrow('no hash today')
  })
})
