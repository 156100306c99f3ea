import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../src/bot/context.ts'
import { newId } from '../../src/bot/context.ts'
import { createDeliver } from '../../src/bot/deliver.ts'
import { createPaint } from '../../src/bot/paint.ts'
import { createRender } from '../../src/cards/render.ts'
import { sha256 } from '../../src/hash.ts'
import type { Address, Channel } from '../../src/ports/channel.ts'
import type { Owed } from '../../src/ports/outbox.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { programme, startOfTime } from '../world.ts'

/** A clock that stands still until somebody waits, and then is there at once. */
export const patientClock = (start = Date.parse(startOfTime)) => {
  let at = start
  return {
    now: (): number => at,
    iso: (): string => new Date(at).toISOString(),
    pass: (ms: number): void => void (at += ms),
    sleep: (ms: number): Promise<void> => {
      at = Math.max(at, at + ms)
      return Promise.resolve()
    },
  }
}
export type PatientClock = ReturnType<typeof patientClock>
/** What an office needs of a clock. */
type Clock = Pick<PatientClock, 'iso' | 'pass'> & {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** A message of one line to an address. */
export const letter = (key: string, address: Address, due = startOfTime): Owed => ({
  key,
  matter: `matter:${key}`,
  to: { address },
  content: {
    ref: { show: 'line', title: key, sentence: key, tone: 'default', ways: [] },
    viewer: null,
    folds: false,
  },
  due,
})

/** Just what sends: a real store, the real worker, channels as a test gives them. */
export const openPostOffice = async (options: {
  readonly channels: readonly Channel[]
  readonly clock: Clock
  readonly file?: string
}) => {
  const { channels, clock } = options
  const folder = await mkdtemp(join(tmpdir(), 'assay-post-'))
  const file = options.file ?? join(folder, 'assay.db')
  const store = await openStore({ file, hash: sha256 })
  const faults: unknown[] = []
  const outcomes: string[] = []
  const world: World = { clock: { now: clock.iso }, programme: () => programme, newId, random: () => 0.5 }
  const deliver = createDeliver({
    store,
    world,
    channels,
    paint: createPaint(createRender(), 'http://127.0.0.1:3978'),
    onFault: (fault) => {
      faults.push(fault)
      return 'F-1'
    },
    onOutcome: (_channel, outcome) => void outcomes.push(outcome),
    sleep: clock.sleep,
  })
  return {
    file,
    store,
    deliver,
    faults,
    outcomes,
    owe: async (...letters: readonly Owed[]): Promise<void> => {
      for (let from = 0; from < letters.length; from += 200)
        await store.transact((session) => session.outbox.oweAll(letters.slice(from, from + 200)))
    },
    /** Goes on, a minute at a time, until nothing is owed any more. */
    finish: async (rounds = 100): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        deliver.wake()
        await deliver.settled()
        if ((await store.transact((session) => session.outbox.nextDue())) === undefined) return
        clock.pass(60_000)
      }
      throw new Error('something is still owed')
    },
    undelivered: () => store.transact((session) => session.outbox.undelivered(100)),
    close: async (): Promise<void> => {
      await deliver.stop()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>
