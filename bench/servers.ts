import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Told, Variant } from './serve.ts'

export type Server = {
  readonly port: number
  readonly deliveries: readonly string[]
  /** How many card templates it has made so far. */
  readonly templates: () => Promise<number>
  readonly close: () => Promise<void>
}

const notFlushed = join(import.meta.dirname, 'not-flushed.ts')

/** Starts a variant in a process of its own. `answer`: what a baseline says. `flush` false: it never waits for the disk. */
export const startServer = async (
  variant: Variant,
  {
    file,
    outside,
    answer,
    flush = true,
  }: {
    readonly file: string
    readonly outside: string
    readonly answer?: string
    readonly flush?: boolean
  },
): Promise<Server> => {
  const child = fork(join(import.meta.dirname, 'serve.ts'), [variant, file, outside], {
    // The parent's as well, so that `node --cpu-prof bench/bench.ts` profiles what is measured.
    execArgv: [...process.execArgv, ...(flush ? [] : ['--import', notFlushed])],
  })
  if (answer !== undefined) child.send({ answer })
  const { port, deliveries } = await toldBy(child, 'port')
  return {
    port,
    deliveries,
    templates: async () => {
      child.send('templates')
      return (await toldBy(child, 'templates')).templates
    },
    close: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

/** The next message of a child that holds a member; a child that ends instead is an error. */
const toldBy = <Name extends 'port' | 'templates'>(
  child: ChildProcess,
  name: Name,
): Promise<Extract<Told, Record<Name, unknown>>> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (told: Told) => {
      child.off('exit', ended)
      if (name in told) resolve(told as Extract<Told, Record<Name, unknown>>)
      else reject(new Error(`a server said ${JSON.stringify(told)}`))
    })
  })
