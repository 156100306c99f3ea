import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import type { Store } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/sqlite/open.ts'

export type OnFile = {
  /** A folder of its own. */
  readonly place: string
  readonly file: string
  readonly store: Store
  /** What the store told of. */
  readonly faults: Error[]
  /** What somebody with the file in hand does to it. */
  readonly tamper: (...commands: readonly string[]) => void
}

/** A new folder, for whoever needs a file for a moment. */
export const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'assay-store-'))

/** Opens a new store on a file of its own before each test, and removes both afterwards. */
export const onFile = (enter: (opened: OnFile) => void): void => {
  let opened: OnFile
  beforeEach(async () => {
    const place = await folder()
    const file = join(place, 'assay.db')
    const faults: Error[] = []
    const store = await openStore({ file, hash: sha256, onFault: (error) => faults.push(error) })
    const tamper = (...commands: readonly string[]): void => {
      const raw = new Database(file)
      for (const command of commands) raw.exec(command)
      raw.close()
    }
    opened = { place, file, store, faults, tamper }
    enter(opened)
  })
  afterEach(async () => {
    await opened.store.close()
    await rm(opened.place, { recursive: true })
  })
}
