import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect } from 'vitest'
import { note } from '../../browser/cards.ts'
import { activityOf, createBot, createStage } from './stage.ts'
import type { Stage, Told, Wired } from './stage.ts'

export type Watched = {
  readonly stage: Stage
  readonly bot: ReturnType<typeof createBot>
  /** Nobody was asked anything but for the keys, nothing went out, and the next right delivery is answered. */
  readonly expectRefused: (told: Told, status: number) => Promise<void>
}

/** One right delivery of Dana's, changed as a test wants. */
export const word = (change: Wired = {}): Wired =>
  activityOf('dana', 'personal', { text: 'status', ...change })

/** Opens a stage for each test of a file, with a bot that answers, and watches whom this process tries to reach. */
export const onWatchedStage = (enter: (watched: Watched) => void): void => {
  let stage: Stage
  /** Every port that this process tried to reach, ours and the library's. */
  let reached: Set<number>
  const watch = (message: unknown): void => {
    // By the documentation of the diagnostics channel.
    const { socket } = message as { readonly socket: Socket }
    socket.on('connectionAttempt', (_address: string, port: number) => reached.add(port))
  }

  beforeEach(() => {
    reached = new Set()
    subscribe('net.client.socket', watch)
  })
  afterEach(() => {
    unsubscribe('net.client.socket', watch)
  })

  beforeEach(async () => {
    stage = await createStage()
    const bot = createBot()
    bot.answers = () => ({ reply: note('Heard') })
    await stage.channel().start(bot.answer, bot.remember)
    enter({ stage, bot, expectRefused: refusedOn(stage, bot, reached) })
  })
  afterEach(() => stage.dispose())
}

const refusedOn =
  (stage: Stage, bot: Watched['bot'], reached: ReadonlySet<number>): Watched['expectRefused'] =>
  async (told, status) => {
    expect(told.status).toBe(status)
    expect(bot.heard).toEqual([])
    expect(stage.faults).toEqual([])
    const elsewhere = stage.fake.asked.filter(
      ({ path }) => !/^\/(\.well-known\/openidconfiguration|keys)$/.test(path),
    )
    expect(elsewhere).toEqual([])
    const ours = [stage.port, Number(new URL(stage.fake.url).port)]
    expect([...reached].filter((port) => !ours.includes(port))).toEqual([])
    expect(reached).toContain(stage.port)
    expect(await stage.deliver(word())).toEqual({ status: 200, body: undefined })
    expect(bot.heard).toMatchObject([{ kind: 'word', text: 'status' }])
  }
