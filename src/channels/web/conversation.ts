import type { Card } from '../../ports/card.ts'

/** The conversation that all personas share; every other conversation is named after the one persona in it. */
export const stewardsConversation = 'stewards-channel'

/** What stands in a conversation: words that a persona typed, or a card of the bot. */
export type Message = {
  readonly id: string
  readonly conversation: string
  /** `bot`, or the id of the persona who wrote it. */
  readonly from: string
  readonly text?: string
  readonly card?: Card
  /** ISO 8601 UTC. */
  readonly at: string
  readonly changedAt?: string
  /** The only persona who may see it, where it stands in the shared conversation. */
  readonly onlyFor?: string
  /** Grows with every change in the playground, so that a page can tell an old face of a message from a new one. */
  readonly version: number
}

/** The last messages of one conversation, oldest first; older ones fall off. */
export class Conversation {
  readonly #messages = new Map<string, Message>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get messages(): readonly Message[] {
    return [...this.#messages.values()]
  }

  get(id: string): Message | undefined {
    return this.#messages.get(id)
  }

  /** Adds a message, or changes the one of the same id where it stands. */
  put(message: Message): void {
    this.#messages.set(message.id, message)
    if (this.#messages.size <= this.#most) return
    const [oldest] = this.#messages.keys()
    if (oldest !== undefined) this.#messages.delete(oldest)
  }
}
