import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Runs the real program on a port of its own and waits until it is ready. Throws with what it printed where it is not. */
export const startAssay = async (
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly address: string; readonly kill: () => Promise<void> }> => {
  const port = await freePort()
  const assay = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_NO_WARNINGS: '1',
      PORT: String(port),
      DATABASE_URL: `file:${file}`,
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<void>((resolve) => assay.on('close', () => resolve()))
  const up = new Promise<void>((resolve, reject) => {
    assay.stdout.on('data', (some: Buffer) => {
      printed += some.toString()
      if (printed.includes('Assay is up')) resolve()
    })
    assay.stderr.on('data', (some: Buffer) => (printed += some.toString()))
    assay.on('error', reject)
    assay.on('close', (code) => reject(new Error(`the process ended with ${code}: ${printed}`)))
  })
  await up
  return {
    address: `http://127.0.0.1:${port}`,
    kill: async () => {
      assay.kill('SIGKILL')
      await ended
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port is free')),
      )
    })
  })
