import { join } from 'node:path'
import type { Incoming } from '../src/ports/channel.ts'
import { openWorld } from '../test/world.ts'
import { openBare } from './bare.ts'
import type { Comparison } from './measure.ts'
import { compare, load } from './measure.ts'

const people = ['dana', 'ines', 'jonas', 'sofia', 'tomas', 'ben', 'priya', 'amara']

const press = (turn: number, round: string): Incoming => {
  const persona = people[turn % people.length] ?? 'dana'
  return {
    key: `${round}-${turn}`,
    account: `web:${persona}`,
    address: { channel: 'web', conversation: persona },
    place: 'personal',
    kind: 'click',
    verb: 'settings.save',
    data: {},
    values: { zone: turn % 16 < 8 ? 'Europe/Berlin' : 'Europe/Vienna', quietFrom: '18:00', quietTo: '09:00' },
  }
}

const look = (turn: number, round: string): Incoming => {
  const { key, account, address, place } = press(turn, round)
  return { key, account, address, place, kind: 'word', text: 'help' }
}

/** What the bot does with a press and a word, without a platform, over the bare durable transaction. */
export const compareCore = async (folder: string): Promise<readonly Comparison[]> => {
  const world = await openWorld({ file: join(folder, 'core.db') })
  const bare = openBare(join(folder, 'core-bare.db'))
  const figures: Comparison[] = []
  let round = 0
  try {
    for (const concurrency of [1, 32])
      for (const [name, incoming] of [
        ['core: a form saved', press],
        ['core: a word answered', look],
      ] as const) {
        const calls = concurrency === 1 ? 150 : 500
        figures.push(
          await compare(
            `${name}, ${concurrency} at once / bare transaction`,
            () => {
              const id = `p${(round += 1)}`
              return load(calls, concurrency, (turn) => world.answer(incoming(turn, id)))
            },
            () => {
              const id = `b${(round += 1)}`
              return load(calls, concurrency, async (turn) =>
                bare.press(`${id}-${turn}`, people[turn % people.length] ?? 'dana'),
              )
            },
          ),
        )
      }
  } finally {
    bare.close()
    await world.close()
  }
  return figures
}
