import type { Card } from '../src/ports/card.ts'
import type {
  Address,
  Answer,
  Channel,
  Delivery,
  Incoming,
  Place,
  Posted,
  Told,
} from '../src/ports/channel.ts'

type Ask = {
  [K in Incoming['kind']]: Omit<Extract<Incoming, { kind: K }>, 'account' | 'address' | 'place'>
}[Incoming['kind']]

/** A platform that remembers: every account has one conversation, and there is one shared channel. */
export type MemoryChannel = Channel & {
  readonly accountOf: (user: string) => string
  readonly addressOf: (user: string) => Address
  /** Delivers something as the platform does and puts the answer up. */
  readonly deliver: (user: string, ask: Ask, place?: Place) => Promise<Answer>
  /** The latest message of somebody's conversation. */
  readonly latest: (user: string) => { readonly posted: Posted; readonly card: Card } | undefined
  /** The card of one message, if it still stands. */
  readonly at: (posted: Posted) => Card | undefined
  /** The cards that stand in somebody's conversation, oldest first. */
  readonly cards: (user: string) => readonly { readonly posted: Posted; readonly card: Card }[]
  /** What becomes of the next messages instead of being sent. */
  readonly befall: (...outcomes: readonly Delivery[]) => void
  /** Nobody can be written to on this account any more. */
  readonly block: (user: string) => void
  /** What the platform says of an account from now on, when it is asked whether it is there. */
  readonly tell: (user: string, told: Told) => void
  readonly unblock: (user: string) => void
  /** Somebody deletes a message. */
  readonly lose: (posted: Posted) => void
}

export const memoryChannel = (name: 'slack' | 'teams'): MemoryChannel => {
  const home = name === 'slack' ? 'T1' : '11111111-1111-1111-1111-111111111111'
  type Message = { readonly posted: Posted; card: Card }
  const messages = new Map<string, Message>()
  /** The same by whose conversation they stand in: a year has hundreds of thousands. */
  const conversations = new Map<string, Map<string, Message>>()
  const lasts = new Map<string, Message>()
  let bot: { answer: Parameters<Channel['start']>[0]; remember: Parameters<Channel['start']>[1] } | undefined
  let last = 0
  const mishaps: Delivery[] = []
  const blocked = new Set<string>()
  const told = new Map<string, Told>()

  const accountOf = (user: string): string => `${name}:${home}:${user}`
  const addressOf = (user: string): Address => ({ channel: name, user })
  const shared: Address = { channel: name, user: 'everybody' }

  const put = (address: Address, card: Card): Posted => {
    last += 1
    const posted = { address, message: `m${last}` }
    const message = { posted, card }
    messages.set(posted.message, message)
    const user = address['user'] ?? ''
    const conversation = conversations.get(user) ?? new Map<string, Message>()
    conversation.set(posted.message, message)
    lasts.set(user, message)
    conversations.set(user, conversation)
    return posted
  }
  const change = ({ message }: Posted, card: Card): boolean => {
    const found = messages.get(message)
    if (found) found.card = card
    return found !== undefined
  }

  return {
    name,
    accountOf,
    addressOf,
    start: (answer, remember) => {
      bot = { answer, remember }
      return Promise.resolve()
    },
    deliver: async (user, ask, place = 'personal') => {
      if (!bot) throw new Error('not started')
      const address = place === 'personal' ? addressOf(user) : shared
      // One kind at a time: the parts fit together.
      const answer = await bot.answer({ account: accountOf(user), address, place, ...ask })
      if (answer.repeated || ask.kind === 'refresh') return answer
      const pressed = 'posted' in ask ? ask.posted : undefined
      let shown: Posted | undefined
      if (answer.replace)
        shown = pressed && change(pressed, answer.replace) ? pressed : put(address, answer.replace)
      if (answer.reply) {
        const own = answer.audience === 'private' ? addressOf(user) : address
        const posted = put(own, answer.reply)
        shown ??= posted
      }
      if (answer.matter !== undefined && shown) await bot.remember(answer.matter, accountOf(user), shown)
      return answer
    },
    latest: (user) => {
      const known = lasts.get(user)
      return known && messages.has(known.posted.message)
        ? known
        : [...(conversations.get(user)?.values() ?? [])].at(-1)
    },
    at: ({ message }) => messages.get(message)?.card,
    cards: (user) => [...(conversations.get(user)?.values() ?? [])],
    befall: (...outcomes) => void mishaps.push(...outcomes),
    block: (user) => void blocked.add(user),
    tell: (user, what) => void told.set(accountOf(user), what),
    look: (account) => Promise.resolve(told.get(account) ?? { presence: 'there' }),
    unblock: (user) => void blocked.delete(user),
    lose: ({ message, address }) => {
      messages.delete(message)
      conversations.get(address['user'] ?? '')?.delete(message)
    },
    turn: () => ({ inMs: 0 }),
    send: (address, card) => {
      if (blocked.has(address['user'] ?? '')) return Promise.resolve<Delivery>({ outcome: 'unreachable' })
      return Promise.resolve(mishaps.shift() ?? { outcome: 'sent', posted: put(address, card) })
    },
    replace: (posted, card) =>
      Promise.resolve<Delivery>(change(posted, card) ? { outcome: 'sent', posted } : { outcome: 'gone' }),
    stop: () => Promise.resolve(),
  }
}
