import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { person } from '../store/things.ts'
import { doneIn, openTicking } from './ticking.ts'

const start = Date.parse('2026-03-26T12:00:00.000Z')
const dayMs = 86_400_000
const people = 25
const days = 5

let folder: string
let running: ChildProcess[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-stopped-'))
  running = []
})
afterEach(async () => {
  for (const each of running) each.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

type Said = { readonly said: 'up' | 'busy' | 'done'; readonly faults?: readonly string[] }

/** Resolves once the process says one of these. */
const hears = (ticker: ChildProcess, ...wanted: readonly Said['said'][]): Promise<Said> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`a process ended with ${code}`))
    const hear = (told: Said): void => {
      if (!wanted.includes(told.said)) return
      ticker.off('message', hear)
      ticker.off('exit', gone)
      resolve(told)
    }
    ticker.on('message', hear)
    ticker.on('exit', gone)
  })

const startTicker = async (file: string): Promise<ChildProcess> => {
  const ticker = fork(join(import.meta.dirname, 'ticker.ts'), [file], {
    execArgv: [],
    env: { NODE_NO_WARNINGS: '1' },
  })
  running.push(ticker)
  await hears(ticker, 'up')
  return ticker
}

const ticks = async (ticker: ChildProcess, now: number): Promise<Said> => {
  const done = hears(ticker, 'done')
  ticker.send({ now })
  return done
}

it(
  'a process that is stopped in the middle and goes on later does nothing that another has done meanwhile',
  { timeout: 240_000 },
  async () => {
    const file = join(folder, 'assay.db')
    const planner = await openTicking(file, () => start)
    for (let nth = 0; nth < people; nth += 1)
      await planner.put({ ...person(`P${nth}`, `Person ${nth}`), zone: 'Europe/Berlin' })
    await planner.close()
    const one = await startTicker(file)
    const other = await startTicker(file)

    for (let day = 1; day <= days; day += 1) {
      const now = start + day * dayMs
      const [stopped, alone] = day % 2 === 1 ? [one, other] : [other, one]
      const late = hears(stopped, 'done')
      const isBusy = hears(stopped, 'busy')
      stopped.send({ now })
      await isBusy
      stopped.kill('SIGSTOP')
      // It may have been stopped with the database in its hand: the other one finds it locked then, and looks again later.
      await ticks(alone, now)
      stopped.kill('SIGCONT')
      await late
      expect((await ticks(alone, now)).faults).toEqual([])
    }

    const done = doneIn(file)
    const planned = ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']
    expect(done.size).toBe(people * 2)
    for (const keys of done.values()) expect(keys).toEqual(planned)
  },
)
