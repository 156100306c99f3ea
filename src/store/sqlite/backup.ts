import { existsSync } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { connect } from './connection.ts'

/**
 * Copies a database that is in use into a new file, and proves the copy. It is made under another name beside it, so that a
 * file of the asked name is always a whole and proven backup; an existing one is never touched.
 */
export const backup = async (
  file: string,
  target: string,
  prove: (copy: string) => Promise<void>,
): Promise<void> => {
  const partial = `${target}.partial`
  if (existsSync(target)) throw new Error(`there is a file ${target} already; choose another name`)
  if (!existsSync(dirname(target))) throw new Error(`there is no folder ${dirname(target)}; make it first`)
  // `wx` fails on an existing file: two backups at once do not write into each other.
  await (await open(partial, 'wx', 0o600)).close()
  try {
    await copy(file, partial)
    await prove(partial)
    await sync(partial)
    await link(partial, target)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`the backup ${target} was not made: ${why}`, { cause })
  } finally {
    await unlink(partial)
  }
  await sync(dirname(target))
}

/** From a connection of its own that holds one moment of the database: writers neither wait nor make it start again. */
const copy = async (file: string, target: string): Promise<void> => {
  const raw = connect(file, { readonly: true })
  try {
    raw.exec('begin')
    raw.prepare('select count(*) from migrations').get()
    await raw.backup(target)
  } finally {
    raw.close()
  }
}

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
