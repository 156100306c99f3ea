import { sha256 } from '../../src/hash.ts'
import type { Incoming } from '../../src/ports/channel.ts'
import { openStore } from '../../src/store/sqlite/open.ts'
import { saidBy } from '../bot/deliveries.ts'
import { openWorld } from '../world.ts'
import type { NaiveWay } from './naive.ts'
import { openNaively } from './naive.ts'

/** What the test asks of one process: open the whole bot on a file, press all at once, close. */
export type Order =
  | { readonly do: 'open'; readonly file: string; readonly now: string; readonly way: 'ours' | NaiveWay }
  | { readonly do: 'press'; readonly presses: readonly Incoming[] }
  | { readonly do: 'close' }
/** What became of a press: the words of its answer, or why there was none. */
export type Pressed = {
  readonly account: string
  readonly key: string
  readonly said: string | undefined
  readonly repeated: boolean
  readonly fault: string
}
export type Done = { readonly pressed: readonly Pressed[]; readonly faults: readonly string[] }

/** Deliveries of the same press, as a platform makes them where no answer came. */
const mostDeliveries = 20

/** A fault with what it came of. */
const wordsOf = (fault: unknown): string =>
  fault instanceof Error && fault.cause !== undefined
    ? `${fault.message}: ${wordsOf(fault.cause)}`
    : String(fault)

const isBusy = (fault: string): boolean => fault.includes('was locked by another process')

/** The whole bot in a process of its own, pressed by order of the test. */
const createPresser = () => {
  let world: Awaited<ReturnType<typeof openWorld>> | undefined

  const press = async (incoming: Incoming): Promise<Pressed> => {
    const { account, key } = incoming
    for (let delivery = 1; ; delivery += 1) {
      try {
        const answer = await world?.answer(incoming)
        if (!answer) throw new Error('nothing is open')
        return { account, key, said: saidBy(answer), repeated: answer.repeated, fault: '' }
      } catch (thrown) {
        const fault = wordsOf(thrown)
        if (delivery === mostDeliveries || !isBusy(fault))
          return { account, key, said: undefined, repeated: false, fault }
      }
    }
  }

  const carryOut = async (order: Order): Promise<Done> => {
    switch (order.do) {
      case 'open': {
        const { file, way } = order
        world = await openWorld({
          file,
          open: (path) =>
            way === 'ours'
              ? openStore({ file: path, hash: sha256 })
              : Promise.resolve(openNaively(path, way)),
        })
        world.clock.forward(order.now)
        return { pressed: [], faults: [] }
      }
      case 'press': {
        const pressed = await Promise.all(order.presses.map(press))
        await world?.deliver.settled()
        return { pressed, faults: [] }
      }
      case 'close': {
        // A message that found the database busy is sent the next time.
        const faults = (world?.faults ?? []).map(wordsOf).filter((fault) => !isBusy(fault))
        await world?.close()
        world = undefined
        return { pressed: [], faults }
      }
    }
  }
  return carryOut
}

const carryOut = createPresser()
const reply = async (order: Order): Promise<void> => {
  process.send?.(await carryOut(order))
}
process.on('message', (order: Order) => void reply(order))
process.on('disconnect', () => process.exit(0))
