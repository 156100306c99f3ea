import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../src/hash.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import type { FakeSlack } from '../channels/slack/fake-slack.ts'
import { startFakeSlack } from '../channels/slack/fake-slack.ts'
import { teamId } from '../channels/slack/slack-people.ts'
import { letter } from './post-office.ts'

let slack: FakeSlack
let folder: string
let file: string
beforeEach(async () => {
  slack = await startFakeSlack()
  folder = await mkdtemp(join(tmpdir(), 'assay-stuck-'))
  file = join(folder, 'assay.db')
  slack.openConversation('DDANA')
  const store = await openStore({ file, hash: sha256 })
  const dana = { channel: 'slack', team: teamId, user: 'UDANA' }
  await store.transact((session) => session.outbox.oweAll([letter('one', dana), letter('two', dana)]))
  await store.close()
})
afterEach(async () => {
  await slack.stop()
  await rm(folder, { recursive: true, force: true })
})

const leaseMs = 1_000

/** A worker in a process of its own. */
const start = (how: 'well' | 'stopped' | 'killed') => {
  const worker = spawn(
    process.execPath,
    [join(import.meta.dirname, 'stuck-worker.ts'), file, slack.apiUrl, how, String(leaseMs)],
    { env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  worker.stdout.on('data', (some: Buffer) => (said += some.toString()))
  worker.stderr.on('data', (some: Buffer) => (said += some.toString()))
  const ended = new Promise<string>((resolve) => worker.on('close', () => resolve(said)))
  return {
    ended,
    says: async (word: string): Promise<void> => {
      while (!said.includes(word)) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    goOn: (): void => void worker.kill('SIGCONT'),
  }
}

const leaseEnds = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, leaseMs + 50))
const seen = (): readonly string[] =>
  slack.seenBy('UDANA', 'DDANA').map((text) => text.split(/[:.\s]/)[0] ?? '')

test('a worker that was stopped until its lease ran out sends nothing when it goes on', async () => {
  const stuck = start('stopped')
  await stuck.says('stopping')
  await leaseEnds()
  const other = await start('well').ended
  expect(other).toContain('done')
  expect(seen()).toEqual(['one', 'two'])

  stuck.goOn()
  await stuck.ended

  expect(seen()).toEqual(['one', 'two'])
})

test('what was sent by a worker that died before it wrote so down is found, not sent again', async () => {
  const dead = await start('killed').ended
  expect(dead).toContain('sent')
  expect(seen()).toEqual(['one'])
  await leaseEnds()

  const other = await start('well').ended

  expect(other).toContain('done')
  expect(seen()).toEqual(['one', 'two'])
})
