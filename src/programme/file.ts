import { readFileSync } from 'node:fs'
import type { Programme } from '../domain/programme.ts'
import { PolicyFault } from './fault.ts'
import { loadProgramme } from './load.ts'

/** The programme in force. A file with a mistake never replaces a good one. */
export type ProgrammeSource = {
  readonly current: () => Programme
  /** Reads the file again. On a fault the last good version stays in force. */
  readonly reload: () => { readonly ok: true } | { readonly ok: false; readonly fault: PolicyFault }
}

type Hash = (content: string) => string
/** Gives a file's content as text; throws where there is none. */
type Read = (file: string) => string

const fromDisk: Read = (file) => readFileSync(file, 'utf8')

/** Opens the policy and keeps the last good version of it. Throws a PolicyFault if there is none to begin with. */
export const openProgramme = (file: string, hash: Hash, read: Read = fromDisk): ProgrammeSource => {
  const load = (): Programme => loadProgramme(content(file, read), file, hash)
  let current = load()
  return {
    current: () => current,
    reload: () => {
      try {
        current = load()
        return { ok: true }
      } catch (fault) {
        if (fault instanceof PolicyFault) return { ok: false, fault }
        throw fault
      }
    },
  }
}

const content = (file: string, read: Read): string => {
  try {
    return read(file)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
    const what =
      code === 'ENOENT'
        ? 'there is no such file; set PROGRAMME_FILE to where the policy lies'
        : `the file cannot be read (${code}); check PROGRAMME_FILE and who may read it`
    throw new PolicyFault(file, [{ line: 1, column: 1, where: 'file', what }], { cause })
  }
}
