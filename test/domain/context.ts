import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../src/domain/context.ts'
import { sha256 } from '../../src/hash.ts'
import { loadProgramme } from '../../src/programme/load.ts'

const file = join(import.meta.dirname, '../../policy/programme.yaml')
export const programme = loadProgramme(readFileSync(file, 'utf8'), 'policy/programme.yaml', sha256)

/** A context whose ids and chance are fixed; `at` is minutes after a Tuesday morning. */
export const contextAt = (at = 0, change: Partial<Context> = {}): Context => {
  let ids = 0
  const newId = (): string => `${at}-${(ids += 1)}`.padStart(32, '0')
  return {
    now: new Date(Date.parse('2026-11-24T08:00:00.000Z') + at * 60_000).toISOString(),
    actor: 'system',
    platform: 'web',
    programme,
    newId,
    hash: sha256,
    random: () => 0.5,
    text: (body) => ({ text: newId(), hash: sha256(body), body, salt: 's' }),
    ...change,
  }
}
