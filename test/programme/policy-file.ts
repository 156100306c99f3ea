import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/hash.ts'
import { PolicyFault } from '../../src/programme/fault.ts'
import { loadProgramme } from '../../src/programme/load.ts'

export const file = 'policy/programme.yaml'

/** The shipped policy, as it stands in the repository. */
export const shipped = readFileSync(join(import.meta.dirname, '../..', file), 'utf8')

export const load = (source: string) => loadProgramme(source, file, sha256)

/** The fault of a broken policy; fails the test where there is none. */
export const faultOf = (source: string): PolicyFault => {
  try {
    load(source)
  } catch (fault) {
    if (fault instanceof PolicyFault) return fault
    throw fault
  }
  throw new Error('the policy was taken, though it is broken')
}

/** The shipped policy with one place changed. Fails where the place is not there. */
export const changed = (from: string, to: string): string => {
  if (!shipped.includes(from)) throw new Error(`the shipped policy has no ${JSON.stringify(from)}`)
  return shipped.replace(from, () => to)
}

/** Takes the mark ▮ out of a text and says where it stood, as `line:column`. */
export const marked = (text: string): { readonly source: string; readonly at: string } => {
  const before = text.slice(0, Math.max(0, text.indexOf('▮')))
  const lines = before.split('\n')
  return { source: text.replace('▮', ''), at: `${lines.length}:${(lines.at(-1) ?? '').length + 1}` }
}
