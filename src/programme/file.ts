import type { Programme } from '../domain/programme.ts'
import { PolicyFault } from './fault.ts'
import { loadProgramme } from './load.ts'

/** The programme in force. */
export type ProgrammeSource = {
  readonly current: () => Programme
  /** The text that it was read from. */
  readonly text: () => string
  /** Reads the file again. On a fault the last good version stays in force and `onFault` is told. */
  readonly reload: () => { readonly ok: true } | { readonly ok: false; readonly fault: PolicyFault }
}

type Options = {
  readonly file: string
  /** Gives the file's content as text; throws where there is none. */
  readonly read: (file: string) => string
  readonly hash: (content: string) => string
  readonly onFault: (fault: PolicyFault) => void
}

/** Opens the policy and keeps the last good version of it. Throws a PolicyFault if there is none to begin with. */
export const createProgrammeSource = (options: Options): ProgrammeSource => {
  const load = (): { readonly programme: Programme; readonly text: string } => {
    const text = content(options)
    return { programme: loadProgramme(text, options.file, options.hash), text }
  }
  let current = load()
  return {
    current: () => current.programme,
    text: () => current.text,
    reload: () => {
      try {
        current = load()
        return { ok: true }
      } catch (fault) {
        if (!(fault instanceof PolicyFault)) throw fault
        options.onFault(fault)
        return { ok: false, fault }
      }
    },
  }
}

const content = ({ file, read }: Options): string => {
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
