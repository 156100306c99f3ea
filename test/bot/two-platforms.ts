import type { Answer } from '../../src/ports/channel.ts'
import { grantRole } from '../journey.ts'
import type { MemoryChannel } from '../memory-channel.ts'
import { memoryChannel } from '../memory-channel.ts'
import { openWorld } from '../world.ts'
import { saidBy } from './deliveries.ts'

/** A world with Slack and Teams beside the playground; a minute passes between two deliveries. */
export const openTwoPlatforms = async () => {
  const [slack, teams] = [memoryChannel('slack'), memoryChannel('teams')]
  const world = await openWorld({ channels: [slack, teams] })
  let keys = 0

  /** A key of its own for each delivery. */
  const key = (): string => {
    world.wait(1)
    return `key-${(keys += 1)}`
  }
  const says = async (on: MemoryChannel, user: string, text: string, name?: string): Promise<Answer> => {
    const answer = await on.deliver(user, { kind: 'word', key: key(), text, ...(name ? { name } : {}) })
    await world.deliver.settled()
    return answer
  }
  const presses = async (
    on: MemoryChannel,
    user: string,
    verb: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => {
    const answer = await on.deliver(user, { kind: 'click', key: key(), verb, data, values: {} })
    await world.deliver.settled()
    return answer
  }

  return {
    slack,
    teams,
    world,
    key,
    says,
    presses,
    /** Lets somebody speak for the first time, and gives them a role. */
    appoint: async (on: MemoryChannel, user: string, name: string, role: string): Promise<void> => {
      await says(on, user, 'hello', name)
      await grantRole(world, `${name} ${role}`)
    },
    /** Links two accounts as people do: a code here, the code there, and yes. */
    link: async (from: MemoryChannel, one: string, to: MemoryChannel, other: string): Promise<Answer> => {
      const code = codeIn(await says(from, one, 'link'))
      return presses(to, other, 'account.join', yesOf(await says(to, other, `link ${code}`)))
    },
    personAt: (account: string) => world.read((session) => session.people.byAccount(account)),
  }
}
export type TwoPlatforms = Awaited<ReturnType<typeof openTwoPlatforms>>

/** The code that an answer to `link` gives; '' where it gives none. */
export const codeIn = (answer: Answer): string =>
  /link ((?:[0-9a-f]{4}-){3}[0-9a-f]{4})/.exec(saidBy(answer))?.[1] ?? ''

/** The press behind "Yes, link them" of an answer. */
export const yesOf = (answer: Answer): Readonly<Record<string, unknown>> => {
  const button = answer.reply?.actions?.find((one) => one.title === 'Yes, link them')
  if (button?.type !== 'Action.Execute') throw new Error(`no question: ${saidBy(answer)}`)
  return button.data
}
