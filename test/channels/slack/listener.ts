import type { Answer, Incoming, Posted } from '../../../src/ports/channel.ts'
import type { SlackChannel } from '../../../src/channels/slack/channel.ts'
import { note } from '../../browser/cards.ts'

type Remembered = { readonly matter: string; readonly account: string; readonly posted: Posted }

/** What a bot has committed: it outlives the process that answers. */
export type Inbox = Map<string, Answer>

/** A bot that answers as it is told, once to each delivery, and writes down what it hears. */
export const listen = async (channel: SlackChannel, inbox: Inbox = new Map()) => {
  const heard: Incoming[] = []
  const remembered: Remembered[] = []
  let answers: (incoming: Incoming) => Partial<Answer> | Promise<Partial<Answer>> = () => ({
    reply: note('Heard'),
  })
  let isDying = false
  await channel.start(
    async (incoming) => {
      heard.push(incoming)
      const key = `${incoming.account}|${incoming.key}`
      const before = inbox.get(key)
      if (before) return { ...before, repeated: true }
      const answer = {
        audience: 'here',
        fieldErrors: {},
        repeated: false,
        ...(await answers(incoming)),
      } as const
      inbox.set(key, answer)
      return isDying ? new Promise<never>(() => undefined) : answer
    },
    (matter, account, posted) => {
      remembered.push({ matter, account, posted })
      return Promise.resolve()
    },
  )
  return {
    heard,
    remembered,
    /** From now on the process ends between the commit and the answer. */
    dies: (): void => void (isDying = true),
    effects: (): number => inbox.size,
    answers: (answer: typeof answers | Partial<Answer>): void => {
      answers = typeof answer === 'function' ? answer : () => answer
    },
  }
}
